import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveSize, normalise, systematicParents } from '../../../src/core/aim/resampling.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';

const someLogWeights = fc
  .array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((logs) => Float64Array.from(logs));

describe('resampling', () => {
  it('takes every particle within one of its expected number of times', () => {
    fc.assert(
      fc.property(someLogWeights, fc.integer(), (logs, seed) => {
        const weights = new Float64Array(logs.length);
        normalise(logs, weights);
        const counts = new Float64Array(logs.length);
        for (const parent of systematicParents(weights, mulberry32(seed)))
          counts[parent] = counts[parent]! + 1;
        counts.forEach((count, s) => {
          expect(Math.abs(count - logs.length * weights[s]!)).toBeLessThan(1 + 1e-6);
        });
      }),
      { seed: 1 },
    );
  });

  it('calls equal weights fully effective, and a single one of many just one', () => {
    expect(effectiveSize(new Float64Array(8).fill(1 / 8))).toBeCloseTo(8);
    expect(effectiveSize(Float64Array.of(1, 0, 0, 0))).toBe(1);
  });
});
