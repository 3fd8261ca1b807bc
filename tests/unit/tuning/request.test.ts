import { describe, expect, test } from 'vitest';

import type { Settings } from '../../../src/core/tuning/events.ts';
import { requestFor } from '../../../src/core/tuning/request.ts';
import { armedBench, Bench, coefficient, drag, settings, turns } from './bench.ts';

const manual = (bench = armedBench({}, { autotune: false })) => bench;

describe('the question for the optimizer', () => {
  test('has the tuned coefficients in the team’s order, with bounds, grid, scale and step limit', () => {
    const [first, second] = settings().coefficients;
    const coefficients = [
      coefficient({ topic: '/Tuning/Off', enabled: false }),
      { ...second!, maxStep: 0.3 },
      { ...first!, scale: 'log' as const },
    ];
    const bench = armedBench({}, { coefficients, distanceM: [1.5, 4] });
    expect(requestFor(bench.state)).toMatchObject({
      space: [
        { low: 10, high: 30, start: 20, integer: true, scale: 'linear', maxStep: 0.3 },
        { low: 0.001, high: 0.006, start: 0.003, integer: false, scale: 'log', maxStep: 1 },
      ],
      context: { low: 1.5, high: 4 },
      current: [20, 0.003],
      baseline: [20, 0.003],
    });
  });

  test('says when to compare with the baseline, as the settings do', () => {
    const asked = (comparison: Settings['comparison']): unknown =>
      requestFor(armedBench({}, { comparison }).state)!.comparison;
    expect(asked({ kind: 'doubt' })).toBeUndefined();
    expect(asked({ kind: 'never' })).toBe('never');
    expect(asked({ kind: 'every', trials: 4 })).toEqual({ everyTrials: 4 });
    expect(asked({ kind: 'every', trials: 0 })).toBeUndefined();
  });

  test('takes entries for a look-up table only while none of it is switched off', () => {
    const entry = (atM: number, enabled = true): ReturnType<typeof coefficient> =>
      coefficient({ topic: `/Tuning/At${atM}`, role: 'speed-knot', atM, enabled });
    const distancesOf = (coefficients: ReturnType<typeof coefficient>[]): unknown[] =>
      requestFor(armedBench({}, { coefficients }).state)!.space.map(({ atM }) => atM);
    const other = coefficient({
      topic: '/Tuning/Hood',
      role: 'angle-knot',
      atM: 3,
      enabled: false,
    });
    expect(distancesOf([entry(2), entry(4), entry(6), other])).toEqual([2, 4, 6]);
    expect(distancesOf([entry(2), entry(4, false), entry(6), other])).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('learns from counted shots alone, in their order, with the values each was taken with', () => {
    const bench = manual().tap('hit').tap('miss').robotShoots();
    bench.robotShoots({ label: 'hit', distanceM: 99 });
    bench.set(drag, 0.004).wait(500).robotShoots({ label: 'miss', distanceM: 5 });
    bench.hear({ type: 'void', shotId: 'tap-2' });
    const { data, current } = requestFor(bench.state)!;
    expect([...data.hits]).toEqual([1, 0]);
    expect([...data.distancesM]).toEqual([3, 5]);
    expect([...data.points]).toEqual([0.003, 20, 0.004, 20]);
    expect(current).toEqual([0.004, 20]);
  });

  test('takes a shot without a distance as one from the middle of those that matter', () => {
    const bench = manual().robotShoots({ label: 'hit', distanceM: null });
    expect([...requestFor(bench.state)!.data.distancesM]).toEqual([4]);
  });

  test('takes a coefficient that joined later to have stood at its baseline', () => {
    const bench = armedBench({}, { autotune: false, coefficients: [coefficient()] }).tap('hit');
    bench.configure({ autotune: false }).wait(50);
    expect([...requestFor(bench.state)!.data.points]).toEqual([0.003, 20]);
  });

  test('tells on which side of the goal a miss passed, where the operator saw it', () => {
    const bench = manual().tap('hit').tap('miss', 'short').tap('miss', 'long');
    bench.tap('miss', 'left').tap('miss', 'right').tap('miss');
    const { data } = requestFor(bench.state)!;
    expect([...data.hits]).toEqual([1, 0, 0, 0, 0, 0]);
    expect([...data.sides!]).toEqual([0, -1, 1, 0, 0, 0]);
    expect(data).toMatchObject({ errorsM: null, weights: null, values: null });
  });

  test('tells the side that was said last, and none of a miss that was a hit after all', () => {
    const bench = manual().tap('miss', 'short').tap('miss', 'short');
    bench.hear({ type: 'relabel', shotId: 'tap-1', label: 'miss', direction: 'long' });
    expect([...requestFor(bench.state)!.data.sides!]).toEqual([1, -1]);
    bench.hear({ type: 'relabel', shotId: 'tap-1', label: 'hit', direction: null });
    bench.hear({ type: 'relabel', shotId: 'tap-2', label: 'hit', direction: 'short' });
    expect(requestFor(bench.state)!.data.sides).toBeNull();
  });

  test('tells how high a shot passed, where the robot measured it', () => {
    const bench = manual().robotShoots({ label: 'hit', missY: -0.04 });
    bench.robotShoots({ label: 'miss' }).robotShoots({ label: 'miss', missX: 0.1, missY: 0.3 });
    bench.robotShoots({ label: 'hit', missX: 0.1, missY: 0.02 });
    const { data } = requestFor(bench.state)!;
    expect([...data.errorsM!]).toEqual([-0.04, NaN, 0.3, 0.02]);
    expect(data.sides).toBeNull();
  });

  test('tells no height of a miss beside the goal, by its measure or by the operator’s word', () => {
    const bench = manual().robotShoots({ label: 'hit', missY: 0.01 });
    bench.robotShoots({ label: 'miss', missX: -0.4, missY: 0.02 });
    bench.robotShoots({ label: 'miss', missX: 0, missY: 0 });
    bench.robotShoots({ missY: 0.05 }).tap('miss', 'right');
    const { data } = requestFor(bench.state)!;
    expect([...data.hits]).toEqual([1, 0, 0, 0]);
    expect([...data.errorsM!]).toEqual([0.01, NaN, NaN, NaN]);
  });

  test('has the shots from before the bounds changed, with the values they were taken with', () => {
    const bench = manual().set(turns, 28).wait(500).robotShoots({ label: 'hit' });
    const [first, second] = settings().coefficients;
    bench.configure({ autotune: false, coefficients: [first!, { ...second!, max: 25 }] }).wait(50);
    expect(requestFor(bench.state)).toMatchObject({
      data: { points: Float64Array.of(0.003, 28) },
      current: [0.003, 25],
    });
  });

  test('starts from within the bounds, wherever the robot stands', () => {
    const bench = armedBench({ defaults: { [drag]: 0.5, [turns]: -3 } });
    expect(requestFor(bench.state)).toMatchObject({ current: [0.006, 10], baseline: [0.006, 10] });
  });

  test('has what the team says of its robot: the goal, and what each coefficient is', () => {
    const goal = { heightM: 2.3, halfOpeningM: 0.16 };
    const [first, second] = settings().coefficients;
    const coefficients = [{ ...first!, role: 'drag' as const }, second!];
    const { state } = armedBench({}, { coefficients, goal });
    expect(requestFor(state)?.goal).toEqual(goal);
    expect(requestFor(state)?.space.map(({ role }) => role)).toEqual(['drag', null]);
  });

  test('has the distances of the entries of look-up tables, where they are known', () => {
    const [first, second] = settings().coefficients;
    const atOf = (given: object) =>
      requestFor(armedBench({}, { coefficients: [{ ...first!, ...given }, second!] }).state)
        ?.space[0];
    expect(atOf({ role: 'angle-knot', atM: 3.5 })).toMatchObject({ role: 'angle-knot', atM: 3.5 });
    for (const none of [null, Number.NaN, -1])
      expect(atOf({ role: 'speed-knot', atM: none })).not.toHaveProperty('atM');
    expect(atOf({ role: 'drag', atM: 3.5 })).not.toHaveProperty('atM');
    expect(atOf({ role: 'other-knot', atM: 0, table: '/Hood/#' })).toMatchObject({
      atM: 0,
      table: '/Hood/#',
    });
    expect(atOf({ role: 'hood-knot', atM: 2, unit: 'Rotations' })).toMatchObject({
      radPerUnit: 2 * Math.PI,
    });
    expect(atOf({ role: 'hood-knot', atM: 2, unit: '' })).not.toHaveProperty('radPerUnit');
    expect(atOf({ role: 'speed-knot', atM: 2, unit: 'rad' })).not.toHaveProperty('radPerUnit');
  });

  test('has no goal that makes no sense, as an edited file may say', () => {
    const goal = { heightM: Number.NaN, halfOpeningM: 0.16 };
    expect(requestFor(armedBench({}, { goal }).state)?.goal).toBeNull();
  });

  test('is none without anything to tune', () => {
    expect(requestFor(new Bench().state)).toBeNull();
    expect(requestFor(armedBench({}, { coefficients: [] }).state)).toBeNull();
  });
});
