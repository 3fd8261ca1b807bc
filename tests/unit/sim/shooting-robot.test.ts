import { describe, expect, test } from 'vitest';
import { variants } from '../../../src/sim/coefficients.ts';
import { anyVariants, ShootingRobot } from '../../../src/sim/shooting-robot.ts';
import bestRates from './fixtures/best-rates.json' with { type: 'json' };

const drag = '/Tuning/DragCoefficient';
const scale = '/Tuning/ExitSpeedScale';
const angle = '/Tuning/AngleOffset';

const shots = (robot: ShootingRobot, count: number, values: Record<string, number> = {}) =>
  Array.from({ length: count }, () => robot.fire(values));

describe('a shooting robot', () => {
  test('takes the same shots again in the same world', () => {
    const take = () => shots(new ShootingRobot('shoot3', 4), 20, { [drag]: 0.5 });
    expect(take()).toEqual(take());
  });

  test('stands where it would have stood with other values', () => {
    const distances = (values: Record<string, number>) =>
      shots(new ShootingRobot('shoot6', 2), 20, values).map(({ distanceM }) => distanceM);
    expect(distances({ [drag]: 0.2, [angle]: 0.01 })).toEqual(distances({}));
  });

  test('tells the values that a shot was computed with, the default where it read none', () => {
    const [shot] = shots(new ShootingRobot('shoot3', 0), 1, { [drag]: 0.5 });
    expect(shot!.used).toEqual({ [drag]: 0.5, [scale]: 1, [angle]: 0 });
  });

  test('works with nothing that is out of bounds, not finite, or a fraction of an iteration', () => {
    const robot = new ShootingRobot('mixed6', 0);
    const used = robot.usable({
      [drag]: 9,
      [scale]: NaN,
      '/Tuning/SolverIterations': 3.5,
      '/Tuning/SolverTolerance': -Infinity,
      '/Tuning/HoodDetent': -2.4,
      '/Tuning/Unknown': 1,
    });
    expect(used).toEqual({
      [drag]: 0.9,
      [scale]: 1,
      '/Tuning/SolverIterations': 4,
      '/Tuning/SolverTolerance': 0.01,
      '/Tuning/LaunchHeight': 0.6,
      '/Tuning/HoodDetent': -2,
    });
  });

  test('hits as often as its true rate says', () => {
    const values = { [drag]: 0.8, [scale]: 1.03, [angle]: 0.05 };
    const robot = new ShootingRobot('shoot3', 3);
    const rate = robot.trueRate(values);
    const count = 2000;
    const hits = shots(robot, count, values).filter(({ hit }) => hit).length;
    const fourSigma = 4 * Math.sqrt((rate * (1 - rate)) / count);
    expect(Math.abs(hits / count - rate)).toBeLessThan(fourSigma);
  });

  test('is a hit exactly when the ball passes near enough to the middle', () => {
    const taken = shots(new ShootingRobot('shoot1', 1), 300);
    const heights = (wanted: boolean) =>
      taken.filter(({ hit }) => hit === wanted).map(({ errorM }) => Math.abs(errorM));
    expect(Math.max(...heights(true))).toBeLessThan(Math.min(...heights(false)));
  });

  test.each(['table4', 'table10'] as const)('%s shoots as its tables say', (variant) => {
    const robot = new ShootingRobot(variant, 2);
    const taken = shots(robot, 400);
    const rate = taken.filter(({ hit }) => hit).length / taken.length;
    expect(Math.abs(rate - robot.trueRate({}))).toBeLessThan(0.1);
    for (const { pitchRad, exitVelocityMps, goalHeightM } of taken) {
      expect(pitchRad).toBeGreaterThan(0.8);
      expect(exitVelocityMps).toBeGreaterThan(7);
      expect(goalHeightM).toBe(robot.goal.heightM);
    }
  });

  test.each(variants)('%s has a true rate that its vectors agree on', (variant) => {
    const robot = new ShootingRobot(variant, 5);
    const { x, rate, defaultRate } = bestRates[variant][5]!;
    const best = Object.fromEntries(robot.coefficients.map(({ topic }, i) => [topic, x[i]!]));
    expect(robot.trueRate(best)).toBe(rate);
    expect(robot.trueRate({})).toBe(defaultRate);
  });
});

test.each(anyVariants)('the coefficients of %s are sound', (variant) => {
  for (const { min, max, codeDefault, step, scale, topic } of new ShootingRobot(variant, 0)
    .coefficients) {
    expect(min, topic).toBeLessThan(max);
    expect(codeDefault, topic).toBeGreaterThanOrEqual(min);
    expect(codeDefault, topic).toBeLessThanOrEqual(max);
    expect(step, topic).toBeGreaterThan(0);
    expect(step, topic).toBeLessThan(max - min);
    if (scale === 'log') expect(min, topic).toBeGreaterThan(0);
  }
});
