import { describe, expect, test } from 'vitest';

import type { Settings } from '../../../src/core/tuning/events.ts';
import { buttons, freshPanel, type Button, type Panel } from '../../../src/core/tuning/remote.ts';
import { armedBench, Bench, drag, turns } from './bench.ts';

const inTurn = (given: Partial<Settings> = {}): Bench =>
  armedBench({}, { search: 'one-at-a-time', autotune: false, ...given }).wait(100);
const press = (
  bench: Bench,
  button: Button,
  panel: Partial<Panel> = {},
  ageUs: number | null = 100_000,
): Bench => bench.hear({ type: 'press', button, panel: { ...freshPanel, ...panel }, ageUs });
const ignored = (bench: Bench) =>
  bench.notices.flatMap((notice) => (notice.kind === 'press-ignored' ? [notice.why] : []));

describe('a press on another dashboard', () => {
  test.each(buttons)('does nothing once it is stale, and says so: %s', (button) => {
    for (const ageUs of [null, 3_000_001]) {
      const bench = inTurn();
      const before = bench.events.length;
      press(bench, button, {}, ageUs);
      expect(ignored(bench)).toEqual(['stale']);
      expect(bench.events).toHaveLength(before);
    }
  });

  test.each(buttons)('does nothing before there are settings: %s', (button) => {
    expect(ignored(press(new Bench().connect(), button))).toEqual(['mode']);
  });

  test('asks the optimizer where it waits for a person, and only there', () => {
    const bench = press(armedBench({}, { autotune: false }), 'RunOptimization');
    expect(bench.questions).toHaveLength(1);
    expect(ignored(press(armedBench(), 'RunOptimization'))).toEqual(['mode']);
  });

  test('gives the turn to the next coefficient, where there are turns', () => {
    expect(press(inTurn(), 'SkipToNextCoefficient').state.turn?.topic).toBe(turns);
    expect(ignored(press(armedBench(), 'SkipToNextCoefficient'))).toEqual(['mode']);
  });

  test('goes back to a coefficient by its name, where that is switched on', () => {
    const back = {
      'Backtrack/BacktrackEnabled': true,
      'Backtrack/BacktrackToCoefficient': 'Drag',
    };
    const bench = press(inTurn(), 'SkipToNextCoefficient');
    expect(press(bench, 'Backtrack/TriggerBacktrack', back).state.turn?.topic).toBe(drag);
    const off = { ...back, 'Backtrack/BacktrackEnabled': false };
    expect(ignored(press(inTurn(), 'Backtrack/TriggerBacktrack', off))).toEqual(['off']);
    const unknown = { ...back, 'Backtrack/BacktrackToCoefficient': '__proto__' };
    expect(ignored(press(inTurn(), 'Backtrack/TriggerBacktrack', unknown))).toEqual(['name']);
  });

  test('sets the threshold for all, or for the coefficient whose turn it is', () => {
    const bench = press(inTurn(), 'UpdateGlobalThreshold', { NewGlobalThreshold: 6 });
    expect(bench.state.settings?.shotsPerTrial).toBe(6);
    press(bench, 'UpdateLocalThreshold', { NewLocalThreshold: 4 });
    expect(bench.state.settings?.coefficients.map(({ own }) => own.autotune)).toEqual([
      { on: false, shots: 4 },
      null,
    ]);
    for (const wrong of [0, -3, 2.5, Number.NaN])
      press(bench, 'UpdateGlobalThreshold', { NewGlobalThreshold: wrong });
    expect(ignored(bench)).toEqual(['threshold', 'threshold', 'threshold', 'threshold']);
    expect(ignored(press(armedBench(), 'UpdateLocalThreshold'))).toEqual(['mode']);
  });

  test('sets a value by hand, in its bounds, where that is switched on', () => {
    const by = {
      'ManualControl/ManualAdjustEnabled': true,
      'ManualControl/CoefficientSelector': drag,
      'ManualControl/NewValue': 0.004,
    };
    const bench = press(armedBench(), 'ManualControl/ApplyManualValue', by).wait(200);
    expect(bench.robot.value(drag)).toBe(0.004);
    press(bench, 'ManualControl/ApplyManualValue', { ...by, 'ManualControl/NewValue': 0.5 });
    expect(bench.notices.at(-1)).toMatchObject({ kind: 'out-of-bounds', value: 0.5 });
    expect(bench.wait(200).robot.value(drag)).toBe(0.004);
  });

  test('writes nothing while the field is attached', () => {
    const bench = armedBench().setRobot({ fms: true });
    press(bench, 'ManualControl/ApplyManualValue', {
      'ManualControl/ManualAdjustEnabled': true,
      'ManualControl/CoefficientSelector': 'Drag',
      'ManualControl/NewValue': 0.004,
    }).wait(1000);
    expect(bench.writes).toEqual([]);
    expect(bench.notices).toContainEqual({ kind: 'refused', input: 'set', why: 'match' });
  });
});

describe('fine tuning on another dashboard', () => {
  const up = {
    ...freshPanel,
    'FineTuning/FineTuningEnabled': true,
    'FineTuning/TargetBias': 'UP',
    'FineTuning/BiasAmount': 0.4,
  };
  const tuned = (bench: Bench, panel: Panel): Bench =>
    bench.hear({ type: 'fine-tune', panel, ageUs: 10_000 });

  test('needs a shot that told where it passed, and then moves what is aimed at', () => {
    const blind = tuned(armedBench().tap('miss'), up);
    expect(ignored(blind)).toEqual(['bias']);
    const bench = tuned(armedBench().tap('miss', 'short'), up);
    expect(bench.state.settings?.bias).toEqual({ towards: 'up', amount: 0.4 });
    expect(bench.hear({ type: 'tick' }).question?.request.bias).toBe(0.4);
  });

  test('goes back to the middle when it is switched off', () => {
    const bench = tuned(armedBench().tap('miss', 'short'), up);
    tuned(bench, { ...up, 'FineTuning/FineTuningEnabled': false });
    expect(bench.state.settings?.bias).toEqual({ towards: 'center', amount: 0 });
  });

  test.each([
    ['LEFT', 'sideways'],
    ['RIGHT', 'sideways'],
    ['constructor', 'bias'],
    ['', 'bias'],
  ])('knows no way to aim %s', (towards, why) => {
    const bench = tuned(armedBench().tap('miss', 'short'), {
      ...up,
      'FineTuning/TargetBias': towards,
    });
    expect(ignored(bench)).toEqual([why]);
  });

  test('takes no amount beyond half of the goal', () => {
    for (const amount of [-0.1, 1.1, Number.NaN]) {
      const bench = tuned(armedBench().tap('miss', 'short'), {
        ...up,
        'FineTuning/BiasAmount': amount,
      });
      expect(ignored(bench)).toEqual(['bias']);
    }
  });

  test('takes nothing over that was set before this page came', () => {
    const bench = armedBench().tap('miss', 'short');
    bench.hear({ type: 'fine-tune', panel: up, ageUs: null });
    expect(bench.state.settings?.bias.towards).toBe('center');
    expect(bench.notices).toEqual([]);
  });
});

describe('the switch on another dashboard', () => {
  test('arms and disarms, where it was thrown just now', () => {
    const bench = armedBench().hear({ type: 'switch', on: false, ageUs: 50_000 });
    expect(bench.state).toMatchObject({ armed: false, disarmedBecause: 'operator' });
    expect(bench.hear({ type: 'switch', on: true, ageUs: 50_000 }).state.armed).toBe(true);
  });

  test('arms nothing by what it was before this page was connected', () => {
    const bench = new Bench().configure().connect().wait(50);
    bench.hear({ type: 'switch', on: true, ageUs: null });
    expect(bench.state.armed).toBe(false);
    expect(bench.notices).toEqual([]);
  });
});
