import { describe, expect, it } from 'vitest';
import type { AimShot, Outcome } from '../../../src/core/aim/shot-table.ts';
import { lessBesides } from '../../../src/core/optimizer/besides.ts';

const shot = (outcome: Outcome, weight = 1): AimShot => ({
  point: Float64Array.of(0.5),
  t: 0,
  outcome,
  weight,
});
const error = (errorM: number, hit: boolean | null): AimShot =>
  shot({ kind: 'error', errorM, hit });
const [hit, miss, low, high] = (['hit', 'miss', 'low', 'high'] as const).map((kind) =>
  shot({ kind }),
) as [AimShot, AimShot, AimShot, AimShot];

/** What is taken off the last shot. */
const besides = (...shots: readonly AimShot[]): number =>
  -lessBesides(
    shots.map(() => 0),
    shots,
  ).at(-1)!;

describe('what a model of labels gives all that a shot told besides', () => {
  it('is nothing where it told no more than its label, whatever others told', () => {
    const foretold = [-0.7, -0.2, -0.3, -0.9];
    const left = lessBesides(foretold, [low, hit, error(0.2, false), miss]);
    expect(left[1]).toBe(-0.2);
    expect(left[3]).toBe(-0.9);
  });

  it('is one of two sides before any was told, and then their share so far', () => {
    expect(besides(low)).toBeCloseTo(Math.log(1 / 2), 12);
    expect(besides(low, high)).toBeCloseTo(Math.log(1 / 3), 12);
    expect(besides(low, hit, miss, low, low)).toBeCloseTo(Math.log(3 / 4), 12);
    expect(besides(shot({ kind: 'low' }, 0.5), low)).toBeCloseTo(Math.log(1.5 / 2.5), 12);
  });

  it('is a density of heights that sums to one, of the spread of those with the same label', () => {
    const hits = [0.05, 0.02, -0.03, 0.04, 0.0, 0.06, 0.01].map((m) => error(m, true));
    const misses = [0.9, 0.8, 1.1, -0.7, 0.6, -0.9, 0.7].map((m) => error(m, false));
    const before = [...hits, ...misses];
    for (const label of [true, false, null]) {
      let sum = 0;
      for (let m = -40; m <= 40; m += 0.01)
        sum += 0.01 * Math.exp(besides(...before, error(m, label)));
      expect(Math.abs(sum - 1)).toBeLessThan(0.01);
    }
    const at = (m: number, label: boolean): number => besides(...before, error(m, label));
    expect(at(0.03, true)).toBeGreaterThan(at(0.03, false));
    expect(at(1, false)).toBeGreaterThan(at(1, true));
    expect(at(0.8, false)).toBeGreaterThan(at(-0.8, false));
  });

  it('counts as the weight of the shot says', () => {
    const [whole, part] = [1, 0.3].map((weight) => besides(shot({ kind: 'high' }, weight)));
    expect(part).toBeCloseTo(0.3 * whole!, 12);
  });
});
