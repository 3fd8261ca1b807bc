import { describe, expect, test } from 'vitest';

import { armingBar, writeBar } from '../../../src/core/tuning/gate.ts';
import { armedBench, Bench, drag, driven } from './bench.ts';

const bars = (bench: Bench) => ({
  arm: armingBar(bench.state, bench.now),
  write: writeBar(bench.state, bench.now),
});
const both = (reason: string) => ({ arm: reason, write: reason });

describe('the gate before the robot', () => {
  test('is open for an armed tuner and a robot that a person drives, enabled or not', () => {
    const bench = armedBench();
    expect(bars(bench)).toEqual({ arm: null, write: null });
    bench.setRobot({ enabled: false, driverStation: false });
    expect(bars(bench)).toEqual({ arm: null, write: null });
  });

  test('is shut before there are settings', () => {
    expect(bars(new Bench().connect())).toEqual(both('not-set-up'));
  });

  test('is shut without a connection', () => {
    expect(bars(new Bench().configure())).toEqual(both('offline'));
    expect(bars(armedBench().drop())).toEqual(both('offline'));
  });

  test('is shut while the robot’s clock is unknown', () => {
    const bench = armedBench();
    const now = { ...bench.now, serverNowUs: null };
    expect(armingBar(bench.state, now)).toBe('clock-unknown');
    expect(writeBar(bench.state, now)).toBe('clock-unknown');
  });

  test('is shut in a match and after an emergency stop', () => {
    const bench = armedBench();
    for (const [robot, reason] of [
      [{ ...driven, fms: true }, 'match'],
      [{ ...driven, eStop: true }, 'e-stop'],
    ] as const) {
      const now = { ...bench.now, robot };
      expect(armingBar(bench.state, now)).toBe(reason);
      expect(writeBar(bench.state, now)).toBe(reason);
    }
  });

  test('is shut for a robot that tells no state, unless the operator says that it is a bench', () => {
    const bench = armedBench();
    bench.robotState = { kind: 'unknown' };
    expect(bars(bench)).toEqual(both('robot-unknown'));
    bench.configure({ benchMode: true });
    expect(bars(bench)).toEqual({ arm: null, write: null });
  });

  test('is shut on a bench too while the state is still to be read, or can’t be', () => {
    const bench = armedBench({}, { benchMode: true });
    bench.robotState = { kind: 'unread' };
    expect(bars(bench)).toEqual(both('robot-unknown'));
  });

  test('is shut in a match whatever the operator says of benches', () => {
    const bench = armedBench({}, { benchMode: true });
    const now = { ...bench.now, robot: { ...driven, fms: true } };
    expect(writeBar(bench.state, now)).toBe('match');
  });

  test('is shut for a page that only looks on', () => {
    const bench = armedBench();
    bench.writer = false;
    expect(bars(bench)).toEqual(both('viewer'));
  });

  test('is shut for writing until the tuner is armed', () => {
    const bench = new Bench().configure().connect();
    expect(bars(bench)).toEqual({ arm: null, write: 'not-armed' });
  });

  test('is shut for writing until the operator has said which values hold after a restart', () => {
    const bench = armedBench().set(drag, 0.004).wait(500).restartRobot();
    expect(bars(bench)).toEqual({ arm: null, write: 'restart-unanswered' });
  });
});
