import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  logNormalCdf,
  normalCdf,
  normalDensity,
  slopeOfLogCdf,
} from '../../../src/core/stats/normal.ts';

/** z, Φ(z), log Φ(z), φ(z)/Φ(z): scipy 1.17.1, `ndtr(z)`, `log_ndtr(z)`, `exp(norm.logpdf(z) - log_ndtr(z))`. */
const reference: readonly (readonly [number, number, number, number])[] = [
  [-10, 7.61985302416047e-24, -53.23128515051248, 10.098093233962564],
  [-5.5, 1.898956246588768e-8, -17.779376352625263, 5.671410313897314],
  [-5, 2.866515718791933e-7, -15.064998393988727, 5.1865039671258515],
  [-2.5, 0.006209665325776132, -5.081648277278691, 2.822744797663908],
  [-2, 0.022750131948179195, -3.7831843336820317, 2.37321553282284],
  [-1, 0.15865525393145707, -1.8410216450092634, 1.525135276160981],
  [-0.1, 0.460172162722971, -0.7761545927302733, 0.8626174715309362],
  [0, 0.5, -0.6931471805599453, 0.7978845608028653],
  [0.3, 0.6179114221889526, -0.4814101615884813, 0.6172208536127345],
  [1, 0.8413447460685429, -0.1727537790234499, 0.2875999709391784],
  [2, 0.9772498680518208, -0.023012909328963476, 0.05524786267898995],
  [2.5, 0.9937903346742238, -0.00622902548586, 0.017637825486916725],
  [5, 0.9999997133484281, -2.8665161296376294e-7, 1.486719940904906e-6],
  [8, 0.9999999999999993, -6.220960574271742e-16, 5.052271083536886e-15],
];

const relative = (a: number, b: number): number => Math.abs(a - b) / Math.abs(b);

describe('the normal distribution', () => {
  it.each(reference)('at %d agrees with scipy to twelve digits', (z, cdf, logCdf, slope) => {
    expect(relative(normalCdf(z), cdf)).toBeLessThan(1e-12);
    expect(relative(logNormalCdf(z), logCdf)).toBeLessThan(1e-12);
    expect(relative(slopeOfLogCdf(z), slope)).toBeLessThan(1e-12);
  });

  it('has a finite logarithm and slope far out, where the function itself is 0', () => {
    expect(relative(logNormalCdf(-40), -804.6084420137539)).toBeLessThan(1e-12);
    expect(relative(logNormalCdf(-1e9), -5e17)).toBeLessThan(1e-12);
    expect(relative(slopeOfLogCdf(-1e9), 1e9)).toBeLessThan(1e-12);
    expect(logNormalCdf(1e9)).toBeCloseTo(0, 15);
    expect(slopeOfLogCdf(1e9)).toBe(0);
  });

  it('is symmetric, rises, and its logarithm has the slope that is said', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (z) => {
        expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 12);
        expect(normalCdf(z + 1e-3)).toBeGreaterThanOrEqual(normalCdf(z));
        const step = 1e-5;
        const slope = (logNormalCdf(z + step) - logNormalCdf(z - step)) / (2 * step);
        expect(Math.abs(slope - slopeOfLogCdf(z))).toBeLessThan(1e-5 * (1 + slopeOfLogCdf(z)));
        expect(normalDensity(z)).toBeCloseTo(Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI), 14);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('is not a number of what is none', () => {
    expect(normalCdf(Number.NaN)).toBeNaN();
    expect(logNormalCdf(Number.NaN)).toBeNaN();
    expect(slopeOfLogCdf(Number.NaN)).toBeNaN();
  });
});
