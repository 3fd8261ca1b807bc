import { describe, expect, it } from 'vitest';
import type { AimModel } from '../../../src/core/aim/aim-model.ts';
import { suggestByAim } from '../../../src/core/aim/suggest.ts';
import type { SuggestRequest } from '../../../src/core/bayes-opt/request.ts';
import type { Dimension } from '../../../src/core/bayes-opt/space.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';
import { coefficientsOf } from '../../../src/sim/coefficients.ts';
import { Shooter } from '../../../src/sim/shooter.ts';

const shooter = new Shooter('shoot3', 3);
const space: readonly Dimension[] = coefficientsOf('shoot3').map((c) => ({
  low: c.min,
  high: c.max,
  start: c.codeDefault,
  integer: false,
  scale: 'linear',
  maxStep: 0.15,
  role: null,
}));
const seed = 5;

interface Row {
  readonly x: readonly number[];
  readonly distanceM: number;
  readonly hit: boolean;
}

function requestOf(dimensions: readonly Dimension[], shots: readonly Row[]): SuggestRequest {
  const start = dimensions.map((d) => d.start);
  return {
    space: dimensions,
    context: { low: 2, high: 6 },
    goal: null,
    objective: { kind: 'hits' },
    data: {
      points: Float64Array.from(shots.flatMap(({ x }) => x)),
      distancesM: Float64Array.from(shots, ({ distanceM }) => distanceM),
      hits: Uint8Array.from(shots, ({ hit }) => (hit ? 1 : 0)),
      sides: null,
      errorsM: null,
      weights: null,
      values: null,
    },
    current: start,
    baseline: start,
  };
}

/** A tuning: each shot of the robot at what was suggested after the ones before. */
const rows: readonly Row[] = (() => {
  const shots: Row[] = [];
  let model: AimModel | null = null;
  let current = space.map((d) => d.start);
  for (let i = 0; i < 100; i++) {
    const asked = suggestByAim({ ...requestOf(space, shots), current }, seed, model);
    model = asked.model;
    current = [...asked.suggestion.next];
    const { hit, measuredM } = shooter.shoot(current, shooter.nextShot());
    shots.push({ x: current, distanceM: measuredM, hit });
  }
  return shots;
})();

const bestOf = (dimensions: readonly Dimension[], shots: readonly Row[], from = seed) =>
  suggestByAim(requestOf(dimensions, shots), from, null).suggestion;

/** How far true hit rates of recommendations from the same shots may lie apart: what another seed makes of them. */
const noise = 0.12;
const rate = (values: readonly number[]): number => shooter.rate(values.slice(0, space.length));
const known = bestOf(space, rows);

describe('the recommendation', () => {
  it('hits far more often than the start', () => {
    const start = rate(space.map((d) => d.start));
    expect(rate(known.best)).toBeGreaterThan(start + 0.1);
  });

  it('is as good whatever the order of the shots', () => {
    expect(Math.abs(rate(bestOf(space, rows.toReversed()).best) - rate(known.best))).toBeLessThan(
      noise,
    );
  });

  it('is as good whatever the seed', () => {
    for (const other of [1, 2, 3])
      expect(Math.abs(rate(bestOf(space, rows, other).best) - rate(known.best))).toBeLessThan(
        noise,
      );
  });

  it('is the same when a coefficient is counted in another unit', () => {
    const unit = 1024;
    const scaled = space.map((d, j) =>
      j === 1 ? { ...d, low: d.low * unit, high: d.high * unit, start: d.start * unit } : d,
    );
    const shots = rows.map((row) => ({ ...row, x: row.x.with(1, row.x[1]! * unit) }));
    const { best, next } = bestOf(scaled, shots);
    [best, next].forEach((point, which) => {
      point.forEach((value, j) => {
        const as = [known.best, known.next][which]![j]!;
        expect(value / (j === 1 ? unit : 1)).toBeCloseTo(as, 9);
      });
    });
  });

  it('does not mind a coefficient that does nothing', () => {
    const random = mulberry32(9);
    const idle: Dimension = { ...space[0]!, low: 0, high: 1, start: 0.5 };
    const shots = rows.map((row) => ({ ...row, x: [...row.x, random()] }));
    const { best } = bestOf([...space, idle], shots);
    expect(Math.abs(rate(best) - rate(known.best))).toBeLessThan(noise);
  });

  it('goes on after any number of misses', () => {
    const misses = rows.filter(({ hit }) => !hit).slice(0, 12);
    for (const count of [5, 12]) {
      const { next, best } = bestOf(space, misses.slice(0, count));
      expect(next).toHaveLength(space.length);
      // Not where they were: something else is tried.
      expect(next).not.toEqual(space.map((d) => d.start));
      for (const point of [next, best])
        point.forEach((value, j) => {
          expect(value).toBeGreaterThanOrEqual(space[j]!.low);
          expect(value).toBeLessThanOrEqual(space[j]!.high);
        });
    }
  });
});
