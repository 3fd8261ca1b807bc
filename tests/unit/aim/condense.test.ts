import { describe, expect, it } from 'vitest';
import { aimModel, drawsOf, learnBlock } from '../../../src/core/aim/aim-model.ts';
import { condensed } from '../../../src/core/aim/condense.ts';
import { uniformDistances } from '../../../src/core/aim/draws.ts';
import { estimateRate } from '../../../src/core/aim/rates.ts';
import type { AimShot, Outcome } from '../../../src/core/aim/shot-table.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';

const shot = (u: number, t: number, outcome: Outcome, weight = 1): AimShot => ({
  point: Float64Array.of(u),
  t,
  outcome,
  weight,
});

/** Hits within 0.1 of 0.6. */
function shots(count: number, seed: number): AimShot[] {
  const random = mulberry32(seed);
  return Array.from({ length: count }, () => {
    const u = random();
    return shot(u, 2 * random() - 1, { kind: Math.abs(u - 0.6) < 0.1 ? 'hit' : 'miss' });
  });
}

const total = (rows: readonly AimShot[]): number => rows.reduce((sum, row) => sum + row.weight, 0);

describe('condensed rows', () => {
  it('are the rows themselves while there are few', () => {
    const few = shots(20, 1);
    expect(condensed(few, 20)).toEqual(few);
  });

  it('are no more than asked for, weigh the same, and hit and miss where the rows did', () => {
    const many = shots(300, 2);
    const few = condensed(many, 60);
    expect(few.length).toBeLessThanOrEqual(60);
    expect(total(few)).toBeCloseTo(300, 9);
    const hits = (rows: readonly AimShot[]): AimShot[] =>
      rows.filter(({ outcome }) => outcome.kind === 'hit');
    expect(total(hits(few))).toBeCloseTo(hits(many).length, 9);
    for (const { point, outcome } of few)
      expect(outcome.kind === 'hit').toBe(Math.abs(point[0]! - 0.6) < 0.1);
  });

  it('merge equal shots before others', () => {
    const rows = [
      shot(0.2, 0, { kind: 'hit' }),
      shot(0.5, 0, { kind: 'hit' }),
      shot(0.2, 0, { kind: 'hit' }, 0.5),
      shot(0.2, 0, { kind: 'miss' }),
    ];
    expect(condensed(rows, 3)).toEqual([{ ...rows[0]!, weight: 1.5 }, rows[1], rows[3]]);
  });

  it('leave measured errors as they are', () => {
    const rows = Array.from({ length: 5 }, (_, i) =>
      shot(0.2, 0, { kind: 'error', errorM: i / 10, hit: null }),
    );
    expect(condensed(rows, 2)).toEqual(rows);
  });
});

describe('a model of very many shots', () => {
  it('learns from few rows, and knows as much', () => {
    const plain = {
      low: 0,
      high: 1,
      start: 0.3,
      integer: false,
      scale: 'linear',
      role: null,
    } as const;
    const model = aimModel({ space: [plain], goal: null, distanceM: [2, 6], seed: 7 });
    const many = shots(900, 3);
    for (let i = 0; i < many.length; i += 60) learnBlock(model, many.slice(i, i + 60));
    expect(model.shots).toHaveLength(900);
    expect(model.foretold).toHaveLength(900);
    expect(model.rows.length).toBeLessThan(450);
    expect(total(model.rows)).toBeCloseTo(900, 9);
    const rate = (u: number): number =>
      estimateRate(drawsOf(model), Float64Array.of(u), uniformDistances).mean;
    expect(rate(0.6)).toBeGreaterThan(0.95);
    expect(rate(0.66)).toBeGreaterThan(0.8);
    expect(rate(0.74)).toBeLessThan(0.2);
    expect(rate(0.46)).toBeLessThan(0.2);
  });
});
