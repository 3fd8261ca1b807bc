import { describe, expect, it } from 'vitest';
import type { Objective } from '../../../src/core/bayes-opt/request.ts';
import { type Memo, suggest } from '../../../src/core/optimizer/suggest.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';
import { Shooter } from '../../../src/sim/shooter.ts';
import { coefficientsOf } from '../../../src/sim/coefficients.ts';
import { distances, linear, requestOf, type Row } from './asked.ts';

/** `count` shots at random values, that hit with probability `rate`. */
function randomRows(
  dims: number,
  count: number,
  seed: number,
  rate: (x: readonly number[]) => number,
): Row[] {
  const random = mulberry32(seed);
  return Array.from({ length: count }, () => {
    const x = Array.from({ length: dims }, () => random());
    return { x, distanceM: 2 + 4 * random(), hit: random() < rate(x) };
  });
}

/** Hits at both ends of a range and not between: no aim error does that. */
const atBothEnds = ([u = 0]: readonly number[]): number =>
  Math.min(Math.abs(u - 0.15), Math.abs(u - 0.85)) < 0.1 ? 0.95 : 0.05;

/** Whole tunings: seconds on a free machine, more on a busy one. */
const longMs = 120_000;

describe('a suggestion by the chosen model', { timeout: longMs }, () => {
  it('is to shoot where the robot is while nothing is known, by the model of aim or without distances by the general one', () => {
    for (const context of [distances, null]) {
      const { suggestion } = suggest(requestOf([linear], [], context), 1, null);
      expect(suggestion.next).toEqual([0.2]);
      expect(suggestion.reason).toEqual({ kind: 'no-data' });
      expect(suggestion.model).toEqual({ kind: context === null ? 'general' : 'aim', leadNats: 0 });
    }
  });

  it('goes where the hits are: a world where only values near 0.6 hit is found, with distances and without', () => {
    for (const context of [distances, null]) {
      const random = mulberry32(5);
      const rows: Row[] = [];
      let memo: Memo | null = null;
      for (let i = 0; i < 40; i++) {
        const answer = suggest(requestOf([linear], rows, context), 3, memo);
        memo = answer.memo;
        const x = answer.suggestion.next;
        rows.push({ x, distanceM: 2 + 4 * random(), hit: Math.abs(x[0]! - 0.6) < 0.1 });
      }
      expect(rows.slice(20).filter(({ hit }) => hit).length / 20).toBeGreaterThan(0.6);
    }
  });

  it('moves nothing that is fixed, to the last digit, and still finds what the rest can do', () => {
    const fixed = { ...linear, fixed: true as const };
    const whole = { ...fixed, low: -3, high: 3, start: 0, integer: true };
    for (const context of [distances, null]) {
      const rows = randomRows(3, 40, 4, ([, v = 0]) => (Math.abs(v - 0.6) < 0.15 ? 0.95 : 0.05));
      const asked = requestOf([fixed, linear, whole], rows, context);
      const here = [0.1 + 0.2, 0.5, 2];
      const { suggestion } = suggest({ ...asked, current: here }, 1, null);
      for (const [u, v, whole] of [suggestion.next, suggestion.best]) {
        expect([u, whole]).toEqual([here[0], here[2]]);
        expect(Math.abs(v! - 0.6)).toBeLessThan(0.25);
      }
    }
  });

  it('aims higher or lower in the goal where that is asked for, and still hits', () => {
    const random = mulberry32(8);
    const rows = Array.from({ length: 90 }, (): Row => {
      const u = 0.2 + 0.6 * random();
      const hit = Math.abs(u - 0.5) < 0.15;
      return { x: [u], distanceM: 2 + 4 * random(), hit, side: hit ? 0 : u < 0.5 ? -1 : 1 };
    });
    const bestAt = (bias: number): number =>
      suggest({ ...requestOf([linear], rows), bias }, 1, null).suggestion.best[0]!;
    const [low, middle, high] = [bestAt(-0.6), bestAt(0), bestAt(0.6)] as const;
    expect(high - middle).toBeGreaterThan(0.03);
    expect(middle - low).toBeGreaterThan(0.03);
    for (const best of [low, middle, high]) expect(Math.abs(best - 0.5)).toBeLessThan(0.15);
  });

  it('is made of numbers when all shots hit, when none does, and when all were the same', () => {
    const space = [linear, { ...linear, low: -3, high: 3, start: 0, integer: true }];
    for (const context of [distances, null])
      for (const hit of [true, false]) {
        const rows = Array.from({ length: 12 }, () => ({ x: [0.2, 0], distanceM: 3, hit }));
        const { suggestion } = suggest(requestOf(space, rows, context), 1, null);
        for (const { low, mean, high } of [suggestion.nextRate, suggestion.bestRate]) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(mean);
          expect(mean).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(1);
        }
        expect(Number.isFinite(suggestion.model.leadNats)).toBe(true);
      }
  });

  it('is by the general model where hits come at both ends of a range', () => {
    const rows = randomRows(1, 60, 2, atBothEnds);
    const { model } = suggest(requestOf([linear], rows), 1, null).suggestion;
    expect(model.kind).toBe('general');
    expect(model.leadNats).toBeGreaterThan(3);
  });

  it('stays with the model of aim for a shooting robot', () => {
    const shooter = new Shooter('shoot3', 3);
    const space = coefficientsOf('shoot3').map(({ min, max, codeDefault }) => ({
      ...linear,
      low: min,
      high: max,
      start: codeDefault,
    }));
    const rows: Row[] = [];
    let memo: Memo | null = null;
    for (let shot = 0; shot < 60; shot++) {
      const answer = suggest(requestOf(space, rows), 1, memo);
      memo = answer.memo;
      expect(answer.suggestion.model.kind).toBe('aim');
      const x = answer.suggestion.next;
      const { hit, measuredM } = shooter.shoot(x, shooter.nextShot());
      rows.push({ x, distanceM: measuredM, hit });
    }
  });

  it('is the same from a memo of fewer rows, of more, of others and of none', () => {
    const rows = randomRows(1, 34, 3, atBothEnds);
    const others = randomRows(1, 12, 4, atBothEnds);
    const space = [linear];
    for (const context of [distances, null]) {
      const request = requestOf(space, rows.slice(0, 28), context);
      const afresh = suggest(request, 7, null).suggestion;
      let grown: Memo | null = null;
      for (const count of [4, 5, 18, 27])
        grown = suggest(requestOf(space, rows.slice(0, count), context), 7, grown).memo;
      const memos = [
        grown,
        suggest(requestOf(space, rows, context), 7, null).memo,
        suggest(requestOf(space, others, context), 7, null).memo,
        suggest(request, 8, null).memo,
        suggest(request, 7, null).memo,
      ];
      for (const memo of memos) expect(suggest(request, 7, memo).suggestion).toEqual(afresh);
    }
  });

  it('leaves rows out that are not numbers, whichever model speaks', () => {
    const rows = randomRows(1, 25, 6, atBothEnds);
    const bad: Row[] = [
      { x: [NaN], distanceM: 3, hit: true },
      { x: [0.5], distanceM: NaN, hit: true },
      { x: [0.5], distanceM: 60, hit: false },
    ];
    const good = requestOf([linear], rows);
    const dirty = { ...requestOf([linear], [...rows, ...bad]), current: good.current };
    expect(suggest(dirty, 1, null).suggestion).toEqual(suggest(good, 1, null).suggestion);
  });
});

describe('a suggestion for a number', { timeout: longMs }, () => {
  const smaller: Objective = { kind: 'number', better: 'smaller' };
  const larger: Objective = { kind: 'number', better: 'larger' };
  /** A settle time, s: shortest, 0.3, at 0.65; one in eight is a wild reading. */
  const settleS = ([u = 0]: readonly number[], i: number): number =>
    i % 8 === 5 ? 40 : 0.3 + 3 * (u - 0.65) ** 2 + 0.02 * Math.sin(9 * i);

  it('finds the shortest time among wild readings, and says what time it expects', () => {
    for (const context of [distances, null]) {
      const rows: Row[] = [];
      let memo: Memo | null = null;
      let last = suggest(requestOf([linear], rows, context, smaller), 1, memo);
      for (let i = 0; i < 40; i++) {
        const x = last.suggestion.next;
        rows.push({ x, distanceM: 2 + (i % 5), hit: false, value: settleS(x, i) });
        memo = last.memo;
        last = suggest(requestOf([linear], rows, context, smaller), 1, memo);
      }
      const { best, bestRate, baselineRate, model } = last.suggestion;
      expect(Math.abs(best[0]! - 0.65)).toBeLessThan(0.08);
      expect(Math.abs(bestRate.mean - 0.3)).toBeLessThan(0.05);
      expect(bestRate.low).toBeLessThan(bestRate.mean);
      expect(bestRate.mean).toBeLessThan(bestRate.high);
      expect(baselineRate.mean).toBeGreaterThan(bestRate.mean + 0.2);
      expect(model).toEqual({ kind: 'general', leadNats: 0 });
    }
  });

  it('is the mirror image when larger is better instead of smaller', () => {
    const rows = randomRows(1, 20, 8, () => 0).map((row, i) => ({
      ...row,
      value: settleS(row.x, i),
    }));
    const mirrored = rows.map((row) => ({ ...row, value: -row.value }));
    const low = suggest(requestOf([linear], rows, null, smaller), 1, null).suggestion;
    const high = suggest(requestOf([linear], mirrored, null, larger), 1, null).suggestion;
    expect(high.next).toEqual(low.next);
    expect(high.best).toEqual(low.best);
    expect(high.bestRate.mean).toBe(-low.bestRate.mean);
    expect(high.bestRate.low).toBe(-low.bestRate.high);
  });

  it('does not mind the unit', () => {
    const rows = randomRows(1, 20, 8, () => 0).map((row, i) => ({
      ...row,
      value: settleS(row.x, i),
    }));
    const inMs = rows.map((row) => ({ ...row, value: 1000 * row.value }));
    const s = suggest(requestOf([linear], rows, null, smaller), 1, null).suggestion;
    const ms = suggest(requestOf([linear], inMs, null, smaller), 1, null).suggestion;
    expect(ms.best[0]).toBeCloseTo(s.best[0]!, 6);
    expect(ms.bestRate.mean).toBeCloseTo(1000 * s.bestRate.mean, 4);
  });

  it('is made of numbers when all readings are equal, when most are, and when some are missing', () => {
    for (const value of [
      () => 0,
      () => 7,
      (i: number) => (i === 3 ? 1 : 7),
      (i: number) => (i % 2 ? NaN : i),
    ]) {
      const rows = randomRows(1, 12, 8, () => 0).map((row, i) => ({ ...row, value: value(i) }));
      const { suggestion } = suggest(requestOf([linear], rows, null, smaller), 1, null);
      expect(suggestion.rows).toBe(rows.filter(({ value: v }) => Number.isFinite(v)).length);
      for (const { low, mean, high } of [suggestion.nextRate, suggestion.bestRate]) {
        expect(low).toBeLessThanOrEqual(mean);
        expect(mean).toBeLessThanOrEqual(high);
      }
    }
  });

  it('is the same from a memo', () => {
    const rows = randomRows(1, 30, 8, () => 0).map((row, i) => ({
      ...row,
      value: settleS(row.x, i),
    }));
    const { memo } = suggest(requestOf([linear], rows.slice(0, 17), null, smaller), 1, null);
    const request = requestOf([linear], rows, null, smaller);
    expect(suggest(request, 1, memo).suggestion).toEqual(suggest(request, 1, null).suggestion);
  });
});
