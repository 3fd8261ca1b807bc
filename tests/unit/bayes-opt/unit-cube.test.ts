import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dimension } from '../../../src/core/bayes-opt/space.ts';
import {
  legalValues,
  pointOf,
  snapped,
  unitCube,
  valuesOf,
  withinSteps,
} from '../../../src/core/bayes-opt/unit-cube.ts';

const base: Dimension = {
  low: 0,
  high: 1,
  start: 0.5,
  integer: false,
  scale: 'linear',
  maxStep: 0.15,
  role: null,
};
const whole = { ...base, low: -6, high: 6, start: 0, integer: true };
const logarithmic = { ...base, low: 1e-4, high: 1, start: 1e-2, scale: 'log' as const };
const wholeLog = { ...whole, low: 2, high: 128, start: 8, scale: 'log' as const };

describe('the unit cube', () => {
  it('has the bounds at 0 and 1, and the geometric middle of a log scale at one half', () => {
    const cube = unitCube([base, logarithmic]);
    expect([...pointOf(cube, [0, 1e-4])]).toEqual([0, 0]);
    expect([...pointOf(cube, [1, 1])]).toEqual([1, 1]);
    expect(pointOf(cube, [0, 1e-2])[1]).toBeCloseTo(0.5, 12);
  });

  it('makes whole numbers whole, half upwards, on a log scale too', () => {
    const cube = unitCube([whole, wholeLog]);
    expect(valuesOf(cube, pointOf(cube, [1.5, 11.5]))).toEqual([2, 12]);
    expect(valuesOf(cube, pointOf(cube, [-1.5, 11.49]))).toEqual([-1, 11]);
    const point = snapped(cube, Float64Array.of(0.52, 0.61));
    expect(snapped(cube, point)).toEqual(point);
  });

  it('never leaves whole bounds, also where those typed are not whole', () => {
    const cube = unitCube([{ ...whole, low: 0.5, high: 3.9 }]);
    expect(valuesOf(cube, Float64Array.of(0))).toEqual([1]);
    expect(valuesOf(cube, Float64Array.of(1))).toEqual([3]);
  });

  it('leaves values that are legal exactly as they are, and makes the others legal', () => {
    const cube = unitCube([base, whole]);
    expect(legalValues(cube, [0.1 + 0.2, -2])).toEqual([0.1 + 0.2, -2]);
    expect(legalValues(cube, [7, -2.4])).toEqual([1, -2]);
  });

  it('refuses a dimension in which nothing can be searched', () => {
    const bad: readonly Dimension[] = [
      { ...base, low: 1 },
      { ...base, low: 2 },
      { ...base, high: Infinity },
      { ...base, low: Number.NaN },
      { ...base, scale: 'log' },
      { ...whole, low: 0.2, high: 1.8 },
    ];
    for (const dimension of bad)
      expect(() => unitCube([base, dimension])).toThrow(/^dimension 1: /);
  });
});

describe('a step limit', () => {
  it('is kept, in the direction of the goal, and reached where the goal is beyond it', () => {
    const dimension = fc.constantFrom(base, whole, logarithmic, wholeLog);
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    const limits = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(dimension, unit, unit, limits, (d, from, to, maxStep) => {
        const cube = unitCube([{ ...d, maxStep }]);
        const here = snapped(cube, Float64Array.of(from));
        const goal = snapped(cube, Float64Array.of(to))[0]!;
        const next = withinSteps(cube, Float64Array.of(to), here)[0]!;
        const [value] = valuesOf(cube, Float64Array.of(next));
        const [oldValue] = valuesOf(cube, here);
        const step = Math.abs(next - here[0]!);
        const isOneWholeStep = d.integer && Math.abs(value! - oldValue!) === 1;
        expect(step <= maxStep + 1e-9 || isOneWholeStep).toBe(true);
        expect((next - here[0]!) * (goal - here[0]!)).toBeGreaterThanOrEqual(0);
        expect(step).toBeLessThanOrEqual(Math.abs(goal - here[0]!) + 1e-9);
        if (goal !== here[0]!) expect(next).not.toBe(here[0]!);
        if (d.integer) expect(Number.isInteger(value)).toBe(true);
        if (!d.integer && Math.abs(goal - here[0]!) > maxStep) expect(step).toBeCloseTo(maxStep, 9);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
