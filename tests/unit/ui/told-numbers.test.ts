import { expect, test } from 'vitest';
import {
  groupsOf,
  rankDeviations,
  toldData,
  toldNames,
  toldTable,
  toldWith,
  toldWords,
} from '../../../src/ui/plots/told-numbers.ts';
import { shotRecord } from './shots.ts';

const shot = (i: number, label: 'hit' | 'miss', extra: Record<string, number>) =>
  shotRecord(i, label, { shot: { extra } });
const volts = (i: number, volt: number) => shot(i, volt > 11.6 ? 'hit' : 'miss', { volt });
const many = Array.from({ length: 40 }, (_, i) => volts(i, 11 + ((i * 7) % 40) / 25));

test('the numbers are those that shots were told with', () => {
  const counted = [shot(0, 'hit', { rpm: 3000 }), shot(1, 'miss', { volt: 12, rpm: NaN })];
  expect(toldNames(counted)).toEqual(['rpm', 'volt']);
  expect(toldNames([shotRecord(0, 'hit')])).toEqual([]);
  expect(toldWith(counted, 'rpm')).toHaveLength(1);
});

test('every shot is in one group, and groups do not overlap', () => {
  const told = toldWith(many, 'volt');
  const groups = groupsOf(told);
  expect(groups.reduce((sum, group) => sum + group.shots, 0)).toBe(told.length);
  for (const [i, group] of groups.entries())
    if (i > 0) expect(group.low).toBeGreaterThanOrEqual(groups[i - 1]!.high);
  expect(groups[0]!.hits / groups[0]!.shots).toBeLessThan(
    groups.at(-1)!.hits / groups.at(-1)!.shots,
  );
});

test('few shots are drawn without a rate', () => {
  const told = toldWith(many.slice(0, 5), 'volt');
  const [x, rate, , , hit, miss] = toldData(told, groupsOf(told));
  expect(x).toHaveLength(5);
  expect([...rate!].every(Number.isNaN)).toBe(true);
  expect([...hit!, ...miss!].filter((y) => !Number.isNaN(y))).toHaveLength(5);
});

test('misses that cluster are said to, a number that makes no difference is not', () => {
  expect(toldWords(toldWith(many, 'volt'), 'volt')).toContain('Misses lie lower');
  const same = many.map((_, i) => shot(i, i % 2 ? 'hit' : 'miss', { volt: Math.floor(i / 2) }));
  expect(toldWords(toldWith(same, 'volt'), 'volt')).toContain('Chance alone');
  expect(toldWords(toldWith(many.slice(0, 6), 'volt'), 'volt')).toContain('too few');
});

test('ranks tell which lies higher, whatever is compared with itself lies even', () => {
  expect(rankDeviations([4, 5, 6], [1, 2, 3])).toBeGreaterThan(0);
  expect(rankDeviations([1, 2, 3], [4, 5, 6])).toBeLessThan(0);
  expect(rankDeviations([1, 2, 3], [1, 2, 3])).toBe(0);
  expect(rankDeviations([1, 1], [1, 1])).toBe(0);
});

test('the table has each shot with its number', () => {
  const { columns, rows } = toldTable(toldWith(many, 'volt'), 'volt');
  expect(rows).toHaveLength(many.length);
  for (const row of rows) expect(row).toHaveLength(columns.length);
});
