import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilsonInterval } from '../../../src/core/stats/wilson.ts';

test("Wilson's interval agrees with the published values for 95 %", () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263 and 15 of 148, method 3.
  const z95 = 1.959963984540054;
  const a = wilsonInterval(81, 263, z95);
  expect(a.low).toBeCloseTo(0.2553, 4);
  expect(a.high).toBeCloseTo(0.3662, 4);
  const b = wilsonInterval(15, 148, z95);
  expect(b.low).toBeCloseTo(0.0624, 4);
  expect(b.high).toBeCloseTo(0.1605, 4);
});

test('nothing tried says nothing', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

test('the interval lies in [0, 1] and holds the observed share', () => {
  const sample = fc
    .integer({ min: 1, max: 5000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  fc.assert(
    fc.property(sample, ([hits, n]) => {
      const { low, high } = wilsonInterval(hits, n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(hits / n);
      expect(high).toBeGreaterThanOrEqual(hits / n);
    }),
    { seed: 1 },
  );
});
