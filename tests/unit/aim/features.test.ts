import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draws, wholeGoal, writeRates } from '../../../src/core/aim/draws.ts';
import { plainCoordinates } from '../../../src/core/aim/coordinates.ts';
import { fastNormalCdf } from '../../../src/core/aim/fast-normal.ts';
import { featureMap } from '../../../src/core/aim/features.ts';
import { rowError, rowLogSigma } from '../../../src/core/aim/particles.ts';
import { appendShot, shotTable } from '../../../src/core/aim/shot-table.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';

describe('the aim error of a point', () => {
  it('is the same whether a row is predicted or a rate is averaged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer(), (dims, seed) => {
        const random = mulberry32(seed);
        const map = featureMap(plainCoordinates(new Float64Array(dims).fill(0.4)), 5, random);
        const weightCount = map.count + dims + 4;
        const weights = Float64Array.from({ length: weightCount }, () => random() - 0.5);
        const point = Float64Array.from({ length: dims }, () => random());
        const t = 2 * random() - 1;
        const table = shotTable(map);
        appendShot(table, { point, t, outcome: { kind: 'hit' }, weight: 1 });
        const e = rowError(table, 0, weights, 0);
        const sharpness = Math.exp(-rowLogSigma(table, 0, weights, 0));
        const direct = fastNormalCdf((1 - e) * sharpness) - fastNormalCdf((-1 - e) * sharpness);
        const draws: Draws = {
          sets: [{ map, count: 1, robots: [null], weights, weightCount }],
          count: 1,
          window: wholeGoal,
          probabilities: Float64Array.of(1),
        };
        const node = { t: Float64Array.of(t), weights: Float64Array.of(1) };
        const rates = new Float64Array(1);
        writeRates(draws, point, node, rates);
        expect(rates[0]).toBeCloseTo(direct, 9);
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});
