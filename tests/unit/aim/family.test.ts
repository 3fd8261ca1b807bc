import { describe, expect, it } from 'vitest';
import { tableCoordinates } from '../../../src/core/aim/coordinates.ts';
import { fly, gravity } from '../../../src/core/aim/family/arc.ts';
import type { Family } from '../../../src/core/aim/family/family.ts';
import type { Goal, RoledDimension } from '../../../src/core/aim/family/role.ts';
import { robotMaker } from '../../../src/core/aim/family/robot.ts';
import { solveSpeed } from '../../../src/core/aim/family/solve-speed.ts';
import { solverFamily } from '../../../src/core/aim/family/solver-family.ts';
import { tableFamily } from '../../../src/core/aim/family/table-family.ts';
import { fillNormals } from '../../../src/core/aim/normal-stream.ts';
import { toUnit } from '../../../src/core/aim/unit-scale.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';

const goal: Goal = { heightM: 2.3, halfOpeningM: 0.16, distanceM: [2, 6] };
const drag: RoledDimension = {
  low: 0.1,
  high: 0.9,
  start: 0.45,
  integer: false,
  scale: 'linear',
  role: 'drag',
};
const twenty = Array.from({ length: 20 }, (_, seed) => seed);

/** Causes of robot number `seed`. */
function causesOf({ causeCount }: Family, seed: number): Float64Array {
  const causes = new Float64Array(causeCount);
  fillNormals(causes, 0, causeCount, mulberry32(seed));
  return causes;
}

/** Aim error of robot number `seed` at raw values, from scaled distance `t`. */
function errorAt(
  space: readonly RoledDimension[],
  values: readonly number[],
  t: number,
  seed: number,
): number {
  const family = solverFamily(space, goal);
  const robot = family.robot(causesOf(family, seed), 0);
  const out = { error: 0, logSpread: 0 };
  const way = space.map((d, j) => toUnit(d, values[j]!) - toUnit(d, d.start));
  robot.shoot(Float64Array.of(9, 9, ...way), 2, t, out);
  return out.error;
}

describe('a flight', () => {
  it('without air is a parabola', () => {
    const out = { rise: 0, slope: 0 };
    fly(9, Math.tan(1), 4, 0, 0, out);
    const vx = 9 * Math.cos(1);
    expect(out.rise).toBeCloseTo(4 * Math.tan(1) - (gravity * 16) / (2 * vx * vx), 6);
    expect(out.slope).toBeCloseTo(Math.tan(1) - (gravity * 4) / (vx * vx), 6);
  });

  it('with drag comes down earlier, with lift later', () => {
    const heights = [0.02, 0].flatMap((k) =>
      [0, 0.005].map((lift) => {
        const out = { rise: 0, slope: 0 };
        fly(9, Math.tan(1), 4, k, lift, out);
        return out.rise;
      }),
    );
    const [dragged, both, free, lifted] = heights;
    expect(dragged).toBeLessThan(free!);
    expect(both).toBeGreaterThan(dragged!);
    expect(lifted).toBeGreaterThan(free!);
  });

  it('arrives at the goal with the speed that is solved for it, and higher with more as its gain says', () => {
    for (const degrees of [45, 55, 68])
      for (const distanceM of [1.5, 3, 6])
        for (const drag of [0.01, 0.03])
          for (const lift of [0, 0.004]) {
            const tan = Math.tan((degrees / 180) * Math.PI);
            const rise = 0.4 * distanceM;
            const solved = { speed: 0, gain: 0 };
            solveSpeed(tan, distanceM, rise, drag, lift, solved);
            const [at, faster] = [1, 1.01].map((share) => {
              const out = { rise: 0, slope: 0 };
              fly(solved.speed * share, tan, distanceM, drag, lift, out);
              return out.rise;
            });
            expect(Math.abs(at! - rise)).toBeLessThan(0.01);
            const gain = (faster! - at!) / (0.01 * solved.speed);
            expect(Math.abs(solved.gain / gain - 1)).toBeLessThan(0.15);
          }
  });
});

describe('a robot of the family', () => {
  it('can be drawn for a goal that no angle reaches', () => {
    const above: Goal = { ...goal, distanceM: [0.1, 0.2] };
    expect(robotMaker([drag], above)(() => 0).pitch).toBeGreaterThan(1);
  });

  it('shoots higher the more drag its code assumes', () => {
    for (const seed of twenty)
      expect(errorAt([drag], [0.6], 0, seed)).toBeGreaterThan(errorAt([drag], [0.3], 0, seed));
  });

  it('hits when its code assumes what is true, whatever role is not tuned', () => {
    // No cause: an average robot, whose code assumes the truth; there is some lift, and the drag is tuned.
    const family = solverFamily([{ ...drag, role: null }], goal);
    const out = { error: 0, logSpread: 0 };
    for (const t of [-1, 0, 1]) {
      family.robot(new Float64Array(family.causeCount), 0).shoot(new Float64Array(1), 0, t, out);
      expect(Math.abs(out.error)).toBeLessThan(2);
      expect(Math.exp(out.logSpread)).toBeGreaterThan(0.03);
    }
  });

  it('aims by whole iterations of its solver, the more the finer', () => {
    const solver: RoledDimension = {
      ...drag,
      low: 2,
      high: 16,
      start: 8,
      integer: true,
      role: 'solver',
    };
    const errors = (iterations: number): number[] =>
      twenty.map((seed) =>
        Math.abs(errorAt([solver], [iterations], 0.3, seed) - errorAt([solver], [16], 0.3, seed)),
      );
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    expect(sum(errors(3))).toBeGreaterThan(3 * sum(errors(7)));
  });

  it('follows its tables: a faster wheel shoots higher at the distances it is told for', () => {
    const knot = (atM: number): RoledDimension => ({
      low: 2000,
      high: 4000,
      start: 3000,
      integer: false,
      scale: 'linear',
      role: 'speed-knot',
      atM,
    });
    const space = [knot(2), knot(4), knot(6)];
    const origin = new Float64Array(3).fill(0.5);
    const coordinates = tableCoordinates(space, origin, (m) => (m - 4) / 2)!;
    const family = tableFamily(coordinates.tables, 0, goal);
    const errorWith = (point: Float64Array, t: number, seed: number): number => {
      const way = new Float64Array(coordinates.count);
      coordinates.write(point, t, way, 0);
      const out = { error: 0, logSpread: 0 };
      family.robot(causesOf(family, seed), 0).shoot(way, 0, t, out);
      return out.error;
    };
    const faster = origin.with(2, 0.6);
    for (const seed of twenty) {
      expect(errorWith(faster, 0.8, seed)).toBeGreaterThan(errorWith(origin, 0.8, seed));
      expect(errorWith(faster, -0.5, seed)).toBe(errorWith(origin, -0.5, seed));
    }
  });

  /** Aim error of robot number `seed` whose table of angles says so much more everywhere. */
  const errorWithAngles = (
    given: Pick<RoledDimension, 'role' | 'low' | 'high' | 'start' | 'radPerUnit'>,
    more: number,
    seed: number,
  ): number => {
    const space = [2, 6].map((atM): RoledDimension => ({
      integer: false,
      scale: 'linear',
      ...given,
      atM,
    }));
    const origin = Float64Array.from(space, (d) => toUnit(d, d.start));
    const coordinates = tableCoordinates(space, origin, (m) => (m - 4) / 2)!;
    const family = tableFamily(coordinates.tables, 0, goal);
    const way = new Float64Array(coordinates.count);
    const point = Float64Array.from(space, (d) => toUnit(d, d.start + more));
    coordinates.write(point, 0, way, 0);
    const out = { error: 0, logSpread: 0 };
    family.robot(causesOf(family, seed), 0).shoot(way, 0, 0, out);
    return out.error;
  };

  it('takes a hood angle from the vertical for 90° less the launch angle, in the unit it says', () => {
    const above = { role: 'angle-knot' as const, low: 50, high: 75, start: 62 };
    const hood = { role: 'hood-knot' as const, low: 15, high: 40, start: 28 };
    const turned = { ...hood, low: 15 / 360, high: 40 / 360, start: 28 / 360 };
    for (const seed of twenty) {
      const flatter = errorWithAngles(above, -3, seed);
      expect(errorWithAngles(hood, 3, seed)).toBeCloseTo(flatter, 9);
      expect(errorWithAngles({ ...turned, radPerUnit: 2 * Math.PI }, 3 / 360, seed)).toBeCloseTo(
        flatter,
        9,
      );
    }
  });

  it('takes a narrow table in degrees for one in degrees, whether it says so or not', () => {
    const narrow = { role: 'hood-knot' as const, low: 8, high: 10, start: 9 };
    const told = { ...narrow, radPerUnit: Math.PI / 180 };
    for (const seed of twenty)
      expect(errorWithAngles(narrow, 1, seed)).toBe(errorWithAngles(told, 1, seed));
  });

  it('knows nothing of a table of which nobody says what it tells', () => {
    const other = { role: 'other-knot' as const, low: 50, high: 75, start: 62 };
    for (const seed of twenty)
      expect(errorWithAngles(other, -3, seed)).toBe(errorWithAngles(other, 0, seed));
  });
});
