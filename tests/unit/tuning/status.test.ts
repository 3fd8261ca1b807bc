import { describe, expect, test } from 'vitest';

import { interlocksOf, runtimeStatus, statusOf } from '../../../src/core/tuning/status.ts';
import { liveTypes, statusTypes } from '../../../src/link/contract.ts';
import { armedBench, Bench, coefficient, drag, driven, turns } from './bench.ts';

const both = { interlocks: { shotLogged: true, coefficientsUpdated: true } };
const locks = (bench: Bench, durableSeq = bench.state.nextSeq - 1) =>
  interlocksOf(bench.state, bench.now, durableSeq);

describe('the status for robots and other dashboards', () => {
  test('is one of the four words that MLtune robots know', () => {
    const bench = armedBench();
    expect(runtimeStatus(bench.state, bench.now)).toBe('ACTIVE');
    expect(runtimeStatus(bench.state, { ...bench.now, robot: { ...driven, fms: true } })).toBe(
      'MATCH',
    );
    bench.hear({ type: 'hold', on: true });
    expect(runtimeStatus(bench.state, bench.now)).toBe('PAUSED');
    bench.hear({ type: 'disarm' });
    expect(runtimeStatus(bench.state, bench.now)).toBe('DISABLED');
  });

  test('is paused while something bars writing', () => {
    const bench = armedBench().drop();
    expect(statusOf(bench.state, bench.now)).toMatchObject({
      TunerEnabled: true,
      TunerPaused: true,
      TunerRuntimeStatus: 'PAUSED',
    });
  });

  test('counts the shots of the trial against those it needs', () => {
    const bench = armedBench({}, { shotsPerTrial: 4 }).tap('hit');
    expect(statusOf(bench.state, bench.now)).toMatchObject({
      AutotuneEnabled: true,
      ShotCount: 1,
      ShotThreshold: 4,
    });
  });
});

describe('the status of turns and coefficients', () => {
  const inTurn = () => armedBench({}, { search: 'one-at-a-time', shotsPerTrial: 4 }).wait(100);

  test('tells whose turn it is, the order, who had theirs, and the rule that holds', () => {
    const bench = inTurn();
    bench.hear({ type: 'skip' });
    expect(statusOf(bench.state, bench.now)).toMatchObject({
      CurrentCoefficient: 'Turns',
      CurrentCoeffAutotune: true,
      CurrentCoeffAutoAdvance: false,
      CurrentCoeffThreshold: 4,
      ShowSkipButton: true,
      ShowRunOptimizationButton: false,
      'Backtrack/TuningOrder': 'Drag,Turns',
      'Backtrack/TunedCoefficients': 'Drag',
      'Backtrack/CurrentCoefficient': 'Turns',
      'ManualControl/SelectedCoefficient': 'Turns',
      'ManualControl/MinValue': 10,
      'ManualControl/MaxValue': 30,
    });
  });

  test('follows what another dashboard selected to adjust by hand, by name or by topic', () => {
    const bench = armedBench();
    const manual = (selector: string) =>
      Object.fromEntries(
        Object.entries(statusOf(bench.state, bench.now, selector)).filter(([name]) =>
          /^ManualControl\/(Selected|Current|Min|Max)/.test(name),
        ),
      );
    const ofTurns = {
      'ManualControl/SelectedCoefficient': 'Turns',
      'ManualControl/CurrentValue': 20,
      'ManualControl/MinValue': 10,
      'ManualControl/MaxValue': 30,
    };
    expect(manual('')['ManualControl/SelectedCoefficient']).toBe('Drag');
    expect([manual('Turns'), manual(turns)]).toEqual([ofTurns, ofTurns]);
    expect(manual('Turn')).toEqual({ 'ManualControl/SelectedCoefficient': '' });
  });

  test('has the global defaults of the contract before anything is set up', () => {
    expect(statusOf(new Bench().state, new Bench().now)).toMatchObject({
      AutotuneEnabled: false,
      CurrentCoeffAutotune: false,
      CurrentCoeffAutoAdvance: false,
      ShotThreshold: 10,
      CurrentCoeffThreshold: 10,
    });
  });

  test('tells none where all are tuned at once, and shows the button where a person is waited for', () => {
    const bench = armedBench({}, { autotune: false });
    expect(statusOf(bench.state, bench.now)).toMatchObject({
      CurrentCoefficient: '',
      ShowSkipButton: false,
      ShowRunOptimizationButton: true,
    });
  });

  test('has what the robot has of each coefficient, not what is on its way', () => {
    const bench = armedBench();
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.004);
    const status = statusOf(bench.state, bench.now);
    expect(status['CoefficientsLive/Drag/CurrentValue']).toBe(0.003);
    expect(status['CoefficientsLive/Drag/Difference']).toBe(0);
    expect(status['CoefficientsLive/Turns/Enabled']).toBe(true);
    expect(statusOf(new Bench().configure().state, bench.now)).not.toHaveProperty(
      'CoefficientsLive/Drag/CurrentValue',
    );
  });

  test('calls two of one name by the folders that tell them apart', () => {
    const same = [coefficient(), coefficient({ topic: '/Tuning/B/Drag' })];
    const bench = armedBench({}, { coefficients: same });
    expect(statusOf(bench.state, bench.now)).toMatchObject({
      'CoefficientsLive/Drag/MinValue': 0.001,
      'CoefficientsLive/B drag/MinValue': 0.001,
    });
  });

  test('is of the topics and types of the contract', () => {
    const types: Readonly<Record<string, string>> = statusTypes;
    const live = Object.entries(liveTypes);
    for (const bench of [inTurn(), armedBench(), new Bench()])
      for (const [name, value] of Object.entries(statusOf(bench.state, bench.now))) {
        const type =
          types[name] ??
          live.find(
            ([last]) => name.startsWith('CoefficientsLive/') && name.endsWith(`/${last}`),
          )?.[1];
        expect([name, type]).toEqual([name, typeof value === 'number' ? 'double' : typeof value]);
      }
  });
});

describe('the interlocks', () => {
  test('are asked for only while the tuner is armed and active', () => {
    const bench = armedBench({}, both);
    expect(locks(bench)).toMatchObject({
      requireShotLogged: true,
      requireCoefficientsUpdated: true,
    });
    expect(locks(bench.hear({ type: 'hold', on: true }))).toBeNull();
    bench.hear({ type: 'hold', on: false });
    expect(locks(bench.setRobot({ fms: true }))).toBeNull();
    expect(locks(armedBench({}, both).drop())).toBeNull();
    expect(locks(armedBench({}, both).hear({ type: 'disarm' }))).toBeNull();
  });

  test('are not asked for when the team does not want them', () => {
    expect(locks(armedBench())).toBeNull();
  });

  test('call a shot logged once it is stored for good, and not before', () => {
    const bench = armedBench({}, both).tap('hit');
    const { seq } = bench.lastShot!;
    expect(locks(bench, seq - 1)?.loggedShot).toBe(-1);
    expect(locks(bench, seq)?.loggedShot).toBe(seq);
  });

  test('call the coefficients updated once the next values are confirmed', () => {
    const bench = armedBench({}, both).tap('hit');
    const { seq } = bench.lastShot!;
    expect(locks(bench)?.answeredShot).toBe(-1);
    bench.answer([0.004, 24]);
    expect(locks(bench)?.answeredShot).toBe(-1);
    bench.wait(500);
    expect(locks(bench)?.answeredShot).toBe(seq);
  });

  test('call the coefficients updated at once when no new ones will come', () => {
    const bench = armedBench({}, { ...both, shotsPerTrial: 2 }).tap('hit');
    expect(locks(bench)?.answeredShot).toBe(bench.lastShot?.seq);
    const waiting = armedBench({}, both).robotShoots();
    expect(locks(waiting)?.answeredShot).toBe(waiting.lastShot?.seq);
  });

  test('never hold a robot that has not told its values: none will be chosen', () => {
    const bench = armedBench({ defaults: { [drag]: 0.003 } }, both).tap('hit');
    expect(locks(bench)?.answeredShot).toBe(bench.lastShot?.seq);
  });
});
