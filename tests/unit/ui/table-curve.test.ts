import fc from 'fast-check';
import { expect, test } from 'vitest';

import { lookUp } from '../../../src/sim/table-lookup.ts';
import { tableCoefficientsOf } from '../../../src/sim/table-coefficients.ts';
import {
  curvesTable,
  entryValues,
  lookUpTables,
  shotsByEntry,
  shownValues,
  tableAt,
  tableCurve,
} from '../../../src/ui/plots/table-curve.ts';
import { tableTitle } from '../../../src/ui/plots/table-editor-words.ts';
import { shotRecord } from './shots.ts';

const { knots } = lookUpTables(tableCoefficientsOf('table10'))[0]!;
const start = knots.map(({ codeDefault }) => codeDefault);
const curves = { now: start, baseline: null, best: null, bands: null };
const ends = [1.25, 6.75] as const;

test('the tables of the settings are the entries of one output, by their distance', () => {
  const tables = lookUpTables([...tableCoefficientsOf('table4')].reverse());
  expect(tables.map(({ role }) => role)).toEqual(['speed-knot', 'angle-knot']);
  for (const table of tables)
    expect(table.knots.map(({ atM }) => atM)).toEqual([1.75, 3.25, 4.75, 6.25]);
});

test('tables of which nobody says what they tell are each one of their own, and called after their entries', () => {
  const [first, second] = tableCoefficientsOf('table10');
  const of = (table: string, name: string) =>
    [first!, second!].map((entry) => ({
      ...entry,
      role: 'other-knot' as const,
      table,
      topic: `${table}${entry.topic}`,
      name: `${name} ${entry.atM} m`,
    }));
  const tables = lookUpTables([...of('/Hood', 'Lean'), ...of('/Tof', 'Time of flight')]);
  expect(new Set(tables.map(({ key }) => key)).size).toBe(2);
  expect(tables.map(tableTitle)).toEqual([
    'Lean over the distance',
    'Time of flight over the distance',
  ]);
});

test('one entry alone, and entries without a distance, are no table', () => {
  const [first, ...others] = tableCoefficientsOf('table10');
  expect(lookUpTables([first!, ...others.map((other) => ({ ...other, atM: null }))])).toEqual([]);
});

test('between entries the curve is what the robot looks up', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 10, noNaN: true }), (m) => {
      const looked = lookUp(
        knots.map(({ atM }) => atM),
        start,
        0,
        m,
      );
      expect(tableAt(knots, start, m)).toBeCloseTo(looked, 6);
    }),
    { seed: 3 },
  );
});

test('shots are marked where the table was when they were taken; the line bends at entries only', () => {
  const values = Object.fromEntries(knots.map(({ topic }, i) => [topic, start[i]! + 100]));
  const shots = [
    shotRecord(1, 'hit', { shot: { distanceM: 2, values } }),
    shotRecord(2, 'miss', { shot: { distanceM: 2.25, values } }),
    shotRecord(3, 'hit', { shot: { distanceM: null, values } }),
    shotRecord(4, 'hit', { shot: { distanceM: 9, values } }),
  ];
  const [x, best, , , , now, hits, misses] = tableCurve(knots, curves, shots, ends);
  expect([...x]).toEqual([...x].sort((a, b) => a - b));
  expect(best!.every(Number.isNaN)).toBe(true);
  expect(now!.every(Number.isFinite)).toBe(true);
  const marked = (series: Float64Array) =>
    Array.from(series.keys())
      .filter((i) => !Number.isNaN(series[i]))
      .map((i) => [x[i], series[i]]);
  expect(marked(hits!)).toEqual([[2, 3170]]);
  expect(marked(misses!)).toEqual([[2.25, 3165]]);
});

test('an unknown value is no number, and an unknown entry is taken from the other values', () => {
  const values = entryValues(knots, {});
  expect(tableAt(knots, values, 3)).toBeNaN();
  expect(entryValues(knots, { [knots[0]!.topic]: 1 }, start)).toEqual(start.with(0, 1));
});

test('the curve is shown as large as it can be, with all of it in sight', () => {
  const [low, high] = shownValues(knots, curves);
  expect(low).toBeLessThan(Math.min(...start));
  expect(high).toBeGreaterThan(Math.max(...start));
  expect(high - low).toBeLessThan(2 * (Math.max(...start) - Math.min(...start)));
  const [least, most] = shownValues(knots, { ...curves, now: knots.map(() => NaN) });
  expect([least, most]).toEqual([2142, 5226]);
});

test('each shot counts for the entry nearest to it', () => {
  const shots = [
    shotRecord(5, 'hit', { shot: { distanceM: 1.4 } }),
    shotRecord(6, 'miss', { shot: { distanceM: 6.3 } }),
    shotRecord(7, 'hit', { shot: { distanceM: 8 } }),
    shotRecord(8, 'hit', { shot: { distanceM: null } }),
  ];
  const sums = shotsByEntry(knots, shots);
  expect(sums[0]).toEqual({ hits: 1, shots: 1 });
  expect(sums.at(-1)).toEqual({ hits: 1, shots: 2 });
  expect(sums.reduce((sum, { shots: n }) => sum + n, 0)).toBe(3);
});

test('the file has each entry, and each shot where the table was when it was taken', () => {
  const values = Object.fromEntries(knots.map(({ topic }, i) => [topic, start[i]!]));
  const counted = [
    shotRecord(0, 'hit', { shot: { distanceM: knots[1]!.atM, values } }),
    shotRecord(1, 'miss', { shot: { distanceM: null, values } }),
  ];
  const { columns, rows } = curvesTable(knots, curves, counted);
  expect(rows).toHaveLength(knots.length + 1);
  for (const row of rows) expect(row).toHaveLength(columns.length);
  expect(rows.at(-1)!.slice(-2)).toEqual([start[1], 'hit']);
});
