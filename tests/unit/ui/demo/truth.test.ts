import { expect, test } from 'vitest';
import type { RateInterval } from '../../../../src/core/tuning/events.ts';
import type { Label } from '../../../../src/core/tuning/shot.ts';
import type { ShotRecord } from '../../../../src/core/tuning/state.ts';
import { emptyState } from '../../../../src/core/tuning/state.ts';
import { isInside, misjudged, truthRows } from '../../../../src/ui/demo/truth.ts';
import { shotRecord } from '../shots.ts';

const interval = (low: number, high: number): RateInterval => ({
  mean: (low + high) / 2,
  low,
  high,
});
const trueRate = (values: Readonly<Record<string, number>>): number => values['a'] ?? 0;
const verdict = {
  best: { a: 0.9 },
  bestRate: interval(0.7, 0.95),
  baselineRate: interval(0.3, 0.6),
  rows: 20,
};

test('beside the truth of baseline, present values and best stands what the model said of each', () => {
  const reason = { kind: 'refine', rate: interval(0.5, 0.8) } as const;
  const state = {
    ...emptyState,
    baseline: { a: 0.2 },
    verdict,
    trial: { number: 3, kind: 'proposal', values: { a: 0.6 }, reason } as const,
  };
  const rows = truthRows(state, { a: 0.6 }, trueRate);
  expect(rows.map(({ rate, told }) => [rate, told])).toEqual([
    [0.2, verdict.baselineRate],
    [0.6, reason.rate],
    [0.9, verdict.bestRate],
  ]);
  expect(rows.map(isInside)).toEqual([false, true, true]);
});

test('of values that nobody asked the model about, it says nothing', () => {
  const reason = { kind: 'chosen' } as const;
  const trial = { number: 3, kind: 'manual', values: { a: 0.6 }, reason } as const;
  const rows = truthRows({ ...emptyState, verdict, trial }, { a: 0.6 }, trueRate);
  expect(rows.map(({ told }) => told)).toEqual([null, verdict.bestRate]);
  expect(isInside(rows[0]!)).toBeNull();
});

test('before anything is known, only what is on the robot has a truth', () => {
  expect(truthRows(emptyState, { a: 0.4 }, trueRate)).toEqual([
    { name: 'On the robot now', rate: 0.4, told: null },
  ]);
});

test('shots that were labelled otherwise than they went are counted, where the truth is known and somebody said something', () => {
  const shot = (number: number, label: Label, voided = false): ShotRecord =>
    shotRecord(number, label, { voided, shot: { id: `demo:${number}` } });
  const hit = (number: number): boolean | undefined => ({ 1: true, 2: false, 3: true })[number];
  const shots = [shot(1, 'hit'), shot(2, 'hit'), shot(3, 'none'), shot(4, 'miss')];
  expect(misjudged(shots, hit)).toBe(1);
  expect(misjudged([...shots, shot(3, 'miss')], hit)).toBe(2);
  expect(misjudged([...shots, shot(3, 'miss', true)], hit)).toBe(1);
});
