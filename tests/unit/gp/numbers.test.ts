import fc from 'fast-check';
import { inverse, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { evidence } from '../../../src/core/gp/evidence.ts';
import { gpModel, latentAt } from '../../../src/core/gp/gp-model.ts';
import {
  fitHyperparameters,
  hyperparameters,
  medianFor,
} from '../../../src/core/gp/hyperparameters.ts';
import { covariance, scaled } from '../../../src/core/gp/kernel.ts';
import { learn } from '../../../src/core/gp/learned.ts';
import { merged, type NumberRows } from '../../../src/core/gp/rows.ts';
import { standardOf } from '../../../src/core/gp/standard.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';

const h = { lengths: Float64Array.of(0.4, 0.5), scale: 1.3, mean: -0.2, noise: 0.25 };

/** Numbers about a bump at (0.6, 0.6), each with a little noise. */
function numbers(count: number, seed: number, wild = 0): NumberRows {
  const random = mulberry32(seed);
  const places = Float64Array.from({ length: 2 * count }, () => random());
  const values = Float64Array.from({ length: count }, (_, i) => {
    const away = (places[2 * i]! - 0.6) ** 2 + (places[2 * i + 1]! - 0.6) ** 2;
    return random() < wild ? 60 * (random() - 0.5) : 1 - 6 * away + 0.2 * (random() - 0.5);
  });
  const counts = new Float64Array(count).fill(1);
  return { kind: 'numbers', count, dims: 2, width: 2, places, values, counts };
}

describe('regression by a Gaussian process', () => {
  it('agrees with the formulas written out, given how much each row is believed', () => {
    const rows = numbers(12, 1, 0.2);
    const model = gpModel(rows, h);
    const { rootCurvature } = model.posterior;
    const n = rows.count;
    const at = scaled(Float64Array.of(0.3, 0.8, 0.6, 0.55), h.lengths);
    const all = new Float64Array(2 * (n + 2));
    all.set(model.places);
    all.set(at, 2 * n);
    const k = Matrix.from1DArray(n + 2, n + 2, covariance(all, n + 2, 2, h.scale));
    const noisy = k
      .subMatrix(0, n - 1, 0, n - 1)
      .add(Matrix.diag([...rootCurvature.map((w) => 1 / w ** 2)]));
    const across = k.subMatrix(n, n + 1, 0, n - 1).mmul(inverse(noisy));
    const residual = Matrix.columnVector([...rows.values.map((y) => y - h.mean)]);
    const mean = across.mmul(residual);
    const left = Matrix.sub(
      k.subMatrix(n, n + 1, n, n + 1),
      across.mmul(k.subMatrix(0, n - 1, n, n + 1)),
    );
    const latent = latentAt(model, at, 2);
    for (let a = 0; a < 2; a++) {
      expect(latent.mean[a]).toBeCloseTo(h.mean + mean.get(a, 0), 9);
      for (let b = 0; b < 2; b++)
        expect(latent.covariance[2 * a + b]).toBeCloseTo(left.get(a, b), 9);
    }
  });

  it('believes a reading the less, the wilder it is', () => {
    const rows = numbers(40, 2);
    const wild = { ...rows, values: rows.values.with(7, 30) };
    const trust = gpModel(wild, h).posterior.rootCurvature;
    expect(trust[7]! / Math.max(...trust)).toBeLessThan(0.05);
    const place = scaled(Float64Array.of(0.6, 0.6), h.lengths);
    const right = latentAt(gpModel(rows, h), place, 1).mean[0]!;
    expect(latentAt(gpModel(wild, h), place, 1).mean[0]).toBeCloseTo(right, 1);
  });

  it('is pulled the less by a reading, the smaller the part it is of one', () => {
    const rows = numbers(6, 4);
    const values = rows.values.with(3, 0.8);
    const place = scaled(rows.places.slice(6, 8), h.lengths);
    const means = [1, 0.5, 0.2, 0.01].map((part) => {
      const some = { ...rows, values, counts: rows.counts.with(3, part) };
      return latentAt(gpModel(some, h), place, 1).mean[0]!;
    });
    for (let i = 1; i < means.length; i++) expect(means[i]).toBeLessThan(means[i - 1]!);
  });

  it('has the slopes of the evidence that differences give', () => {
    const z = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    const spreads = [0.7, 0.7, 0.6, 1, 1];
    fc.assert(
      fc.property(z, fc.nat(), (values, seed) => {
        const some = numbers(15, seed, 0.1);
        const at = Float64Array.from(values);
        const { gradient } = evidence(some, hyperparameters(at, some), null);
        gradient.forEach((slope, c) => {
          const step = 1e-3;
          const beside = (by: number): number =>
            evidence(some, hyperparameters(at.with(c, at[c]! + by), some), null).log;
          const difference = (beside(step) - beside(-step)) / (2 * step);
          expect(Math.abs(slope * spreads[c]! - difference)).toBeLessThan(
            0.05 + 0.05 * Math.abs(difference),
          );
        });
      }),
      { seed: 1, numRuns: 15 },
    );
  });

  it('learns the noise of the readings, wild ones or not', () => {
    for (const wild of [0, 0.12]) {
      const rows = numbers(80, 3, wild);
      const { noise } = hyperparameters(fitHyperparameters(rows, medianFor(rows)), rows);
      expect(noise).toBeGreaterThan(0.03);
      expect(noise).toBeLessThan(0.12);
    }
  });
});

describe('the standard of numbers', () => {
  const of = (...values: number[]): NumberRows => ({
    kind: 'numbers',
    count: values.length,
    dims: 1,
    width: 1,
    places: Float64Array.from(values, (_, i) => i / 10),
    values: Float64Array.from(values),
    counts: new Float64Array(values.length).fill(1),
  });

  it('has a spread above nothing, whatever the values', () => {
    for (const rows of [of(), of(3), of(3, 3, 3), of(3, 3, 3, 8), of(0, 1e-300), of(-1e9, 1e9)])
      expect(standardOf(rows).spread).toBeGreaterThan(0);
  });

  it('hardly changes by a wild value', () => {
    const { centre, spread } = standardOf(of(1, 2, 3, 4, 5, 6, 7));
    const wild = standardOf(of(1, 2, 3, 4, 5, 6, 1e6));
    expect(wild.centre).toBe(centre);
    expect(wild.spread).toBe(spread);
  });

  it('lets a process learn from equal values, and expect that value everywhere', () => {
    const { model, standard } = learn(of(4, 4, 4, 4, 4, 4), null);
    const { mean } = latentAt(model, Float64Array.of(0.2), 1);
    expect(standard.centre + standard.spread * mean[0]!).toBeCloseTo(4, 6);
  });
});

describe('merging rows of numbers', () => {
  it('keeps every reading, and the median of those that come together', () => {
    const places = Float64Array.of(0.1, 0.5, 0.1, 0.1, 0.9);
    const values = Float64Array.of(1, 5, 2, 60, 9);
    const rows: NumberRows = {
      kind: 'numbers',
      count: 5,
      dims: 1,
      width: 1,
      places,
      values,
      counts: new Float64Array(5).fill(1),
    };
    expect(merged(rows, 3)).toEqual({
      ...rows,
      count: 3,
      places: Float64Array.of(0.1, 0.5, 0.9),
      values: Float64Array.of(2, 5, 9),
      counts: Float64Array.of(3, 1, 1),
    });
  });
});
