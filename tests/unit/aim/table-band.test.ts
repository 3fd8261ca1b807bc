import { expect, test } from 'vitest';

import { suggestByAim } from '../../../src/core/aim/suggest.ts';
import type { SuggestRequest } from '../../../src/core/bayes-opt/request.ts';
import type { Dimension } from '../../../src/core/bayes-opt/space.ts';

const range = { low: 2000, high: 4000, start: 2800, integer: false, maxStep: 0.15 } as const;
const knot = (atM: number): Dimension => ({ ...range, scale: 'linear', role: 'speed-knot', atM });
const plain: Dimension = { ...range, scale: 'linear', role: null };

/** Shots at 2, 3 and 4 m with other values each, whose height says by how much they were off 3000 rpm. */
function request(
  space: readonly Dimension[],
  shots: number,
  goal: SuggestRequest['goal'] = null,
): SuggestRequest {
  const rows = Array.from({ length: shots }, (_, i) => ({
    rpm: 2600 + ((i * 170) % 800),
    distanceM: 2 + (i % 3),
  }));
  const start = space.map(() => range.start);
  return {
    space,
    context: { low: 2, high: 4 },
    goal,
    objective: { kind: 'hits' },
    data: {
      points: Float64Array.from(rows.flatMap(({ rpm }) => space.map(() => rpm))),
      distancesM: Float64Array.from(rows, ({ distanceM }) => distanceM),
      hits: Uint8Array.from(rows, ({ rpm }) => (Math.abs(rpm - 3000) < 100 ? 1 : 0)),
      sides: null,
      errorsM: Float64Array.from(rows, ({ rpm }) => (rpm - 3000) / 500),
      weights: null,
      values: null,
    },
    current: start,
    baseline: start,
  };
}
const bandsAfter = (shots: number, space = [knot(2), plain, knot(3), knot(4)]) =>
  suggestByAim(request(space, shots), 1, null).suggestion.bands;

test('entries of a table, and they alone, have a band within their bounds', () => {
  const bands = bandsAfter(3);
  expect(bands?.map((band) => band === null)).toEqual([false, true, false, false]);
  for (const band of bands ?? []) {
    const [low, high] = band ?? [range.low, range.high];
    expect(low).toBeGreaterThanOrEqual(range.low);
    expect(low).toBeLessThanOrEqual(high);
    expect(high).toBeLessThanOrEqual(range.high);
  }
});

test('shots make the band narrow, around what hits', () => {
  const space = [knot(2), knot(3), knot(4)];
  const width = (shots: number): number => {
    const [low, high] = bandsAfter(shots, space)![1]!;
    return high - low;
  };
  expect(width(12)).toBeLessThan(0.6 * width(1));
  const [low, high] = bandsAfter(12, space)![1]!;
  expect(low).toBeLessThan(3060);
  expect(high).toBeGreaterThan(2940);
});

test('a table of which nobody says what it tells is learned over the distance all the same, with a goal or without', () => {
  const other = (atM: number, table: string): Dimension => ({
    ...knot(atM),
    role: 'other-knot',
    table,
  });
  const space = [other(2, '/Hood/#'), other(3, '/Hood/#'), other(4, '/Hood/#')];
  for (const goal of [null, { heightM: 2.3, halfOpeningM: 0.16 }]) {
    const { bands } = suggestByAim(request(space, 12, goal), 1, null).suggestion;
    const [low, high] = bands![1]!;
    expect(low).toBeLessThan(3060);
    expect(high).toBeGreaterThan(2940);
    expect(high - low).toBeLessThan(600);
  }
  const two = [...space, other(2, '/Tof/#'), other(4, '/Tof/#')];
  expect(suggestByAim(request(two, 5), 1, null).suggestion.bands?.every(Boolean)).toBe(true);
});

test('without a table, and before the first shot, there are no bands', () => {
  expect(bandsAfter(5, [plain, plain])).toBeUndefined();
  expect(bandsAfter(0)).toBeUndefined();
});
