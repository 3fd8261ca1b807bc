import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainCoordinates } from '../../../src/core/aim/coordinates.ts';
import { fastNormalCdf } from '../../../src/core/aim/fast-normal.ts';
import { featureMap } from '../../../src/core/aim/features.ts';
import { likelihood } from '../../../src/core/aim/log-likelihood.ts';
import { appendShot, type Outcome, shotTable } from '../../../src/core/aim/shot-table.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';

const outcomes: readonly Outcome[] = [
  { kind: 'hit' },
  { kind: 'miss' },
  { kind: 'low' },
  { kind: 'high' },
];
const table = shotTable(featureMap(plainCoordinates(Float64Array.of(0.5)), 4, mulberry32(1)));
for (const outcome of outcomes)
  appendShot(table, { point: Float64Array.of(0.5), t: 0, outcome, weight: 1 });
const [hit, miss, low, high] = [0, 1, 2, 3];

const anyAim = fc.record({
  e: fc.double({ min: -20, max: 20, noNaN: true }),
  logSigma: fc.double({ min: -3, max: 2, noNaN: true }),
  lapse: fc.double({ min: 1e-4, max: 0.25, noNaN: true }),
});

describe('the normal distribution function', () => {
  // Abramowitz & Stegun, table 26.1.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [-1.96, 0.02499789514822],
    [3, 0.99865010196837],
    [-5, 2.866515719e-7],
  ])('at %f is %f', (z, expected) => {
    expect(Math.abs(fastNormalCdf(z) - expected)).toBeLessThan(5e-7);
  });

  it('never decreases', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        expect(fastNormalCdf(Math.min(a, b))).toBeLessThanOrEqual(fastNormalCdf(Math.max(a, b)));
      }),
      { seed: 1 },
    );
  });
});

describe('what a shot tells of the aim error', () => {
  const p = (row: number, { e, logSigma, lapse }: { e: number; logSigma: number; lapse: number }) =>
    likelihood(table, row, e, logSigma, lapse, 0.16);

  it('gives hit and miss probabilities that sum to one', () => {
    fc.assert(
      fc.property(anyAim, (aim) => {
        expect(p(hit, aim) + p(miss, aim)).toBeCloseTo(1, 9);
      }),
      { seed: 2 },
    );
  });

  it('gives low, hit and high probabilities that sum to one but for the lapses', () => {
    fc.assert(
      fc.property(anyAim, (aim) => {
        const sum = p(low, aim) + p(hit, aim) + p(high, aim);
        expect(Math.abs(sum - 1)).toBeLessThanOrEqual(aim.lapse + 1e-6);
      }),
      { seed: 3 },
    );
  });

  it('never rules anything out: a wrong click is always possible', () => {
    fc.assert(
      fc.property(anyAim, (aim) => {
        for (const row of [hit, miss, low, high])
          expect(p(row, aim)).toBeGreaterThanOrEqual(0.4999 * aim.lapse);
      }),
      { seed: 4 },
    );
  });

  it('does not know the sign of a plain miss', () => {
    fc.assert(
      fc.property(anyAim, (aim) => {
        expect(p(miss, aim)).toBeCloseTo(p(miss, { ...aim, e: -aim.e }), 6);
      }),
      { seed: 5 },
    );
  });
});

describe('a measured error', () => {
  /** Errors of a normal law with spread `sigma`, in half windows: its quantiles. */
  const sigma = 0.2;
  const halfWindowM = 0.5;
  const quantiles = Array.from({ length: 400 }, (_, i) => {
    let [low, high] = [-6, 6];
    while (high - low > 1e-6) {
      const middle = (low + high) / 2;
      if (fastNormalCdf(middle) < (i + 0.5) / 400) low = middle;
      else high = middle;
    }
    return sigma * low;
  });
  const errors = shotTable(table.map);
  for (const y of quantiles)
    appendShot(errors, {
      point: Float64Array.of(0.5),
      t: 0,
      outcome: { kind: 'error', errorM: y * halfWindowM, hit: null },
      weight: 1,
    });
  const fit = (spread: number): number =>
    quantiles.reduce(
      (sum, _y, i) => sum + Math.log(likelihood(errors, i, 0, Math.log(spread), 0.01, halfWindowM)),
      0,
    );

  it('tells the spread that the labels of the same shots are made by', () => {
    for (const wrong of [0.94, 1.06]) expect(fit(wrong * sigma)).toBeLessThan(fit(sigma));
  });

  it('has a density that sums to one', () => {
    const even = shotTable(errors.map);
    const stepM = 0.005;
    let sum = 0;
    for (let errorM = -3; errorM <= 3; errorM += stepM) {
      const outcome = { kind: 'error', errorM, hit: null } as const;
      appendShot(even, { point: Float64Array.of(0.5), t: 0, outcome, weight: 1 });
      sum += stepM * likelihood(even, even.count - 1, 0.3, Math.log(sigma), 0.01, halfWindowM);
    }
    expect(Math.abs(sum - 1)).toBeLessThan(0.05);
  });
});
