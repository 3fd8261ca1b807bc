import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hitRateCurve, rollingShots } from '../../../src/ui/plots/hit-rate.ts';
import { coefficientHistory } from '../../../src/ui/plots/history.ts';
import { shotRecord } from './shots.ts';

const labels = fc.array(fc.constantFrom('hit' as const, 'miss' as const), { maxLength: 60 });
const recordsOf = (given: readonly ('hit' | 'miss')[]) =>
  given.map((label, index) => shotRecord(index, label));
const share = (given: readonly string[]): number =>
  given.filter((label) => label === 'hit').length / given.length;

test('the rate after each shot is that of the last ten, and lies in its interval', () => {
  fc.assert(
    fc.property(labels, (given) => {
      const [x, rolling, upper, lower, all] = hitRateCurve(recordsOf(given)).data;
      expect(x).toHaveLength(given.length);
      given.forEach((_, i) => {
        expect(rolling![i]).toBeCloseTo(
          share(given.slice(Math.max(0, i + 1 - rollingShots), i + 1)),
        );
        expect(all![i]).toBeCloseTo(share(given.slice(0, i + 1)));
        expect(lower![i]).toBeLessThanOrEqual(rolling![i]!);
        expect(upper![i]).toBeGreaterThanOrEqual(rolling![i]!);
      });
    }),
    { seed: 2 },
  );
});

test('every shot has one mark: that of a hit or that of a miss', () => {
  fc.assert(
    fc.property(labels, (given) => {
      const [, , , , , hit, miss] = hitRateCurve(recordsOf(given)).data;
      given.forEach((label, i) => {
        expect(Number.isNaN(hit![i])).toBe(label !== 'hit');
        expect(Number.isNaN(miss![i])).toBe(label !== 'miss');
      });
    }),
    { seed: 2 },
  );
});

test('a trial begins between its first shot and the one before', () => {
  const shots = [0, 0, 1, 1, 1, 2].map((trial, i) => shotRecord(i, 'hit', { trial }));
  expect(hitRateCurve(shots).trials).toEqual([2.5, 5.5]);
});

test("a coefficient's history has the value of each shot, and none where the shot has none", () => {
  const topic = '/Tuning/Drag';
  const shots = [
    shotRecord(0, 'hit', { shot: { values: { [topic]: 0.3 } } }),
    shotRecord(1, 'miss', { shot: { values: { [topic]: 0.4 } } }),
    shotRecord(2, 'hit', { shot: { values: {} } }),
  ];
  const [x, value, hit, miss] = coefficientHistory(shots, topic).map((series) => [...series]);
  expect(x).toEqual([1, 2, 3]);
  expect(value).toEqual([0.3, 0.4, NaN]);
  expect(hit).toEqual([0.3, NaN, NaN]);
  expect(miss).toEqual([NaN, 0.4, NaN]);
});
