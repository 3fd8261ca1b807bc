import { describe, expect, test } from 'vitest';
import { changedOf, isKnown, valuesOf } from '../../../src/core/code/selection.ts';
import type { CodeValue } from '../../../src/core/code/request.ts';
import { armedBench, coefficient, drag, turns } from '../tuning/bench.ts';

const plain = (
  values: readonly CodeValue[],
): readonly (readonly [string, number, number | null])[] =>
  values.map(({ coefficient: { topic }, value, before }) => [topic, value, before]);

describe('the values for code', () => {
  test('are those of the set, whole where they must be, each with what the code has', () => {
    const bench = armedBench().tap('hit').wait(50).answer([0.0035, 21.4], [0.0041, 22.6]);
    bench.wait(1_000);
    expect(plain(valuesOf(bench.state, 'best'))).toEqual([
      [drag, 0.0041, 0.003],
      [turns, 23, 20],
    ]);
    expect(plain(valuesOf(bench.state, 'robot'))).toEqual([
      [drag, 0.0035, 0.003],
      [turns, 21, 20],
    ]);
    expect(plain(valuesOf(bench.state, 'baseline'))).toEqual([
      [drag, 0.003, 0.003],
      [turns, 20, 20],
    ]);
  });

  test('have what the robot has of a coefficient that is not tuned', () => {
    const coefficients = [coefficient(), coefficient({ topic: turns, enabled: false })];
    const bench = armedBench({}, { coefficients }).tap('hit').wait(50).answer([0.0035], [0.0041]);
    expect(plain(valuesOf(bench.state, 'best'))).toEqual([
      [drag, 0.0041, 0.003],
      [turns, 20, 20],
    ]);
  });

  test('leave out what is not known, and before the model speaks there is no best', () => {
    const bench = armedBench({ defaults: { [drag]: 0.003 } });
    expect(plain(valuesOf(bench.state, 'robot'))).toEqual([[drag, 0.003, 0.003]]);
    expect([isKnown(bench.state, 'best'), isKnown(bench.state, 'robot')]).toEqual([false, true]);
  });
});

describe('what is new in code', () => {
  const entry = (atM: number, value: number, before: number | null): CodeValue => ({
    coefficient: {
      topic: `/T/${atM}`,
      unit: '',
      integer: false,
      role: 'speed-knot',
      atM,
      min: 0,
      max: 1,
    },
    value,
    before,
  });
  const alone: CodeValue = {
    coefficient: {
      topic: '/T/alone',
      unit: '',
      integer: false,
      role: null,
      atM: null,
      min: 0,
      max: 1,
    },
    value: 1,
    before: 1,
  };

  test('is what differs, or may', () => {
    const values = [entry(2, 40, 40), entry(3, 45, 44), entry(4, 50, null), alone];
    expect(changedOf(values, 'constants')).toEqual([values[1], values[2]]);
  });

  test('is a whole table where one entry of it differs', () => {
    const values = [entry(2, 40, 40), entry(3, 45, 44), alone];
    expect(changedOf(values, 'tables')).toEqual([values[0], values[1]]);
    expect(changedOf([entry(2, 40, 40), alone], 'tables')).toEqual([]);
  });
});
