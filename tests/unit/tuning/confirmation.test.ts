import { describe, expect, test } from 'vitest';

import { confirmationOf } from '../../../src/core/tuning/confirmation.ts';
import { statusOf } from '../../../src/core/tuning/status.ts';
import { onRobot } from '../../../src/core/tuning/values.ts';
import { armedBench, drag, turns, type Bench } from './bench.ts';

const of = (bench: Bench, topic = drag) => confirmationOf(bench.state, topic);
/** Robot code acknowledges a value now. */
const acknowledges = (bench: Bench, value: number, topic = drag): Bench =>
  bench.hear({ type: 'applied', topic, value, serverUs: bench.robot.clockUs(bench.nowMs) });
/** The robot shoots with other values than its topics have. */
const shootsWith = (bench: Bench, value: number): Bench =>
  bench.robotShoots({ label: 'hit', used: { [drag]: value, [turns]: 20 } });

describe('a topic that nobody acknowledges', () => {
  test('is read, not confirmed, when its value is the one that is wanted already', () => {
    const bench = armedBench({ confirms: 'never' }).set(drag, 0.003).wait(500);
    expect(bench.writes).toEqual([]);
    expect(bench.state.writes[drag]?.phase).toEqual({ kind: 'there' });
    expect(of(bench)).toEqual({ kind: 'read' });
  });

  test('is sent and no more, however long it takes', () => {
    const bench = armedBench({ confirms: 'never' }).set(drag, 0.004).wait(10_000);
    expect(of(bench)).toEqual({ kind: 'sent', byShots: false });
    expect(of(bench, turns)).toEqual({ kind: 'read' });
  });

  test('gives shots whose values are not confirmed, at the baseline too', () => {
    const bench = armedBench({ confirms: 'never' }, { autotune: false }).tap('hit');
    expect(bench.lastShot?.shot.confirmed).toBe(false);
  });
});

describe('a robot that acknowledges', () => {
  test('confirms the same value', () => {
    const bench = armedBench().set(drag, 0.004);
    expect(of(bench)).toEqual({ kind: 'awaited' });
    bench.wait(500);
    expect(of(bench)).toEqual({ kind: 'acknowledged' });
  });

  test('does not confirm what its server has, while its code acknowledges another value', () => {
    const bench = armedBench().wait(100);
    acknowledges(bench, 0.0035);
    bench.hear({ type: 'observed', topic: drag, value: 0.005, serverUs: 1e9 });
    expect(onRobot(bench.state, drag)).toBe(0.0035);
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.005);
    expect(of(bench)).toEqual({ kind: 'awaited' });
  });

  test('that says another value after three sends is not confirmed, and it is said which', () => {
    const bench = armedBench();
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.004).wait(5000);
    expect(of(bench)).toEqual({ kind: 'unconfirmed', acknowledged: 0.003 });
  });
});

describe.each([Number.NaN, Infinity, -Infinity])('a robot that acknowledges %s', (value) => {
  test('confirms nothing any more, and it is said once', () => {
    const bench = armedBench().set(drag, 0.004).wait(500);
    acknowledges(acknowledges(bench, value), value);
    expect(of(bench)).toEqual({ kind: 'no-number', said: String(value) });
    expect(bench.logged('acknowledged-no-number')).toHaveLength(1);
    expect(bench.notices.at(-1)).toEqual({
      kind: 'acknowledged-no-number',
      topic: drag,
      said: String(value),
    });
    expect(statusOf(bench.state, bench.now)['CoefficientsLive/Drag/Confirmed']).toBe(false);
  });

  test('is sent a value three times, and it is not confirmed', () => {
    const bench = acknowledges(armedBench(), value);
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.004).wait(5000);
    expect(bench.writes).toHaveLength(3);
    expect(bench.notices.at(-1)).toMatchObject({ kind: 'unconfirmed', acknowledged: null });
    expect(of(bench)).toEqual({ kind: 'no-number', said: String(value) });
  });

  test('takes shots that do not count, until it has a number again', () => {
    const bench = acknowledges(armedBench({}, { autotune: false }).wait(100), value).tap('hit');
    expect(bench.lastShot?.shot).toMatchObject({ invalid: `${drag}:${value}`, confirmed: false });
    acknowledges(bench.wait(100), 0.003).tap('hit');
    expect(bench.lastShot?.shot).toMatchObject({ invalid: null, confirmed: true });
    expect(of(bench)).toEqual({ kind: 'acknowledged' });
  });
});

describe('a robot whose shots report what they used', () => {
  test('is one that confirms, from its first shot on', () => {
    const bench = armedBench({ confirms: 'with shots' }, { autotune: false });
    expect(of(bench)).toEqual({ kind: 'read' });
    bench.robotShoots({ label: 'hit' });
    expect(of(bench)).toEqual({ kind: 'used' });
    bench.set(drag, 0.004).wait(500);
    expect(of(bench)).toEqual({ kind: 'sent', byShots: true });
    bench.robotShoots({ label: 'hit' });
    expect(of(bench)).toEqual({ kind: 'used' });
  });

  test('and that uses another value at every shot contradicts what was sent', () => {
    const bench = armedBench({ confirms: 'with shots' }, { autotune: false });
    bench.set(drag, 0.004).wait(2000);
    shootsWith(bench, 0.003);
    expect(of(bench)).toEqual({ kind: 'contradicted', used: 0.003 });
    expect(bench.lastShot?.shot.values[drag]).toBe(0.003);
    shootsWith(bench.wait(2000), 0.003);
    expect(of(bench)).toEqual({ kind: 'contradicted', used: 0.003 });
    shootsWith(bench.wait(2000), 0.004);
    expect(of(bench)).toEqual({ kind: 'used' });
  });

  test('contradicts though its first shot came so soon that the value may have been on its way', () => {
    const bench = armedBench({ confirms: 'with shots' }, { autotune: false });
    bench.robotShoots().set(drag, 0.004).wait(500);
    expect(of(shootsWith(bench, 0.003))).toEqual({ kind: 'sent', byShots: true });
    expect(of(shootsWith(bench.wait(2000), 0.003))).toEqual({ kind: 'contradicted', used: 0.003 });
  });

  test('contradicts its own acknowledgement, which then confirms nothing', () => {
    const bench = armedBench({}, { autotune: false }).set(drag, 0.004).wait(2000);
    shootsWith(bench, 0.003);
    expect(of(bench)).toEqual({ kind: 'contradicted', used: 0.003 });
    expect(onRobot(bench.state, drag)).toBe(0.003);
  });

  test('does not contradict a value that was on its way at the shot', () => {
    const bench = armedBench({ confirms: 'with shots' }, { autotune: false });
    const early = bench.wait(100).robot.shoot(bench.nowMs, { label: 'hit' });
    bench.set(drag, 0.004).wait(100);
    shootsWith(bench, 0.003).wait(3000).hear({ type: 'robot-shot', shot: early });
    expect(of(bench)).toEqual({ kind: 'sent', byShots: true });
  });

  test('does not contradict by the digits that a float cannot hold', () => {
    const bench = armedBench({ confirms: 'with shots' }, { autotune: false });
    bench.set(drag, 0.004).wait(2000);
    shootsWith(bench, Math.fround(0.004));
    expect(of(bench).kind).not.toBe('contradicted');
  });
});
