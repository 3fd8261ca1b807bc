import { describe, expect, it } from 'vitest';
import {
  assess,
  mapAt,
  type Posterior,
  posterior,
  ratesOfVectors,
  sliceAt,
} from '../../../src/core/aim/answers.ts';
import { suggestByAim } from '../../../src/core/aim/suggest.ts';
import type { SuggestRequest } from '../../../src/core/bayes-opt/request.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';

const rows = 60;
/** A hood between 20 and 40 degrees that hits within 2 of 30; a log scale and a whole number that do nothing. */
function request(): SuggestRequest {
  const random = mulberry32(2);
  const points = Array.from({ length: rows }, () => [
    25 + 10 * random(),
    10 ** (-2 * random()),
    Math.floor(5 * random()),
  ]);
  const free = { integer: false, scale: 'linear' as const, maxStep: 0.15, role: null };
  return {
    space: [
      { ...free, low: 20, high: 40, start: 26 },
      { ...free, low: 1e-2, high: 1, start: 0.1, scale: 'log' },
      { ...free, low: 0, high: 4, start: 2, integer: true },
    ],
    context: { low: 2, high: 6 },
    goal: null,
    objective: { kind: 'hits' },
    data: {
      points: Float64Array.from(points.flat()),
      distancesM: Float64Array.from(points, () => 2 + 4 * random()),
      // The last click is wrong.
      hits: Uint8Array.from(points, ([hood], i) =>
        Math.abs(hood! - 30) < 2 === (i !== rows - 1) ? 1 : 0,
      ),
      sides: null,
      errorsM: null,
      weights: null,
      values: null,
    },
    current: [28, 0.1, 2],
    baseline: [26, 0.1, 2],
  };
}
const asked = request();
const known: Posterior = posterior(asked, 3, null);
const middle = [30, 0.1, 2];

describe('answers to a request', () => {
  it('rate vectors in raw units, over the distances that matter and at each', () => {
    const [good, bad] = ratesOfVectors(known, [middle, [38, 0.1, 2]], [2, 4, 6]);
    expect(good!.overall.low).toBeGreaterThan(bad!.overall.high);
    expect(good!.at).toHaveLength(3);
    const mean = good!.at.reduce((sum, rate) => sum + rate.mean, 0) / 3;
    expect(Math.abs(mean - good!.overall.mean)).toBeLessThan(0.1);
  });

  it('rate a distance far outside as the farthest that is believed', () => {
    const at = (distanceM: number) => ratesOfVectors(known, [middle], [distanceM])[0]!.at[0];
    expect(at(60)).toEqual(at(30));
    expect(at(60)).not.toEqual(at(6));
  });

  it('have a slice over the whole range: even on its scale, whole numbers once', () => {
    const hood = sliceAt(known, middle, 0, 21);
    expect(hood.values[0]).toBe(20);
    expect(hood.values.at(-1)).toBe(40);
    expect(hood.rates[10]!.mean).toBeGreaterThan(hood.rates[2]!.mean);
    expect(hood.rates[10]!.mean).toBeGreaterThan(hood.rates[18]!.mean);
    const logarithmic = sliceAt(known, middle, 1, 3).values;
    [0.01, 0.1, 1].forEach((value, i) => {
      expect(logarithmic[i]).toBeCloseTo(value, 9);
    });
    expect(sliceAt(known, middle, 2, 50).values).toEqual([0, 1, 2, 3, 4]);
  });

  it('have a map whose middle row is the rates at the middle distance', () => {
    const { values, distancesM, rates } = mapAt(known, middle, 0, 5, 3);
    expect(values).toEqual([20, 25, 30, 35, 40]);
    expect(distancesM).toEqual([2, 4, 6]);
    expect(rates).toHaveLength(15);
    const [there] = ratesOfVectors(known, [middle], [4]);
    expect(rates[5 + 2]).toBeCloseTo(there!.at[0]!.mean, 9);
  });

  it('assess the best that the suggestion names', () => {
    const { best, better, advice, sensitivities, suspects } = assess(known);
    expect(best).toEqual(suggestByAim(asked, 3, null).suggestion.best);
    expect(better).toBeGreaterThan(0.9);
    expect(better).toBeLessThanOrEqual(1);
    expect(['too-early', 'go-on', 'stop']).toContain(advice.kind);
    expect(sensitivities.map(({ dimension }) => dimension)).toEqual([0, 1, 2]);
    expect(sensitivities[0]!.loss.mean).toBeGreaterThan(sensitivities[1]!.loss.mean);
    for (const { row, probability } of suspects) {
      expect(row).toBeLessThan(rows);
      expect(probability).toBeGreaterThanOrEqual(0.5);
    }
  });

  it('count suspects as the request does, rows that can’t be learned from included', () => {
    // The second can't be from 40 m; the last is a hit where all others went far off.
    const hoods = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 30 : 39));
    const data = {
      ...asked.data,
      points: Float64Array.from(hoods.flatMap((hood) => [hood, 0.1, 2])),
      distancesM: Float64Array.from(hoods, (_, i) => (i === 1 ? 40 : 2 + (i % 5))),
      hits: Uint8Array.from(hoods, (hood, i) => (hood === 30 || i === 39 ? 1 : 0)),
    };
    const { suspects } = assess(posterior({ ...asked, data }, 3, null));
    expect(suspects.map(({ row }) => row)).toEqual([39]);
  });

  it('are there before any shot', () => {
    const { points, distancesM, hits } = asked.data;
    const data = {
      points: points.subarray(0, 0),
      distancesM: distancesM.subarray(0, 0),
      hits: hits.subarray(0, 0),
      sides: null,
      errorsM: null,
      weights: null,
      values: null,
    };
    const { advice, suspects } = assess(posterior({ ...asked, data }, 3, null));
    expect(advice.kind).toBe('too-early');
    expect(suspects).toEqual([]);
  });

  it('cost no learning after a suggestion, and are the same without it', () => {
    const { model } = suggestByAim(asked, 3, null);
    const after = posterior(asked, 3, model);
    expect(after.model).toBe(model);
    expect(assess(after)).toEqual(assess(known));
  });
});
