import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withinStep } from '../../../src/core/tuning/step-limit.ts';
import { coefficient, drag } from './bench.ts';
import { armedBench } from './bench.ts';

const linear = coefficient({ min: 0, max: 10, maxStep: 0.1 });

describe('the largest step', () => {
  test('is a share of the range, both ways, and less is left exactly as it is', () => {
    expect(withinStep(linear, 5, 8)).toBeCloseTo(6);
    expect(withinStep(linear, 5, 0)).toBeCloseTo(4);
    expect(withinStep(linear, 5, 5.1 + 0.2)).toBe(5.1 + 0.2);
  });

  test('is a factor on a log scale', () => {
    const log = coefficient({ min: 0.01, max: 100, maxStep: 0.25, scale: 'log' });
    expect(withinStep(log, 1, 50)).toBeCloseTo(10);
    expect(withinStep(log, 1, 0.02)).toBeCloseTo(0.1);
  });

  test('is one whole number at least', () => {
    const whole = coefficient({ min: 0, max: 10, maxStep: 0.01, integer: true });
    expect([withinStep(whole, 5, 9), withinStep(whole, 5, 1)]).toEqual([6, 4]);
  });

  test('counts from the bound where somebody put the robot outside', () => {
    expect(withinStep(linear, -50, 8)).toBeCloseTo(1);
  });

  test('leads nowhere outside the bounds from a value inside, whatever it is', () => {
    const numbers = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        numbers,
        numbers,
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.boolean(),
        (has, value, maxStep, integer) => {
          const asked = integer ? Math.round(value) : value;
          const to = withinStep({ ...linear, maxStep, integer }, has, asked);
          expect(to).toBeGreaterThanOrEqual(Math.min(has, asked));
          expect(to).toBeLessThanOrEqual(Math.max(has, asked));
        },
      ),
      { seed: 1 },
    );
  });
});

test('a proposal is held to the step from what the robot has now, where it had something else when the optimizer was asked', () => {
  const bench = armedBench().tap('miss').wait(50);
  expect(bench.question?.request.current[0]).toBe(0.003);
  bench.otherDashboardWrites(drag, 0.001).wait(50);
  bench.answer([0.00375, 20]);
  expect(bench.state.trial?.values[drag]).toBeCloseTo(0.001 + 0.15 * 0.005);
});
