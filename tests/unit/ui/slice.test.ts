import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Coefficient } from '../../../src/core/tuning/coefficient.ts';
import { noRules } from '../../../src/core/tuning/coefficient.ts';
import {
  closeness,
  markersOf,
  rateAt,
  sliceTable,
  sliceView,
  withRoom,
} from '../../../src/ui/plots/slice.ts';
import { sliceSummary } from '../../../src/ui/plots/slice-words.ts';
import { shotRecord } from './shots.ts';

const coefficient = (topic: string, given: Partial<Coefficient> = {}): Coefficient => ({
  topic,
  name: topic,
  unit: '',
  min: 0,
  max: 10,
  codeDefault: 5,
  step: 1,
  maxStep: 0.15,
  integer: false,
  scale: 'linear',
  enabled: true,
  role: null,
  atM: null,
  own: noRules,
  ...given,
});
const [a, b] = [coefficient('a'), coefficient('b', { min: 1, max: 100, scale: 'log' })];
const slice = {
  values: [0, 5, 10],
  rates: [
    { mean: 0.2, low: 0.1, high: 0.4 },
    { mean: 0.8, low: 0.6, high: 0.9 },
    { mean: 0.4, low: 0.2, high: 0.6 },
  ],
};
const shot = (seq: number, label: 'hit' | 'miss', values: Record<string, number>) =>
  shotRecord(seq, label, { shot: { values } });

test('shots are drawn where they were, hits above one and misses below zero, answer or none', () => {
  const counted = [shot(0, 'hit', { a: 7, b: 10 }), shot(1, 'miss', { a: 2, b: 10 })];
  for (const answer of [null, slice]) {
    const { data, shots } = sliceView(answer, counted, a, [a, b], { a: 5, b: 10 });
    const [x, , , , hit, miss] = data;
    const [hitAt, missAt] = [x.indexOf(7), x.indexOf(2)];
    expect(hit![hitAt]).toBeGreaterThan(1);
    expect(miss![missAt]).toBeLessThan(0);
    expect(shots[hitAt]?.record).toBe(counted[0]);
    expect([...hit!, ...miss!].filter((y) => !Number.isNaN(y))).toHaveLength(2);
  }
});

test('the line goes through what was computed, and its interval holds it everywhere', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 10, noNaN: true })), (values) => {
      const counted = values.map((value, i) => shot(i, 'hit', { a: value }));
      const { data } = sliceView(slice, counted, a, [a], null);
      const [x, mean, high, low] = data;
      expect([...x]).toEqual([...x].sort((one, other) => one - other));
      slice.values.forEach((value, i) => {
        expect(mean![x.indexOf(value)]).toBeCloseTo(slice.rates[i]!.mean);
      });
      mean!.forEach((rate, i) => {
        expect(rate).toBeGreaterThanOrEqual(low![i]!);
        expect(rate).toBeLessThanOrEqual(high![i]!);
      });
    }),
    { numRuns: 30 },
  );
});

test('a shot is close where only the coefficient itself differs, and the less so the farther the others are', () => {
  const at = { a: 5, b: 10 };
  const close = (values: Record<string, number>) => closeness(values, at, [a, b], 'a');
  expect(close({ a: 0, b: 10 })).toBe(1);
  expect(close({ a: 5, b: 20 })).toBeLessThan(1);
  expect(close({ a: 5, b: 40 })).toBeLessThan(close({ a: 5, b: 20 }));
  // By its scale: twice as much is as far as half.
  expect(close({ a: 5, b: 20 })).toBeCloseTo(close({ a: 5, b: 5 }));
});

test('a shot outside the bounds is not drawn, and said', () => {
  const view = sliceView(slice, [shot(0, 'hit', { a: 11 })], a, [a], null);
  expect(view.outside).toBe(1);
  expect(sliceSummary(slice, view, a, [])).toContain('1 shot outside the bounds not drawn');
});

test('values at the same place share one line, and unknown ones have none', () => {
  const colour = '--act';
  const markers = markersOf([
    { name: 'best', value: 3, colour },
    { name: 'now', value: 3, colour },
    { name: 'next', value: undefined, colour },
  ]);
  expect(markers).toEqual([{ x: 3, label: 'best = now', colour }]);
});

test('the table has each computed rate and each drawn shot', () => {
  const view = sliceView(slice, [shot(4, 'miss', { a: 3 })], a, [a], null);
  const { columns, rows } = sliceTable(slice, view, 'a');
  expect(rows).toHaveLength(4);
  for (const row of rows) expect(row).toHaveLength(columns.length);
  expect(rows.at(-1)).toContain('miss');
});

test('the sentence names the value with the most hits, and where the robot is', () => {
  const view = sliceView(slice, [shot(0, 'hit', { a: 5 })], a, [a], null);
  expect(sliceSummary(slice, view, a, [{ name: 'now', value: 0 }])).toMatch(
    /at 5: 60 to 90 % .*now, at 0, 10 to 40 %.*1 of 1 shot/,
  );
});

test('the bounds lie inside what is drawn, on either scale', () => {
  for (const one of [a, b]) {
    const [low, high] = withRoom(one);
    expect(low).toBeLessThan(one.min);
    expect(high).toBeGreaterThan(one.max);
  }
  expect(withRoom(b)[0]).toBeGreaterThan(0);
});

test('beyond what was computed the outermost rates hold', () => {
  expect(rateAt(slice, -1)).toEqual(slice.rates[0]);
  expect(rateAt(slice, 12)).toEqual(slice.rates[2]);
});
