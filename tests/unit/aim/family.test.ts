import { describe, expect, it } from 'vitest';
import { fly, gravity } from '../../../src/core/aim/family/arc.ts';
import { aimError } from '../../../src/core/aim/family/aim-error.ts';
import { cholesky, solveRidge } from '../../../src/core/aim/family/least-squares.ts';
import { type Robot, robotOf } from '../../../src/core/aim/family/robot.ts';
import type { Goal, RoledDimension } from '../../../src/core/aim/family/role.ts';
import { fillNormals } from '../../../src/core/aim/normal-stream.ts';
import { mulberry32, type Random } from '../../../src/core/stats/random.ts';

/** A robot with causes drawn from `random`. */
function drawRobot(space: readonly RoledDimension[], from: Goal, random: Random): Robot {
  const normal = new Float64Array(1);
  return robotOf(space, from, () => {
    fillNormals(normal, 0, 1, random);
    return normal[0]!;
  });
}

const goal: Goal = { heightM: 2.3, halfOpeningM: 0.16, distanceM: [2, 6] };
const drag: RoledDimension = {
  low: 0.1,
  high: 0.9,
  start: 0.45,
  integer: false,
  scale: 'linear',
  role: 'drag',
};

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
});

describe('a robot of the family', () => {
  it('hits the middle when its code knows the truth', () => {
    const random = mulberry32(3);
    for (let i = 0; i < 20; i++) {
      const drawn = drawRobot([drag], goal, random);
      const perfect = { ...drawn, truth: drawn.assumed, lift: 0, distanceScale: 1 };
      const sample = { error: 0, spread: 0 };
      const values = Float64Array.of(drag.start);
      for (const distanceM of [2, 3.5, 6]) {
        aimError(perfect, [drag], values, distanceM, sample);
        expect(Math.abs(sample.error)).toBeLessThan(0.02);
        expect(sample.spread).toBeGreaterThan(0);
      }
    }
  });

  it('can be drawn for a goal that no angle reaches', () => {
    const above: Goal = { ...goal, distanceM: [0.1, 0.2] };
    expect(drawRobot([drag], above, mulberry32(1)).pitch).toBeGreaterThan(1);
  });

  it('shoots higher the more drag its code assumes', () => {
    const random = mulberry32(4);
    for (let i = 0; i < 20; i++) {
      const robot = drawRobot([drag], goal, random);
      const errors = [0.3, 0.6].map((cd) => {
        const sample = { error: 0, spread: 0 };
        aimError(robot, [drag], Float64Array.of(cd), 4, sample);
        return sample.error;
      });
      expect(errors[1]).toBeGreaterThan(errors[0]!);
    }
  });
});

describe('least squares', () => {
  it('finds the weights that made noiseless data', () => {
    const random = mulberry32(5);
    const x = Float64Array.from({ length: 40 * 3 }, () => random() - 0.5);
    const truth = [2, -1, 0.5];
    const y = Float64Array.from({ length: 40 }, (_, r) =>
      truth.reduce((sum, b, k) => sum + b * x[r * 3 + k]!, 0),
    );
    const b = solveRidge(x, y, new Float64Array(40).fill(1), 3, 1e-9);
    truth.forEach((value, k) => {
      expect(b[k]).toBeCloseTo(value, 6);
    });
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrow(/not-positive-definite/);
  });
});
