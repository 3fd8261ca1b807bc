import { expect, test } from 'vitest';
import type { MissDirection } from '../../../src/core/tuning/shot.ts';
import {
  missData,
  missDecor,
  missEmpty,
  missTable,
  missView,
  missWords,
} from '../../../src/ui/plots/misses.ts';
import { shotRecord } from './shots.ts';

const seen = (direction: MissDirection | null) => shotRecord(0, 'miss', { direction });
const measured = (x: number, y: number, label: 'hit' | 'miss' = 'miss') =>
  shotRecord(0, label, { shot: { missX: x, missY: y } });
const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

test('each direction has its own misses, and one nobody saw belongs to none', () => {
  const view = missView([
    seen('long'),
    seen('long'),
    seen('left'),
    seen(null),
    shotRecord(1, 'hit'),
  ]);
  expect(view.directions).toEqual({ short: 0, long: 2, left: 1, right: 0 });
  expect(view).toMatchObject({ hits: 1, misses: 4 });
  const words = missDecor(view).notes!.map((note) => note.words);
  expect(words).toContain('long 2');
  expect(missDecor(view).notes!.find((note) => note.words === 'long 2')!.y).toBeGreaterThan(0);
});

test('a clear bias has an arrow that way, and a scatter about the middle has none', () => {
  const off = missView(times(12, (i) => measured(0.3 + 0.02 * (i % 3), -0.2 + 0.02 * (i % 2))));
  expect(missDecor(off).arrow!.x).toBeGreaterThan(0);
  expect(missDecor(off).arrow!.y).toBeLessThan(0);
  expect(missWords(off)).toMatch(/right and .* too low/);
  const even = missView(times(12, (i) => measured(i % 2 ? 0.3 : -0.3, i % 4 < 2 ? 0.3 : -0.3)));
  expect(missDecor(even).arrow).toBeUndefined();
  expect(missWords(even)).toContain('no clear bias');
});

test('a few misses to one side are chance, many are not', () => {
  const words = (long: number, short: number) =>
    missWords(missView([...times(long, () => seen('long')), ...times(short, () => seen('short'))]));
  expect(words(2, 1)).not.toContain('chance');
  expect(words(12, 1)).toContain('More of them were long than short');
});

test('what was measured is drawn where it was, hits and misses apart', () => {
  const view = missView([measured(0.2, 0.1, 'hit'), measured(-0.4, 0.3)]);
  const [x, hit, miss] = missData(view);
  expect(hit![x.indexOf(0.2)]).toBe(0.1);
  expect(miss![x.indexOf(-0.4)]).toBe(0.3);
  expect(view.bias).toEqual({ x: null, y: null });
});

test('where there is nothing to draw it is said why, and where there is, the table has it', () => {
  expect(missEmpty(missView([]))).toContain('Nothing to draw yet');
  expect(missEmpty(missView([shotRecord(0, 'hit')]))).toContain('No misses');
  expect(missEmpty(missView([seen(null)]))).toContain('Nobody said where the miss went');
  const view = missView([seen('short'), measured(0.1, 0.2)]);
  expect(missEmpty(view)).toBeNull();
  expect(missTable(view).rows).toHaveLength(5);
});

test('what was measured on one axis alone lies on it, and says nothing about the other', () => {
  const high = missView(
    times(8, (i) => shotRecord(i, 'miss', { shot: { missY: 0.4 + 0.01 * i, missX: null } })),
  );
  const [x, , miss] = missData(high);
  expect([...x].filter((_, i) => !Number.isNaN(miss![i]!))).toEqual(times(8, () => 0));
  expect(missDecor(high).arrow).toMatchObject({ x: 0 });
  expect(missWords(high)).toContain('only how high');
});

test('a miss that was only seen lies on the side where it was seen', () => {
  const [x, hit, miss] = missData(
    missView([seen('long'), ...times(5, () => seen('left')), shotRecord(9, 'hit')]),
  );
  const placed = [...x].flatMap((right, i) =>
    Number.isNaN(miss![i]!) ? [] : [{ right, up: miss![i]! }],
  );
  expect(placed.filter(({ right, up }) => -right > Math.abs(up))).toHaveLength(5);
  expect(placed.filter(({ right, up }) => up > Math.abs(right))).toHaveLength(1);
  expect([...hit!].filter((up) => !Number.isNaN(up))).toEqual([0]);
});
