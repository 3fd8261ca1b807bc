import { describe, expect, it } from 'vitest';
import type { Advice, SuggestRequest, Suggestion } from '../../../src/core/bayes-opt/request.ts';
import type { Context, Dimension } from '../../../src/core/bayes-opt/space.ts';
import { suggestByGp } from '../../../src/core/gp/suggest.ts';
import { type Memo, suggest } from '../../../src/core/optimizer/suggest.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';
import { coefficientsOf } from '../../../src/sim/coefficients.ts';
import { Shooter } from '../../../src/sim/shooter.ts';
import { distances, linear, requestOf as asked, type Row } from './asked.ts';

/** The robot stands where it began, whatever the rows. */
function requestOf(
  space: readonly Dimension[],
  rows: readonly Row[],
  context: Context | null = distances,
): SuggestRequest {
  const request = asked(space, rows, context);
  return { ...request, current: request.baseline };
}

const after = (
  space: readonly Dimension[],
  rows: readonly Row[],
  context: Context | null = distances,
): Suggestion => suggest(requestOf(space, rows, context), 1, null).suggestion;

const width = ({ low, high }: Suggestion['bestRate']): number => high - low;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const robot: readonly Dimension[] = coefficientsOf('shoot3').map((c) => ({
  ...linear,
  low: c.min,
  high: c.max,
  start: c.codeDefault,
}));

/** Shots of a simulated robot, at values around its own, and all that can be told of them. */
function robotRows(world: number, count: number): Required<Omit<Row, 'weight' | 'value'>>[] {
  const shooter = new Shooter('shoot3', world);
  const random = mulberry32(world);
  return Array.from({ length: count }, () => {
    const x = robot.map(({ low, high, start }) =>
      Math.min(high, Math.max(low, start + 0.4 * (random() - 0.5) * (high - low))),
    );
    const { hit, errorM, measuredM } = shooter.shoot(x, shooter.nextShot());
    return { x, distanceM: measuredM, hit, side: hit ? 0 : errorM > 0 ? 1 : -1, errorM };
  });
}

const labelOf = ({ x, distanceM, hit }: Row): Row => ({ x, distanceM, hit });

/** Tens of rows and several worlds: seconds on a free machine, more on a busy one. */
const longMs = 120_000;

describe('a suggestion from rows that tell more than their label', { timeout: longMs }, () => {
  it('is surer of the best by measured heights than by the labels of the same shots, the more the more were measured', () => {
    const worlds = [0, 1, 2].map((world) => robotRows(world, 30));
    const widths = (told: (row: Row, i: number) => Row): number =>
      sum(worlds.map((rows) => width(after(robot, rows.map(told)).bestRate)));
    const byLabel = widths(labelOf);
    const byHalf = widths((row, i) => (i % 2 === 0 ? row : labelOf(row)));
    const byHeight = widths((row) => row);
    expect(byHalf).toBeLessThan(0.8 * byLabel);
    expect(byHeight).toBeLessThan(0.7 * byLabel);
  });

  it('looks for the best between misses that were low and misses that were high', () => {
    const misses = (side: boolean): Row[] =>
      Array.from({ length: 12 }, (_, i) => {
        const isLow = i % 2 === 0;
        const row: Row = { x: [isLow ? 0.5 : 0.9], distanceM: 2 + (i % 5), hit: false };
        return side ? { ...row, side: isLow ? -1 : 1 } : row;
      });
    const [told] = after([linear], misses(true)).best;
    const [untold] = after([linear], misses(false)).best;
    expect(told).toBeGreaterThan(0.55);
    expect(told).toBeLessThan(0.85);
    expect(untold).toBeLessThan(0.4);
  });

  it('is pulled less by rows that count a fifth, and not at all by those that count for nothing', () => {
    const hits = (weight: number): Row[] =>
      Array.from({ length: 15 }, (_, i) => ({
        x: [0.2],
        distanceM: 2 + (i % 5),
        hit: true,
        weight,
      }));
    const misses = Array.from({ length: 10 }, (_, i) => ({
      x: [0.8],
      distanceM: 2 + (i % 5),
      hit: false,
    }));
    const byGp = (rows: readonly Row[]): Advice =>
      suggestByGp(requestOf([linear], rows), mulberry32(1), null).suggestion;
    for (const by of [(rows: readonly Row[]): Advice => after([linear], rows), byGp]) {
      const at = (weight: number): Advice => by([...misses, ...hits(weight)]);
      const [full, fifth, none] = [at(1), at(0.2), by(misses)];
      expect(full.baselineRate.mean).toBeGreaterThan(fifth.baselineRate.mean + 0.03);
      expect(fifth.baselineRate.mean).toBeGreaterThan(none.baselineRate.mean + 0.03);
      expect(width(full.baselineRate)).toBeLessThan(0.8 * width(fifth.baselineRate));
      for (const weight of [0, NaN]) expect(at(weight)).toEqual(none);
    }
  });

  it('learns from rows outside the bounds, and never goes there', () => {
    const space = [
      linear,
      { ...linear, low: 1e-3, high: 1e-1, start: 1e-2, scale: 'log' as const },
      { ...linear, low: -2, high: 2, start: 0, integer: true },
    ];
    // It hits beyond the upper bounds only; on a log scale not even the sign need be right.
    const beyond = Array.from({ length: 16 }, (_, i): Row => {
      const isHit = i % 2 === 0;
      const x = isHit ? [1.3, 0.5, 5] : [0.2, i % 4 === 1 ? 1e-2 : -1, 0];
      return { x, distanceM: 2 + (i % 5), hit: isHit, ...(isHit ? { errorM: 0.02 } : {}) };
    });
    const inside = beyond.filter(({ hit }) => !hit);
    for (const context of [distances, null]) {
      const known = after(space, beyond, context);
      expect(known.rows).toBe(beyond.length);
      const unlike = known.bestRate.mean - after(space, inside, context).bestRate.mean;
      expect(Math.abs(unlike)).toBeGreaterThan(0.02);
      for (const values of [known.next, known.best])
        space.forEach(({ low, high, integer }, j) => {
          expect(values[j]).toBeGreaterThanOrEqual(low);
          expect(values[j]).toBeLessThanOrEqual(high);
          expect(!integer || Number.isInteger(values[j])).toBe(true);
        });
    }
  });

  it('is the same from a memo of fewer rows, of rows that told less, and of none', () => {
    const rows = robotRows(1, 24).map((row, i): Row => {
      if (i % 4 === 0) return { ...row, weight: 0.3 };
      return i % 4 === 1 ? row : { ...labelOf(row), ...(i % 4 === 2 ? { side: row.side } : {}) };
    });
    const request = requestOf(robot, rows);
    const afresh = suggest(request, 7, null).suggestion;
    const memos: Memo[] = [
      suggest(requestOf(robot, rows.slice(0, 13)), 7, null).memo,
      suggest(requestOf(robot, rows.map(labelOf)), 7, null).memo,
      suggest(requestOf(robot, [...rows.slice(0, 20), { ...rows[20]!, weight: 0.5 }]), 7, null)
        .memo,
    ];
    for (const memo of memos) expect(suggest(request, 7, memo).suggestion).toEqual(afresh);
  });
});

describe('the choice of the model', { timeout: longMs }, () => {
  it('stays with that of aim where misses tell their side, for which the general one has no word', () => {
    for (const world of [0, 1, 2]) {
      const rows = robotRows(world, 60).map((row): Row => ({ ...labelOf(row), side: row.side }));
      const { model } = after(robot, rows);
      expect(model.kind).toBe('aim');
      expect(model.leadNats).toBeGreaterThan(after(robot, rows.map(labelOf)).model.leadNats - 3);
    }
  });

  it('goes to the general one where hits come at both ends of a range, though heights are told', () => {
    const random = mulberry32(2);
    const rows = Array.from({ length: 60 }, (): Row => {
      const u = random();
      const isNear = Math.min(Math.abs(u - 0.15), Math.abs(u - 0.85)) < 0.1;
      const hit = random() < (isNear ? 0.95 : 0.05);
      const errorM = (hit ? 0.1 : 0.4) * (2 * random() - 1);
      return { x: [u], distanceM: 2 + 4 * random(), hit, errorM };
    });
    const { model } = after([linear], rows);
    expect(model.kind).toBe('general');
    expect(model.leadNats).toBeGreaterThan(3);
  });

  it('is not made by rows that should only hint', () => {
    const random = mulberry32(2);
    const rows = Array.from({ length: 60 }, (_, i): Row => {
      const u = random();
      const hit = Math.min(Math.abs(u - 0.15), Math.abs(u - 0.85)) < 0.1;
      return { x: [u], distanceM: 2 + 4 * random(), hit, weight: i < 55 ? 0.7 : 1 };
    });
    const old = after([linear], rows.slice(0, 55)).model;
    expect(old).toEqual({ kind: 'aim', leadNats: 0 });
    expect(after([linear], rows).model.leadNats).not.toBe(0);
    const whole = rows.map((row): Row => ({ ...row, weight: 1 }));
    expect(after([linear], whole).model.kind).toBe('general');
  });
});
