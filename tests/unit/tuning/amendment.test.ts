import { describe, expect, test } from 'vitest';

import { eventTable } from '../../../src/core/log/event-table.ts';
import { sessionFromJson, sessionToJson } from '../../../src/core/log/json.ts';
import { shotTable } from '../../../src/core/log/row.ts';
import { foldAll } from '../../../src/core/tuning/fold.ts';
import type { IncomingShot } from '../../../src/core/tuning/incoming-shot.ts';
import { requestFor } from '../../../src/core/tuning/request.ts';
import { interlocksOf } from '../../../src/core/tuning/status.ts';
import { armedBench, drag, turns, type Bench } from './bench.ts';

const byHand = { autotune: false } as const;

/** A shot as it is known before the rest of it has arrived. */
function torn(bench: Bench, told: Partial<IncomingShot> = {}): IncomingShot {
  const shot = bench.robot.shoot(bench.nowMs, {
    source: 'firing-solver',
    distanceM: 2,
    label: 'hit',
    ...told,
  });
  bench.hear({ type: 'robot-shot', shot });
  return shot;
}
const amend = (bench: Bench, shot: IncomingShot, more: Partial<IncomingShot>): Bench =>
  bench.hear({ type: 'robot-amendment', shot: { ...shot, ...more } });

describe('a shot of which more arrives', () => {
  test('is the same shot, with the label, distance, numbers and values as they are known now', () => {
    const bench = armedBench({ confirms: 'with shots' }, byHand);
    const shot = torn(bench, { used: { [drag]: 0.003 }, extra: { pitchRadians: 0.9 } });
    amend(bench, shot, {
      label: 'miss',
      distanceM: 5,
      used: { [drag]: 0.002, [turns]: 20 },
      extra: { pitchRadians: 0.7, yawRadians: 0.1 },
    });
    expect(bench.state.shots).toMatchObject([
      {
        label: 'miss',
        shot: {
          id: shot.key,
          label: 'miss',
          distanceM: 5,
          values: { [drag]: 0.002, [turns]: 20 },
          confirmed: true,
          extra: { pitchRadians: 0.7, yawRadians: 0.1 },
        },
      },
    ]);
    expect(bench.logged('shot')).toHaveLength(1);
    expect(bench.logged('shot-amended')).toHaveLength(1);
    expect(bench.state.known[drag]?.at(-1)).toMatchObject({ value: 0.002, by: 'shot' });
  });

  test('counts as it is known now, and the optimizer is asked anew', () => {
    const bench = armedBench();
    const shot = torn(bench);
    expect(bench.question).not.toBeNull();
    amend(bench, shot, { label: 'miss', distanceM: 5 });
    const asked = requestFor(bench.state)!.data;
    expect([[...asked.hits], [...asked.distancesM]]).toEqual([[0], [5]]);
    bench.wait(50);
    expect([...bench.question!.request.data.hits]).toEqual([0]);
  });

  test('that does not count any more leaves the trial’s count', () => {
    const bench = armedBench({}, byHand);
    const shot = torn(bench);
    expect(bench.state.trialShots).toBe(1);
    amend(bench, shot, { distanceM: 50 });
    expect(bench.state.trialShots).toBe(0);
    amend(bench, shot, { distanceM: 5 });
    expect(bench.state).toMatchObject({ trialShots: 1, invalidRun: 0 });
  });

  test('is not logged again where it is as it was', () => {
    const bench = armedBench({}, byHand);
    const shot = torn(bench);
    const { length } = bench.events;
    amend(bench, shot, {});
    amend(bench, { ...shot, key: 'of another session' }, { label: 'miss' });
    expect(bench.events).toHaveLength(length);
  });

  test('keeps the label that the operator gave in the meantime; without it the robot’s newest holds', () => {
    const bench = armedBench({}, byHand);
    const shot = torn(bench);
    bench.tap('miss', 'short');
    amend(bench, shot, { label: 'miss', distanceM: 5 });
    expect(bench.lastShot).toMatchObject({ label: 'miss', direction: 'short' });
    amend(bench, shot, { label: 'none', distanceM: 5 });
    expect(bench.lastShot).toMatchObject({ label: 'miss', direction: 'short' });
    bench.undo();
    expect(bench.lastShot).toMatchObject({
      label: 'none',
      direction: null,
      shot: { distanceM: 5 },
    });
  });

  test('keeps the labels of a burst, and undo of the burst brings back what the robot says now', () => {
    const bench = armedBench({}, byHand);
    const shots = [0, 1, 2].map(() => torn(bench, { label: 'none' }));
    bench.burst(3, 3);
    shots.forEach((shot) => amend(bench, shot, { label: 'miss', distanceM: 4 }));
    expect(bench.state.shots.map(({ label }) => label)).toEqual(['hit', 'hit', 'hit']);
    bench.undo();
    expect(bench.state.shots.map(({ label, shot }) => [label, shot.distanceM])).toEqual(
      shots.map(() => ['miss', 4]),
    );
  });

  test('stays void, and counts again as amended when that is taken back', () => {
    const bench = armedBench({}, byHand);
    const shot = torn(bench);
    bench.hear({ type: 'void', shotId: shot.key });
    amend(bench, shot, { label: 'miss' });
    expect(bench.lastShot).toMatchObject({ label: 'miss', voided: true });
    expect(bench.state.trialShots).toBe(0);
    bench.undo();
    expect(bench.lastShot).toMatchObject({ label: 'miss', voided: false });
    expect(bench.state.trialShots).toBe(1);
  });

  test('stays matched with the tap that was made of it while the robot was away', () => {
    const bench = armedBench({}, byHand).robotShoots({ label: 'hit' }).drop().wait(500);
    const shot = bench.robot.shoot(bench.nowMs, { source: 'firing-solver', recovered: true });
    bench.wait(2_000).tap('miss', 'short').wait(3_000).connect();
    bench.hear({ type: 'robot-shot', shot });
    amend(bench, shot, { label: 'hit', distanceM: 4 });
    expect(bench.state.shots.filter(({ voided }) => !voided)).toMatchObject([
      { label: 'hit' },
      { label: 'miss', direction: 'short', shot: { distanceM: 4 } },
    ]);
  });

  test('does not lose the values of robot code that has begun anew since', () => {
    const bench = armedBench({}, byHand);
    const shot = torn(bench);
    bench.restartRobot();
    amend(bench, shot, { label: 'miss' });
    expect(bench.state.shots[0]?.shot).toMatchObject({
      label: 'miss',
      values: { [drag]: 0.003, [turns]: 20 },
      confirmed: true,
    });
  });

  test('raises the alert of five invalid shots in a row when it turns out invalid', () => {
    const bench = armedBench({}, byHand);
    const shots = [0, 1, 2, 3, 4].map(() => torn(bench));
    shots.forEach((shot) => amend(bench, shot, { distanceM: 50 }));
    expect(bench.notices).toEqual([{ kind: 'invalid-shots', run: 5, reason: 'distance:50' }]);
  });
});

describe('a value from before the shot', () => {
  test('confirms nothing while a newer one may still arrive, and does once none can', () => {
    const bench = armedBench({ confirms: 'never' }, byHand).wait(50).set(drag, 0.004).wait(100);
    const shot = torn(bench, { used: { [drag]: 0.003 }, held: [drag] });
    expect(bench.logged('confirmed')).toEqual([]);
    amend(bench, shot, { used: { [drag]: 0.004 }, held: [] });
    expect(bench.logged('confirmed')).toMatchObject([{ topic: drag, value: 0.004, by: 'shot' }]);
    expect(bench.lastShot?.shot.values[drag]).toBe(0.004);
    const next = torn(bench, { used: { [drag]: 0.003 }, held: [drag] });
    expect(bench.logged('confirmed')).toHaveLength(1);
    bench.hear({ type: 'robot-amendment', shot: next });
    expect(bench.logged('confirmed')).toHaveLength(1);
    amend(bench, next, { held: [] });
    expect(bench.logged('confirmed').at(-1)).toMatchObject({ value: 0.003 });
  });
});

describe('the files of a session with an amended shot', () => {
  const amendedBench = (): Bench => {
    const bench = armedBench({}, byHand);
    const shot = torn(bench);
    return amend(bench, shot, { label: 'miss', distanceM: 5 });
  };

  test('have it once in the table of shots, as amended, and both in the log', () => {
    const bench = amendedBench();
    const { columns, rows } = shotTable(bench.state.shots, bench.events);
    const at = (name: string) => rows.map((row) => row[columns.indexOf(name)]);
    expect([at('distanceM'), at('label')]).toEqual([[5], ['miss']]);
    const log = eventTable(bench.events);
    const of = (row: readonly unknown[], name: string) => row[log.columns.indexOf(name)];
    expect(
      log.rows.flatMap((row) =>
        String(of(row, 'type')).startsWith('shot') ? [[of(row, 'type'), of(row, 'detail')]] : [],
      ),
    ).toEqual([
      ['shot', 'hit'],
      ['shot-amended', 'miss'],
    ]);
  });

  test('are read again as they were written', () => {
    const { events, state } = amendedBench();
    const read = sessionFromJson(sessionToJson({ id: 's', name: 's', createdMs: 0, events }));
    expect(read.ok && foldAll(read.value.events)).toEqual(state);
  });
});

test('the robot is not told that a shot is logged while what arrived late of it is not stored', () => {
  const interlocks = { shotLogged: true, coefficientsUpdated: false };
  const bench = armedBench({}, { ...byHand, interlocks });
  const shot = torn(bench);
  const shotSeq = bench.lastShot!.seq;
  const logged = (durableSeq: number) =>
    interlocksOf(bench.state, bench.now, durableSeq)?.loggedShot;
  expect([logged(shotSeq - 1), logged(shotSeq)]).toEqual([-1, shotSeq]);
  amend(bench, shot, { label: 'miss' });
  expect([logged(shotSeq), logged(bench.state.nextSeq - 1)]).toEqual([-1, shotSeq]);
});
