import { describe, expect, test } from 'vitest';

import { onRobot } from '../../../src/core/tuning/values.ts';
import { armedBench, drag } from './bench.ts';

const restarts = (bench: ReturnType<typeof armedBench>) => bench.logged('robot-restarted').length;

describe('a restart of the robot', () => {
  test('is seen by a clock that began anew', () => {
    expect(restarts(armedBench().restartRobot())).toBe(1);
  });

  test('is not seen where the same robot comes back, after seconds or hours', () => {
    const bench = armedBench();
    for (const pauseMs of [500, 60_000, 3_600_000, 12 * 3_600_000]) {
      bench.drop();
      bench.nowMs += pauseMs;
      bench.connect();
    }
    expect(restarts(bench)).toBe(0);
  });

  test('is not seen in the drift of two honest clocks over a day', () => {
    const bench = armedBench().drop();
    const dayMs = 86_400_000;
    bench.nowMs += dayMs;
    const serverUs = bench.robot.clockUs(bench.nowMs - dayMs * 1e-4);
    bench.hear({ type: 'online', address: '10.12.34.2', serverUs });
    expect(restarts(bench)).toBe(0);
  });

  test('is seen after a reload of the page too', () => {
    const bench = armedBench().hear({ type: 'resume' }).restartRobot();
    expect(restarts(bench)).toBe(1);
  });

  test('is assumed of a robot whose clock is ahead: another robot has the same address', () => {
    const bench = armedBench().drop();
    const serverUs = bench.robot.clockUs(bench.nowMs) + 600e6;
    bench.hear({ type: 'online', address: '10.12.34.2', serverUs });
    expect(restarts(bench)).toBe(1);
  });

  test('takes with it what the robot was known to have and to confirm', () => {
    const bench = armedBench().set(drag, 0.004).wait(500).drop().wait(500);
    bench.robot.restart(bench.nowMs);
    const serverUs = bench.robot.clockUs(bench.nowMs);
    bench.hear({ type: 'online', address: '10.12.34.2', serverUs });
    const { known, acknowledged, usedByShots, writes } = bench.state;
    expect([known, acknowledged, usedByShots, writes]).toEqual([{}, {}, {}, {}]);
  });
});

describe('what the robot tells', () => {
  test.each([Number.NaN, Infinity, -Infinity])('is no news when it is %s', (value) => {
    const bench = armedBench();
    const { length } = bench.events;
    bench.hear({ type: 'observed', topic: drag, value, serverUs: 1e9 });
    expect(bench.events).toHaveLength(length);
    expect(onRobot(bench.state, drag)).toBe(0.003);
  });

  test('is logged only when it changes something', () => {
    const bench = armedBench();
    const { length } = bench.events;
    const told = { topic: drag, value: 0.003, serverUs: 1e9 };
    bench.hear({ type: 'observed', ...told }).hear({ type: 'applied', ...told });
    expect(bench.events).toHaveLength(length);
  });

  test('may be a topic of any name', () => {
    const bench = armedBench();
    for (const topic of ['constructor', '__proto__', 'toString'])
      bench.hear({ type: 'observed', topic, value: 1, serverUs: 1e9 });
    expect(onRobot(bench.state, '__proto__')).toBe(1);
    expect(onRobot(bench.state, 'valueOf')).toBeUndefined();
  });
});
