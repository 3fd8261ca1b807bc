import { describe, expect, it } from 'vitest';
import { type AimModel, aimModel, drawsOf, learn } from '../../../src/core/aim/aim-model.ts';
import { uniformDistances } from '../../../src/core/aim/draws.ts';
import { gainLeft } from '../../../src/core/aim/gain-left.ts';
import { estimateRate, mapRates, sliceRates } from '../../../src/core/aim/rates.ts';
import { sensitivities } from '../../../src/core/aim/sensitivity.ts';
import { stopAdvice } from '../../../src/core/aim/stop-advice.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';

const free = {
  low: 0,
  high: 1,
  start: 0.5,
  integer: false,
  scale: 'linear' as const,
  role: null,
};
const best = Float64Array.of(0.5, 0.5);

const evenly = (from: number, to: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** Knows many shots in a plane where only the first coefficient matters: it hits within 0.1 of 0.5. */
function knowing(rows: number): AimModel {
  const model = aimModel({ space: [free, free], goal: null, distanceM: [2, 6], seed: 3 });
  const random = mulberry32(2);
  for (let i = 0; i < rows; i++) {
    const point = Float64Array.of(0.3 + 0.4 * random(), random());
    const kind = Math.abs(point[0]! - 0.5) < 0.1 ? 'hit' : 'miss';
    learn(model, { point, t: 2 * random() - 1, outcome: { kind }, weight: 1 });
  }
  return model;
}

const model = knowing(80);
const draws = drawsOf(model);

describe('answers from the posterior', () => {
  it('tell a coefficient that matters from one that does not', () => {
    const [first, second] = sensitivities(model, draws, best);
    expect(first!.loss.mean).toBeGreaterThan(0.5);
    expect(second!.loss.mean).toBeLessThan(first!.loss.mean / 2);
    expect(first!.negligible).toBe(false);
  });

  it('show the best in the middle of the slice that matters, with intervals around the mean', () => {
    const rates = sliceRates(draws, best, 0, evenly(0, 1, 11), uniformDistances);
    expect(rates).toHaveLength(11);
    expect(rates[5]!.mean).toBeGreaterThan(rates[1]!.mean);
    expect(rates[5]!.mean).toBeGreaterThan(rates[9]!.mean);
    for (const { low, mean, high } of rates) {
      expect(low).toBeLessThanOrEqual(mean + 1e-9);
      expect(high).toBeGreaterThanOrEqual(mean - 1e-9);
    }
  });

  it('average over the distances of a map to the rate of its column', () => {
    const columns = 3;
    const rows = 41;
    const map = mapRates(draws, best, 0, evenly(0, 1, columns), evenly(-1, 1, rows));
    const column = Array.from({ length: rows }, (_, r) => map[r * columns + 1]!);
    const mean = column.reduce((sum, rate) => sum + rate, 0) / rows;
    expect(Math.abs(mean - estimateRate(draws, best, uniformDistances).mean)).toBeLessThan(0.02);
  });

  it('expect less gain left the more is known', () => {
    const early = knowing(5);
    const before = gainLeft(early, drawsOf(early), best).mean;
    expect(gainLeft(model, draws, best).mean).toBeLessThan(before);
  });
});

describe('the advice to stop', () => {
  const near = Array.from({ length: 40 }, () => best);
  const done = { mean: 0.01, probabilitySmall: 0.95 };

  it('is to stop once little is left to gain and the best has been shot at', () => {
    expect(stopAdvice(done, near, best)).toEqual({ kind: 'stop', gain: 0.01 });
  });

  it('is never to stop while there is something left to gain, however many shots there were', () => {
    const advice = stopAdvice({ mean: 0.1, probabilitySmall: 0.5 }, near, best);
    expect(advice).toEqual({ kind: 'go-on', gain: 0.1 });
  });

  it('waits for enough shots, and for some near the best', () => {
    expect(stopAdvice(done, near.slice(0, 5), best).kind).toBe('too-early');
    const far = Array.from({ length: 40 }, () => Float64Array.of(0.9, 0.9));
    expect(stopAdvice(done, far, best)).toEqual({ kind: 'too-early', shotsNeeded: 10 });
  });
});
