import { describe, expect, test } from 'vitest';

import { fold } from '../../../src/core/tuning/fold.ts';
import { onRobot } from '../../../src/core/tuning/values.ts';
import { armedBench, coefficient, drag, settings, turns, type Bench } from './bench.ts';

const phase = (bench: Bench, topic = drag) => bench.state.writes[topic]?.phase.kind;

describe('a value on its way', () => {
  test('is proposed, then sent, then confirmed by the robot', () => {
    const bench = armedBench();
    bench.takesWrites = false;
    bench.set(drag, 0.004);
    expect(phase(bench)).toBe('proposed');
    expect(onRobot(bench.state, drag)).toBe(0.003);
    bench.takesWrites = true;
    bench.hear({ type: 'tick' });
    expect(phase(bench)).toBe('sent');
    expect(onRobot(bench.state, drag)).toBe(0.003);
    bench.wait(100);
    expect(phase(bench)).toBe('confirmed');
    expect(onRobot(bench.state, drag)).toBe(0.004);
  });

  test('stays sent on a robot that can’t confirm, is sent once, and is believed', () => {
    const bench = armedBench({ confirms: 'never' }).set(drag, 0.004).wait(10_000);
    expect(phase(bench)).toBe('sent');
    expect(bench.writes).toHaveLength(1);
    expect(onRobot(bench.state, drag)).toBe(0.004);
    expect(bench.notices.map(({ kind }) => kind)).toEqual(['set-by-hand']);
  });

  test('is confirmed by a shot that used it, however late, where the robot tells only that', () => {
    const bench = armedBench({ confirms: 'with shots' });
    for (const value of [0.004, 0.005]) {
      bench.set(drag, value).wait(10_000);
      expect(phase(bench)).toBe('sent');
      bench.robotShoots({ label: 'hit' });
      expect(phase(bench)).toBe('confirmed');
    }
    expect(bench.writes).toHaveLength(2);
    expect(bench.notices.map(({ kind }) => kind)).toEqual(['set-by-hand', 'set-by-hand']);
  });

  test('is confirmed late by a robot that was given up', () => {
    const bench = armedBench();
    bench.acknowledgeMs = 3200;
    bench.set(drag, 0.004).wait(3100);
    expect(phase(bench)).toBe('unconfirmed');
    bench.wait(200);
    expect(phase(bench)).toBe('confirmed');
  });

  test('is not confirmed by the acknowledgement of another value', () => {
    const bench = armedBench();
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.004);
    bench.hear({ type: 'applied', topic: drag, value: 0.0035, serverUs: 1e9 });
    expect(phase(bench)).toBe('sent');
    expect(onRobot(bench.state, drag)).toBe(0.0035);
  });

  test('is confirmed again when the robot is back at a value it had acknowledged before', () => {
    const bench = armedBench();
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.004).wait(100);
    bench.deliversAcknowledgements = true;
    bench.set(drag, 0.003).wait(100);
    expect(phase(bench)).toBe('confirmed');
  });

  test('is no longer confirmed when the robot’s code uses another one', () => {
    const bench = armedBench().set(drag, 0.004).wait(500);
    const serverUs = bench.robot.clockUs(bench.nowMs);
    bench.hear({ type: 'applied', topic: drag, value: 0.0035, serverUs });
    expect(phase(bench)).toBeUndefined();
    expect(onRobot(bench.state, drag)).toBe(0.0035);
  });

  test('is not confirmed before it was sent by a shot of long ago that had it', () => {
    const bench = armedBench({ confirms: 'with shots' }).wait(100);
    const shot = bench.robot.shoot(bench.nowMs, { used: { [drag]: 0.004 } });
    bench.wait(100).set(drag, 0.005).wait(500);
    bench.takesWrites = false;
    bench.set(drag, 0.004).hear({ type: 'robot-shot', shot });
    expect(phase(bench)).toBe('proposed');
  });

  test('is not taken for sent when an older one of its topic was', () => {
    const bench = armedBench();
    bench.takesWrites = false;
    bench.set(drag, 0.004);
    const serverUs = bench.robot.clockUs(bench.nowMs);
    bench.hear({ type: 'written', topic: drag, value: 0.0035, attempt: 1, serverUs });
    expect(bench.state.writes[drag]).toEqual({ value: 0.004, phase: { kind: 'proposed' } });
    bench.takesWrites = true;
    bench.wait(500);
    expect(bench.robot.value(drag)).toBe(0.004);
  });

  test('is never sent from outside its bounds, not even when the log proposes it', () => {
    const bench = armedBench();
    bench.state = fold(bench.state, {
      type: 'trial',
      trial: 1,
      kind: 'manual',
      values: { [drag]: 0.5, [turns]: 25 },
      reason: { kind: 'chosen' },
      seed: null,
      seq: bench.state.nextSeq,
      atMs: bench.nowMs,
    });
    bench.wait(3000);
    expect([bench.robot.value(drag), bench.robot.value(turns)]).toEqual([0.003, 25]);
  });

  test('needs no way when the robot has it already', () => {
    const bench = armedBench().set(drag, 0.003).wait(500);
    expect(bench.writes).toEqual([]);
    expect(phase(bench)).toBe('confirmed');
    expect(bench.state).toMatchObject({ trial: { number: 1 }, shootingTrial: 1 });
  });

  test('is not sent again because another coefficient of a robot that can’t confirm changed', () => {
    const bench = armedBench({ confirms: 'never' }).set(drag, 0.004).wait(500);
    bench.set(turns, 25).wait(500);
    expect(bench.writes.map(({ topic }) => topic)).toEqual([drag, turns]);
  });

  test('stays on its way when another one is set beside it', () => {
    const bench = armedBench();
    bench.takesWrites = false;
    bench.set(drag, 0.004).set(turns, 25);
    bench.takesWrites = true;
    bench.wait(500);
    expect([bench.robot.value(drag), bench.robot.value(turns)]).toEqual([0.004, 25]);
  });

  test('is dropped when new settings no longer allow it, and holds nothing up', () => {
    const bench = armedBench();
    bench.takesWrites = false;
    bench.set(drag, 0.0055);
    bench.configure({
      coefficients: settings().coefficients.map((known) =>
        known.topic === drag ? coefficient({ max: 0.004 }) : known,
      ),
    });
    bench.takesWrites = true;
    bench.wait(500).tap('hit');
    expect(bench.writes).toEqual([]);
    expect(bench.question).not.toBeNull();
  });
});

describe('a value of another dashboard', () => {
  test('holds, when it comes after ours', () => {
    const bench = armedBench().set(drag, 0.004).wait(500);
    bench.otherDashboardWrites(drag, 0.0055).wait(5000);
    expect(onRobot(bench.state, drag)).toBe(0.0055);
    expect(bench.writes).toHaveLength(1);
    bench.tap('hit');
    expect(bench.lastShot?.shot.values[drag]).toBe(0.0055);
  });

  test('does not hold, when it is older than ours by the robot’s clock', () => {
    const bench = armedBench({ confirms: 'never' }).set(drag, 0.004);
    const serverUs = bench.robot.clockUs(bench.nowMs) - 10_000;
    bench.hear({ type: 'observed', topic: drag, value: 0.0055, serverUs });
    expect(phase(bench)).toBe('sent');
    expect(onRobot(bench.state, drag)).toBe(0.004);
  });

  test('gives way to one of ours that is still to be sent', () => {
    const bench = armedBench();
    bench.takesWrites = false;
    bench.set(drag, 0.004).otherDashboardWrites(drag, 0.0055);
    bench.takesWrites = true;
    bench.wait(500);
    expect(bench.robot.value(drag)).toBe(0.004);
    expect(phase(bench)).toBe('confirmed');
  });
});

describe('after a drop of the link', () => {
  test('our own value coming back is no news, and no confirmation', () => {
    const bench = armedBench();
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.004);
    const { length } = bench.events;
    const serverUs = bench.robot.clockUs(bench.nowMs);
    bench.hear({ type: 'observed', topic: drag, value: 0.004, serverUs });
    expect(bench.events).toHaveLength(length);
    expect(phase(bench)).toBe('sent');
  });

  test('a value that was lost with the link is sent again, though the robot can’t confirm', () => {
    const bench = armedBench({ confirms: 'never' });
    bench.deliversWrites = false;
    bench.set(drag, 0.004).drop();
    bench.deliversWrites = true;
    bench.wait(500).connect().wait(500);
    expect(bench.robot.value(drag)).toBe(0.004);
    expect(bench.writes.map(({ attempt }) => attempt)).toEqual([1, 1]);
  });

  test('values that arrived are not sent again', () => {
    const bench = armedBench({ confirms: 'never' }).set(drag, 0.004).wait(500).drop().wait(3000);
    bench.connect().wait(3000);
    expect(bench.writes).toHaveLength(1);
  });
});

describe('a shot that comes while values change', () => {
  test('belongs to the new trial once the last of its values is on the robot', () => {
    const bench = armedBench({}, { autotune: false });
    bench.acknowledgeMs = 500;
    bench.set(drag, 0.004).wait(100).tap('hit');
    expect(bench.lastShot).toMatchObject({ trial: 0, shot: { values: { [drag]: 0.003 } } });
    bench.wait(1000).tap('hit');
    expect(bench.lastShot).toMatchObject({ trial: 1, shot: { values: { [drag]: 0.004 } } });
    expect(bench.state.trialShots).toBe(1);
  });

  test('belongs to the trial of its own time, when its report is late', () => {
    const bench = armedBench({}, { autotune: false }).wait(1000);
    const early = bench.robot.shoot(bench.nowMs, { label: 'hit' });
    bench.wait(100).set(drag, 0.004).wait(500);
    bench.hear({ type: 'robot-shot', shot: early });
    expect(bench.lastShot).toMatchObject({ trial: 0, shot: { values: { [drag]: 0.003 } } });
    expect(bench.state.trialShots).toBe(0);
  });
});
