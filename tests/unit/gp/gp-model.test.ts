import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidence } from '../../../src/core/gp/evidence.ts';
import { drawFunctions, valuesAt } from '../../../src/core/gp/function-draws.ts';
import { gpModel, latentAt } from '../../../src/core/gp/gp-model.ts';
import {
  fitHyperparameters,
  hyperparameters,
  medianFor,
} from '../../../src/core/gp/hyperparameters.ts';
import { scaled } from '../../../src/core/gp/kernel.ts';
import { type HitRows, merged } from '../../../src/core/gp/rows.ts';
import { slopeOfLogCdf } from '../../../src/core/stats/normal.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';
import { randomRows } from './random-rows.ts';

const rows: HitRows = {
  kind: 'hits',
  count: 5,
  dims: 2,
  width: 3,
  places: Float64Array.of(
    ...[0.2, 0.3, -0.5],
    ...[0.25, 0.7, 0.1],
    ...[0.6, 0.4, 0.9],
    ...[0.8, 0.9, -0.8],
    ...[0.5, 0.5, 0],
  ),
  hits: Float64Array.of(1, 0, 3, 0, 1),
  misses: Float64Array.of(0, 1, 1, 2, 0),
};
const h = { lengths: Float64Array.of(0.4, 0.5, 1.5), scale: 1.7, mean: -0.4, noise: 0 };

function expectNear(actual: Float64Array, expected: readonly number[], digits: number): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((x, i) => {
    expect(x).toBeCloseTo(expected[i]!, digits);
  });
}

describe('Gaussian process classification', () => {
  // numpy 2.4 and scipy 1.17, the textbook's formulas with explicit inverses: the mode by minimising
  // −Σ log_ndtr + ½ (f − m)ᵀ K⁻¹ (f − m), the evidence by slogdet(I + K W), the latent by (K + W⁻¹)⁻¹.
  it('agrees with the formulas written out in numpy', () => {
    const model = gpModel(rows, h);
    const mode = [
      0.6901552124344388, -0.42185450610758285, 0.5878236831264655, -1.1938497381590532,
      0.5237429650355205,
    ];
    expectNear(model.posterior.warmStart, mode, 6);
    expect(model.posterior.logEvidence).toBeCloseTo(-6.764011571883474, 7);
    const places = scaled(Float64Array.of(0.4, 0.4, 0.2, 0.9, 0.1, -1), h.lengths);
    const latent = latentAt(model, places, 2);
    expectNear(latent.mean, [0.6948826549744874, -0.08971789621712228], 6);
    const covariance = [
      0.7707087166429285, 0.08258427974429072, 0.08258427974429072, 2.6193810476455286,
    ];
    expectNear(latent.covariance, covariance, 6);
  });

  it('does not mind in which order the rows are, nor whether equal ones are counted together', () => {
    const counted = gpModel(rows, h).posterior.logEvidence;
    const single = { hits: [] as number[], places: [] as number[] };
    for (const i of [3, 0, 4, 2, 1])
      for (let shot = 0; shot < rows.hits[i]! + rows.misses[i]!; shot++) {
        single.hits.push(shot < rows.hits[i]! ? 1 : 0);
        single.places.push(...rows.places.subarray(3 * i, 3 * i + 3));
      }
    const hits = Float64Array.from(single.hits);
    const apart: HitRows = {
      kind: 'hits',
      dims: 2,
      count: hits.length,
      width: 3,
      places: Float64Array.from(single.places),
      hits,
      misses: hits.map((hit) => 1 - hit),
    };
    expect(gpModel(apart, h).posterior.logEvidence).toBeCloseTo(counted, 8);
  });

  it('does not mind whether a row is a whole shot or parts of one', () => {
    const parts = [0.5, 0.3, 0.2];
    const inParts = (column: Float64Array): Float64Array =>
      Float64Array.from(parts.flatMap((part) => [...column.map((labels) => part * labels)]));
    const apart: HitRows = {
      ...rows,
      count: 15,
      places: Float64Array.from(parts.flatMap(() => [...rows.places])),
      hits: inParts(rows.hits),
      misses: inParts(rows.misses),
    };
    const place = scaled(Float64Array.of(0.4, 0.4, 0.2), h.lengths);
    const [whole, parted] = [rows, apart].map((some) => gpModel(some, h));
    expect(parted!.posterior.logEvidence).toBeCloseTo(whole!.posterior.logEvidence, 8);
    const expected = latentAt(whole!, place, 1);
    expectNear(latentAt(parted!, place, 1).mean, [...expected.mean], 8);
    expectNear(latentAt(parted!, place, 1).covariance, [...expected.covariance], 8);
  });

  it('is pulled the less, the smaller the parts its rows are of a shot', () => {
    const place = scaled(Float64Array.of(0.6, 0.4, 0.9), h.lengths);
    const pulls = [1, 0.5, 0.2, 0.01].map((part) => {
      const hits = rows.hits.map((labels) => part * labels);
      const misses = rows.misses.map((labels) => part * labels);
      const { mean, covariance } = latentAt(gpModel({ ...rows, hits, misses }, h), place, 1);
      return { pull: mean[0]! - h.mean, variance: covariance[0]! };
    });
    for (let i = 1; i < pulls.length; i++) {
      expect(pulls[i]!.pull).toBeLessThan(pulls[i - 1]!.pull);
      expect(pulls[i]!.variance).toBeGreaterThan(pulls[i - 1]!.variance);
    }
    expect(pulls.at(-1)!.pull).toBeGreaterThan(0);
    expect(pulls.at(-1)!.pull).toBeLessThan(0.1);
  });

  it('knows nothing but its prior without a row, and far from all rows', () => {
    const empty = {
      kind: 'hits' as const,
      count: 0,
      dims: 2,
      width: 3,
      places: rows.places.subarray(0, 0),
    };
    const nothing = { ...empty, hits: new Float64Array(0), misses: new Float64Array(0) };
    for (const model of [gpModel(nothing, h), gpModel(rows, h)]) {
      const { mean, covariance } = latentAt(model, Float64Array.of(90, 90, 90), 1);
      expect(mean[0]).toBeCloseTo(-0.4, 9);
      expect(covariance[0]).toBeCloseTo(1.7 ** 2, 9);
    }
  });

  it('finds the mode of one row, however many its labels and whatever the prior', () => {
    const part = fc.double({ min: 1e-3, max: 1, noNaN: true });
    const labels = fc.oneof(fc.integer({ min: 0, max: 400 }), part);
    const scale = fc.double({ min: 0.5, max: 30, noNaN: true });
    const mean = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(labels, labels, scale, mean, (hits, misses, spread, middle) => {
        const row = {
          kind: 'hits' as const,
          count: 1,
          dims: 1,
          width: 1,
          places: Float64Array.of(0.3),
        };
        const some = { ...row, hits: Float64Array.of(hits), misses: Float64Array.of(misses) };
        const prior = { lengths: Float64Array.of(1), scale: spread, mean: middle, noise: 0 };
        const f = gpModel(some, prior).posterior.warmStart[0]!;
        const slope = hits * slopeOfLogCdf(f) - misses * slopeOfLogCdf(-f);
        const curvature = hits + misses + 1 / spread ** 2;
        // Where the likelihood's slope and the prior's cancel; a Newton step of a ten-thousandth is left at most.
        expect(Math.abs(slope - (f - middle) / spread ** 2) / curvature).toBeLessThan(1e-4);
      }),
      { seed: 1, numRuns: 300, examples: [[1, 11, 4, -3]] },
    );
  });

  it('finds the same mode from any start', () => {
    const random = mulberry32(1);
    for (let seed = 0; seed < 50; seed++) {
      const some = randomRows(1 + Math.floor(12 * random()), 2, seed);
      const cold = evidence(some, h, null).log;
      const start = some.hits.map(() => 40 * (random() - 0.5));
      expect(evidence(some, h, start).log).toBeCloseTo(cold, 5);
    }
  });
});

describe('the evidence', () => {
  it('has the slopes that differences give, with whole shots and parts of them', () => {
    const z = fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), {
      minLength: 5,
      maxLength: 5,
    });
    const spreads = [0.7, 0.7, 0.7, 0.3, 1];
    fc.assert(
      fc.property(z, fc.nat(), (values, seed) => {
        const whole = randomRows(15, 2, seed);
        const parts = mulberry32(seed);
        const weights = whole.hits.map(() => (seed % 2 === 0 ? 1 : parts()));
        const hits = whole.hits.map((hit, i) => hit * weights[i]!);
        const misses = whole.misses.map((miss, i) => miss * weights[i]!);
        const some = { ...whole, hits, misses };
        const at = Float64Array.from(values);
        const { gradient } = evidence(some, hyperparameters(at, some), null);
        gradient.forEach((slope, c) => {
          const step = 1e-4;
          const beside = (by: number): number =>
            evidence(some, hyperparameters(at.with(c, at[c]! + by), some), null).log;
          const difference = (beside(step) - beside(-step)) / (2 * step);
          expect(slope * spreads[c]!).toBeCloseTo(difference, 3);
        });
      }),
      { seed: 1, numRuns: 25 },
    );
  });

  it('finds the dimension that does not matter, and gives it the longest length', () => {
    const some = randomRows(120, 3, 5);
    const { lengths } = hyperparameters(fitHyperparameters(some, medianFor(some)), some);
    expect(lengths[2]!).toBeGreaterThan(1.5 * lengths[0]!);
    expect(lengths[2]!).toBeGreaterThan(1.5 * lengths[1]!);
  });
});

describe('functions drawn from the posterior', () => {
  it('have its mean and covariance, at the rows, between them and far away', () => {
    const model = gpModel(rows, h);
    const places = scaled(Float64Array.of(0.2, 0.3, -0.5, 0.4, 0.4, 0.2, 3, 3, 3), h.lengths);
    const { mean, covariance } = latentAt(model, places, 3);
    const random = mulberry32(7);
    // Each set of draws shares its waves: many sets, so that these average out too.
    const sets = 60;
    const perSet = 50;
    const sums = new Float64Array(3);
    const products = new Float64Array(9);
    for (let set = 0; set < sets; set++) {
      const draws = drawFunctions(model, perSet, random);
      const values = [0, 1, 2].map((place) => {
        const out = new Float64Array(perSet);
        valuesAt(draws, places.subarray(3 * place, 3 * place + 3), out);
        return out.map((value) => value - mean[place]!);
      });
      for (let a = 0; a < 3; a++) {
        sums[a]! += values[a]!.reduce((sum, x) => sum + x, 0);
        for (let b = 0; b < 3; b++)
          products[a * 3 + b]! += values[a]!.reduce((sum, x, s) => sum + x * values[b]![s]!, 0);
      }
    }
    const total = sets * perSet;
    sums.forEach((sum) => {
      expect(Math.abs(sum / total)).toBeLessThan(0.12);
    });
    products.forEach((product, i) => {
      expect(Math.abs(product / total - covariance[i]!)).toBeLessThan(0.25);
    });
  });
});

describe('merging rows', () => {
  it('keeps every shot, on no more places than allowed, and changes nothing while there is room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.nat(), (count, seed) => {
        const many = randomRows(count, 2, seed);
        const few = merged(many, 40) as HitRows;
        const sum = (numbers: Float64Array): number => numbers.reduce((a, b) => a + b, 0);
        expect(few.count).toBeLessThanOrEqual(40);
        expect(sum(few.hits)).toBe(sum(many.hits));
        expect(sum(few.misses)).toBe(sum(many.misses));
        if (count <= 40) expect(few).toBe(many);
      }),
      { seed: 1, numRuns: 30 },
    );
  });
});
