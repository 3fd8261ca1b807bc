import { expect, test } from 'vitest';
import { noRules, type Coefficient } from '../../../src/core/tuning/coefficient.ts';
import {
  bestByDistance,
  cellsOf,
  colourOfRate,
  mapMarks,
  mapTable,
  rateColours,
  rateNear,
} from '../../../src/ui/plots/rate-map.ts';
import { shotRecord } from './shots.ts';

const drag: Coefficient = {
  topic: 'drag',
  name: 'Drag',
  unit: '',
  min: 0,
  max: 1,
  codeDefault: 0.5,
  step: 0.1,
  maxStep: 0.15,
  integer: false,
  scale: 'linear',
  enabled: true,
  role: null,
  atM: null,
  own: noRules,
};
const map = {
  values: [0, 0.5, 1],
  distancesM: [2, 6],
  rates: Float64Array.of(0.1, 0.9, 0.3, 0.2, 0.4, 0.6),
};
const shot = (label: 'hit' | 'miss', distanceM: number | null, value: number) =>
  shotRecord(0, label, { shot: { distanceM, values: { drag: value } } });

test('each cell has the rate of its own distance and value', () => {
  const { xs, ys, rates } = cellsOf(map);
  expect(xs).toEqual([2, 6]);
  expect(ys).toEqual([0, 0.5, 1]);
  expect(rateNear(map, { x: 2, y: 0.5 })).toBe(0.9);
  expect(rates[0 * ys.length + 1]).toBe(0.9);
  expect(rateNear(map, { x: 5.5, y: 0.9 })).toBe(0.6);
  expect(rateNear(map, { x: 7, y: 0.5 })).toBeNull();
});

test('more hits are always a lighter colour', () => {
  const lightness = (colour: string): number =>
    [1, 3, 5].reduce(
      (sum, at, i) => sum + [0.21, 0.72, 0.07][i]! * parseInt(colour.slice(at, at + 2), 16),
      0,
    );
  const all = rateColours.map(lightness);
  expect(all).toEqual([...all].sort((one, other) => one - other));
  expect(new Set(rateColours.map((_, i) => colourOfRate((i + 0.5) / 10))).size).toBe(10);
  expect(colourOfRate(1)).toBe(rateColours.at(-1));
});

test('shots lie on the map where they were taken; others are counted', () => {
  const counted = [shot('miss', 5, 0.2), shot('hit', 3, 0.7), shot('hit', null, 0.7)];
  const { data, elsewhere } = mapMarks(counted, drag, [2, 6]);
  expect([...data[0]]).toEqual([2, 3, 5, 6]);
  expect([...data[1]!]).toEqual([NaN, 0.7, NaN, NaN]);
  expect([...data[2]!]).toEqual([NaN, NaN, 0.2, NaN]);
  expect(elsewhere).toBe(1);
});

test('the best of each distance is its largest rate', () => {
  expect(bestByDistance(map)).toEqual([
    { distanceM: 2, value: 0.5, rate: 0.9 },
    { distanceM: 6, value: 1, rate: 0.6 },
  ]);
});

test('the file has each cell and each shot that is drawn', () => {
  const { rows } = mapTable(map, mapMarks([shot('hit', 3, 0.7)], drag, [2, 6]), drag);
  expect(rows).toHaveLength(7);
  expect(rows).toContainEqual([6, 1, 0.6, null]);
  expect(rows.at(-1)).toEqual([3, 0.7, null, 'hit']);
});
