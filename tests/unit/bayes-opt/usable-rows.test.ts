import { describe, expect, it } from 'vitest';
import type { Dataset, SuggestRequest } from '../../../src/core/bayes-opt/request.ts';
import { unitCube } from '../../../src/core/bayes-opt/unit-cube.ts';
import { rowsOf, usable } from '../../../src/core/bayes-opt/usable-rows.ts';

/** Five shots of two coefficients, with all that may be told of one. */
const told: Dataset = {
  points: Float64Array.of(...[0.1, 10], ...[0.2, 20], ...[0.3, 30], ...[0.4, 40], ...[0.5, 50]),
  distancesM: Float64Array.of(2, 3, 4, 5, 6),
  hits: Uint8Array.of(1, 0, 0, 1, 0),
  sides: Int8Array.of(0, -1, 1, 0, 0),
  errorsM: Float64Array.of(0.05, NaN, 0.3, NaN, NaN),
  weights: Float64Array.of(1, 0.2, 0.5, 0.25, 1),
  values: null,
};

function requestOf(data: Partial<Dataset>): SuggestRequest {
  const free = { integer: false, scale: 'linear' as const, maxStep: 0.15, role: null };
  return {
    space: [
      { ...free, low: 0, high: 1, start: 0.5 },
      { ...free, low: 0, high: 100, start: 50 },
    ],
    context: { low: 2, high: 6 },
    goal: null,
    objective: { kind: 'hits' },
    data: { ...told, ...data },
    current: [0.5, 50],
    baseline: [0.5, 50],
  };
}

describe('usable rows', () => {
  it.each([1e308, -1e308, Infinity, NaN])('are none with a value of %s', (value) => {
    const points = Float64Array.from(told.points);
    points[2] = value;
    expect(usable(requestOf({ points })).data.distancesM).toEqual(Float64Array.of(2, 4, 5, 6));
  });

  it('tell no height to which nothing can have been shot', () => {
    const errorsM = Float64Array.of(0.05, 1e308, -0.3, -1e308, 25);
    const { data } = usable(requestOf({ errorsM }));
    expect(data).toEqual({ ...told, errorsM: Float64Array.of(0.05, NaN, -0.3, NaN, NaN) });
  });

  it('keep all that was told of them where others are left out', () => {
    const { data } = usable(requestOf({ distancesM: Float64Array.of(2, 3, NaN, 5, 6) }));
    expect(data).toEqual({
      points: Float64Array.of(0.1, 10, 0.2, 20, 0.4, 40, 0.5, 50),
      distancesM: Float64Array.of(2, 3, 5, 6),
      hits: Uint8Array.of(1, 0, 1, 0),
      sides: Int8Array.of(0, -1, 0, 0),
      errorsM: Float64Array.of(0.05, NaN, NaN, NaN),
      weights: Float64Array.of(1, 0.2, 0.25, 1),
      values: null,
    });
  });

  it('are those whose weight is a number above 0', () => {
    const weights = Float64Array.of(NaN, 0.2, 0, -1, Infinity);
    const { data } = usable(requestOf({ weights }));
    expect([...data.distancesM]).toEqual([3]);
    expect([...data.weights!]).toEqual([0.2]);
  });

  it('may lie outside the bounds', () => {
    const points = Float64Array.from(told.points).fill(-3, 0, 2);
    expect(usable(requestOf({ points })).data.points).toBe(points);
  });

  it('have no column that none of them had', () => {
    const bare = { sides: null, errorsM: null, weights: null };
    const { data } = usable(requestOf({ ...bare, distancesM: Float64Array.of(2, 3, NaN, 5, 6) }));
    expect(data).toMatchObject(bare);
  });
});

describe('the rows of the general model', () => {
  it('count as the part of a hit or a miss that their weight says', () => {
    const request = requestOf({});
    expect(rowsOf(request, unitCube(request.space))).toMatchObject({
      hits: Float64Array.of(1, 0, 0, 0.25, 0),
      misses: Float64Array.of(0, 0.2, 0.5, 0, 1),
    });
  });

  it('count as the part of a measurement that their weight says', () => {
    const asked = requestOf({ values: Float64Array.of(5, 4, 3, 2, 1) });
    const request: SuggestRequest = { ...asked, objective: { kind: 'number', better: 'larger' } };
    expect(rowsOf(request, unitCube(request.space))).toMatchObject({ counts: told.weights });
  });

  it('are whole hits and misses where nothing is said of weights', () => {
    const request = requestOf({ weights: null });
    expect(rowsOf(request, unitCube(request.space))).toMatchObject({
      hits: Float64Array.of(1, 0, 0, 1, 0),
      misses: Float64Array.of(0, 1, 1, 0, 1),
    });
  });
});
