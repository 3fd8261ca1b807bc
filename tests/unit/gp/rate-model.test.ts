import { describe, expect, it } from 'vitest';
import { gpModel } from '../../../src/core/gp/gp-model.ts';
import { rateModel } from '../../../src/core/gp/rate-model.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';
import { randomRows } from './random-rows.ts';

const h = { lengths: Float64Array.of(0.3, 0.4, 1.5), scale: 2, mean: -0.5, noise: 0 };
const model = rateModel(gpModel(randomRows(60, 2, 3), h));
const places = [
  { where: 'among the hits', point: Float64Array.of(0.6, 0.5) },
  { where: 'where hits end', point: Float64Array.of(0.4, 0.9) },
  { where: 'where nobody has shot', point: Float64Array.of(0.01, 0.01) },
];

describe('a predicted hit rate', () => {
  const random = mulberry32(5);
  const functions = Array.from({ length: 1500 }, () => model.draw(1, random));

  it.each(places)('is the mean of functions drawn from the posterior, $where', ({ point }) => {
    const rates = functions.map((rate) => rate(point)[0]!);
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    expect(Math.abs(model.meanScore(point) - mean)).toBeLessThan(0.02);
    expect(model.predict(point).mean).toBe(model.meanScore(point));
  });

  it.each(places)('has an interval that holds nine in ten of them, $where', ({ point }) => {
    const { low, high } = model.predict(point);
    const within = functions.filter(
      (rate) => rate(point)[0]! >= low && rate(point)[0]! <= high,
    ).length;
    expect(within / functions.length).toBeGreaterThan(0.86);
    expect(within / functions.length).toBeLessThan(0.94);
  });

  it('is sure where many shots agree, and unsure where there was none', () => {
    const [sure, , unsure] = places.map(({ point }) => model.predict(point));
    expect(unsure!.high - unsure!.low).toBeGreaterThan(1.5 * (sure!.high - sure!.low));
  });
});
