import { describe, expect, test } from 'vitest';

import { interlocksOf, runtimeStatus, statusOf } from '../../../src/core/tuning/status.ts';
import { armedBench, Bench, drag, driven } from './bench.ts';

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
