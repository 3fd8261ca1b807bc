import { expect, test } from 'vitest';
import type { TuningEvent, Verdict } from '../../../src/core/tuning/events.ts';
import {
  changesOf,
  convergence,
  convergenceTable,
  convergenceWords,
  gainWords,
  verdictsIn,
} from '../../../src/ui/plots/convergence.ts';

const verdict = (rows: number, half: number, best = { a: 1 }): Verdict => ({
  best,
  bestRate: { mean: 0.6, low: 0.6 - half, high: 0.6 + half },
  baselineRate: { mean: 0.4, low: 0.3, high: 0.5 },
  rows,
});
const log = (...verdicts: readonly Verdict[]): readonly TuningEvent[] =>
  verdicts.flatMap((one, i): readonly TuningEvent[] => [
    { seq: 2 * i, atMs: i, type: 'asked' },
    { seq: 2 * i + 1, atMs: i, type: 'verdict', verdict: one },
  ]);

test('what was thought is kept by the shots it was thought of, in their order', () => {
  const verdicts = verdictsIn(log(verdict(3, 0.3), verdict(6, 0.2), verdict(6, 0.1)));
  const [x, best, high, low, baseline] = convergence(verdicts);
  expect([...x]).toEqual([3, 6]);
  expect(high![1]! - low![1]!).toBeCloseTo(0.2);
  expect(best![0]).toBeGreaterThan(baseline![0]!);
});

test('what was thought with shots that were taken back is not shown', () => {
  const verdicts = verdictsIn(log(verdict(3, 0.3), verdict(9, 0.1), verdict(6, 0.2)));
  expect(verdicts.map(({ rows }) => rows)).toEqual([3, 6]);
});

test('where other coefficients were tuned from then on, there is a line between', () => {
  const other = { a: 1, b: 2 };
  expect(changesOf([verdict(2, 0.3), verdict(4, 0.3, other), verdict(6, 0.3, other)])).toEqual([3]);
});

test('the sentence tells how the interval has narrowed, and the table has all of it', () => {
  const verdicts = [verdict(3, 0.3), verdict(9, 0.1)];
  expect(convergenceWords(verdicts)).toMatch(/50 to 70 %.*60 points wide after 3 shots.* 20 now/);
  const { columns, rows } = convergenceTable(verdicts);
  expect(rows.map(([shots]) => shots)).toEqual([3, 9]);
  for (const row of rows) expect(row).toHaveLength(columns.length);
  expect(convergenceWords([])).toBe('');
});

test('what is left to gain is never quite certain', () => {
  expect(gainWords({ gain: { mean: 0.004, probabilitySmall: 1 } })).toMatch(/less than 1 %.*99 %/);
});
