import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestByAim } from '../../../src/core/aim/suggest.ts';
import { toRaw, toUnit } from '../../../src/core/aim/unit-scale.ts';
import type { SuggestRequest } from '../../../src/core/bayes-opt/request.ts';

const request = (hits: readonly number[]): SuggestRequest => ({
  space: [
    {
      low: 0.1,
      high: 0.9,
      start: 0.45,
      integer: false,
      scale: 'linear',
      maxStep: 0.15,
      role: null,
    },
    { low: 1e-4, high: 1, start: 1e-2, integer: false, scale: 'log', maxStep: 0.15, role: null },
    { low: -6, high: 6, start: 0, integer: true, scale: 'linear', maxStep: 0.15, role: null },
  ],
  context: { low: 2, high: 6 },
  goal: null,
  objective: { kind: 'hits' },
  data: {
    points: Float64Array.from(hits.flatMap((_, i) => [0.2 + 0.05 * i, 1e-2, (i % 5) - 2])),
    distancesM: Float64Array.from(hits, (_, i) => 2 + (i % 4)),
    hits: Uint8Array.from(hits),
    sides: null,
    errorsM: null,
    weights: null,
    values: null,
  },
  current: [0.45, 1e-2, 0],
  baseline: [0.45, 1e-2, 0],
});

describe('a suggestion by the aim model', () => {
  it('is to shoot where the robot is while nothing is known', () => {
    const { suggestion } = suggestByAim(request([]), 1, null);
    expect(suggestion.next).toEqual([0.45, 1e-2, 0]);
    expect(suggestion.reason).toEqual({ kind: 'no-data' });
  });

  it('stays in the bounds, whole where it must be, and within the steps, and its rates in order', () => {
    const asked = request([0, 0, 1, 0, 1, 1, 0]);
    const { suggestion } = suggestByAim(asked, 1, null);
    for (const values of [suggestion.next, suggestion.best])
      asked.space.forEach(({ low, high, integer }, j) => {
        expect(values[j]).toBeGreaterThanOrEqual(low);
        expect(values[j]).toBeLessThanOrEqual(high);
        expect(!integer || Number.isInteger(values[j])).toBe(true);
      });
    asked.space.forEach((dimension, j) => {
      const step = toUnit(dimension, suggestion.next[j]!) - toUnit(dimension, asked.current[j]!);
      expect(Math.abs(step)).toBeLessThanOrEqual(0.15 + 1e-9);
    });
    for (const { low, mean, high } of [suggestion.bestRate, suggestion.baselineRate]) {
      expect(low).toBeLessThanOrEqual(mean);
      expect(mean).toBeLessThanOrEqual(high);
    }
    expect(suggestion.rows).toBe(7);
  });

  it('uses what the coefficients are only when the goal is known', () => {
    const known = (goal: SuggestRequest['goal']): SuggestRequest => {
      const asked = request([0, 0, 1, 0, 1]);
      const [first, ...others] = asked.space;
      return { ...asked, goal, space: [{ ...first!, role: 'drag' }, ...others] };
    };
    const { suggestion: plain } = suggestByAim(request([0, 0, 1, 0, 1]), 1, null);
    expect(suggestByAim(known(null), 1, null).suggestion).toEqual(plain);
    const { model } = suggestByAim(known({ heightM: 2.3, halfOpeningM: 0.16 }), 1, null);
    expect(model.setup.goal?.distanceM).toEqual([2, 6]);
    expect(model.contenders.map(({ hypothesis }) => hypothesis.belief.kind)).toContain('roles');
  });

  it('asks nothing of distances where none matters', () => {
    const asked: SuggestRequest = {
      ...request([0, 1, 1, 0, 1]),
      context: null,
      goal: { heightM: 2.3, halfOpeningM: 0.16 },
    };
    const { model } = suggestByAim(asked, 1, null);
    expect(model.setup.goal).toBeNull();
    expect([...model.distances.t]).toEqual([0]);
    expect(model.shots.every(({ t }) => t === 0)).toBe(true);
  });

  it('is the same from a model that already knew the first rows', () => {
    const first = suggestByAim(request([0, 0, 1, 0]), 1, null);
    const second = suggestByAim(request([0, 0, 1, 0, 1]), 1, first.model);
    expect(second.model).toBe(first.model);
    expect(second.suggestion).toEqual(suggestByAim(request([0, 0, 1, 0, 1]), 1, null).suggestion);
  });
});

describe('scales', () => {
  it('come back to the raw value, and never leave the bounds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 1, noNaN: true }),
        fc.constantFrom('linear' as const, 'log' as const),
        (value, scale) => {
          const range = { low: 1e-4, high: 1, integer: false, scale };
          expect(toRaw(range, toUnit(range, value))).toBeCloseTo(value, 9);
          expect(toRaw(range, 1.5)).toBe(1);
          expect(toRaw(range, -0.5)).toBe(1e-4);
        },
      ),
      { seed: 1 },
    );
  });
});
