import { describe, expect, test } from 'vitest';

import { armingBar, overrideMs, writeBar } from '../../../src/core/tuning/gate.ts';
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

  test('lets no tuner be armed while Setup has unsaved changes; one that is armed goes on', () => {
    const armed = armedBench();
    const now = { ...armed.now, pageBar: 'unsaved-setup' } as const;
    expect(writeBar(armed.state, now)).toBeNull();
    const ready = new Bench().connect().configure();
    expect(armingBar(ready.state, { ...ready.now, pageBar: 'unsaved-setup' })).toBe(
      'unsaved-setup',
    );
    expect(writeBar(ready.state, { ...ready.now, pageBar: 'unsaved-setup' })).toBe('unsaved-setup');
  });

  test('is shut for an old session that is read, armed or not', () => {
    const bench = armedBench();
    const now = { ...bench.now, pageBar: 'old-session' } as const;
    expect([armingBar(bench.state, now), writeBar(bench.state, now)]).toEqual([
      'old-session',
      'old-session',
    ]);
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

describe('a field that is no match', () => {
  const onField = (type: 'none' | 'practice' | 'qualification' | 'elimination' = 'none') =>
    armedBench()
      .setRobot({ fms: true })
      .hear({ type: 'match', match: { event: 'CASJ', type, number: 1 } })
      .hear({ type: 'override' });

  test.each(['none', 'practice'] as const)('may be written on for two minutes: %s', (type) => {
    const bench = onField(type).arm().set(drag, 0.004).wait(200);
    expect(bench.robot.value(drag)).toBe(0.004);
    bench.wait(overrideMs);
    expect(bars(bench)).toEqual(both('match'));
    expect(bench.state).toMatchObject({ armed: false, disarmedBecause: 'match' });
  });

  test.each(['qualification', 'elimination'] as const)('is never a %s match', (type) => {
    const bench = onField(type);
    expect(bench.arm().state.armed).toBe(false);
    expect(bench.notices).toContainEqual({ kind: 'refused', input: 'override', why: 'match' });
    expect(bench.logged('overridden')).toEqual([]);
  });

  test('is locked again as soon as the robot tells of a real match', () => {
    const bench = onField().arm();
    bench.hear({ type: 'match', match: { event: 'CASJ', type: 'qualification', number: 1 } });
    expect(bench.set(drag, 0.004).wait(500).writes).toEqual([]);
    expect(bench.state.armed).toBe(false);
  });

  test.each([
    ['the field leaves', (bench: Bench) => bench.hear({ type: 'match', match: null })],
    ['the link is lost', (bench: Bench) => bench.drop().connect()],
    [
      'the wall clock is set back',
      (bench: Bench) => {
        bench.nowMs -= 60_000;
        return bench;
      },
    ],
  ])('is locked again when %s', (_, happen) => {
    const bench = happen(onField());
    expect(bars(bench.setRobot({ fms: true }))).toEqual(both('match'));
  });
});

describe('a field that only the Driver Station of this computer tells of', () => {
  const controlled = () => {
    const bench = armedBench();
    bench.fieldControl = true;
    return bench.wait(100);
  };

  test('shuts the gate as a match does, though the robot tells of none', () => {
    const bench = controlled();
    expect(bars(bench)).toEqual(both('field-control'));
    expect(bench.state).toMatchObject({ armed: false, disarmedBecause: 'match' });
  });

  test('shuts it on a bench too, for a robot that tells no state', () => {
    const bench = armedBench({}, { benchMode: true });
    bench.robotState = { kind: 'unknown' };
    bench.fieldControl = true;
    expect(bars(bench)).toEqual(both('field-control'));
  });

  test('may be written on for two minutes when the operator says that it is no match', () => {
    const bench = controlled().hear({ type: 'override' }).arm().set(drag, 0.004).wait(200);
    expect(bench.robot.value(drag)).toBe(0.004);
    expect(bars(bench.wait(overrideMs))).toEqual(both('field-control'));
  });

  test('is no reason to write on a field that the robot tells of afterwards', () => {
    const bench = controlled().hear({ type: 'override' }).arm();
    bench.setRobot({ fms: true });
    bench.hear({ type: 'match', match: { event: 'CASJ', type: 'none', number: 1 } });
    expect(bars(bench)).toEqual(both('match'));
  });

  test('unlocks nothing that the robot locks when it says that there is none', () => {
    const bench = controlled().setRobot({ fms: true });
    bench.fieldControl = false;
    expect(bars(bench)).toEqual(both('match'));
  });
});
