import { describe, expect, test } from 'vitest';

import { foldAll } from '../../../src/core/tuning/fold.ts';
import type { Settings } from '../../../src/core/tuning/events.ts';
import { completed } from '../../../src/core/tuning/settings.ts';
import { onRobot } from '../../../src/core/tuning/values.ts';
import { armedBench, drag, settings, turns, type Bench } from './bench.ts';

/** A robot with defaults of stamp 0 that can't confirm, with a trial's values on it that are held. */
const held = (given: Partial<Settings> = {}): Bench =>
  armedBench({ confirms: 'never', weak: true }, { autotune: false, ...given })
    .set(drag, 0.004)
    .set(turns, 25)
    .wait(500)
    .tap('hit')
    .hear({ type: 'hold', on: true })
    .wait(500);

const values = (bench: Bench) => [bench.robot.value(drag), bench.robot.value(turns)];

describe('a redeployed robot whose clock goes on', () => {
  test('is asked about before anything is sent, though it gives defaults with stamp 0', () => {
    const bench = held();
    const { length } = bench.writes;
    bench.redeploy().wait(4_000);
    expect(bench.state.restartPending).toBe(true);
    expect(bench.logged('code-restarted')).toMatchObject([{ boot: null, sign: 'weak-default' }]);
    expect(bench.writes).toHaveLength(length);
    expect(values(bench)).toEqual([0.003, 20]);
    expect([onRobot(bench.state, drag), onRobot(bench.state, turns)]).toEqual([0.003, 20]);
  });

  test.each(['at once', 'with shots', 'never'] as const)(
    'is asked about where its code sets the defaults itself and confirms %s',
    (confirms) => {
      const bench = armedBench({ confirms }, { autotune: false }).set(drag, 0.004).wait(500);
      const { length } = bench.writes;
      bench.redeploy().wait(4_000);
      expect(bench.logged('code-restarted')).toMatchObject([{ sign: 'code-value' }]);
      expect(bench.state.restartPending).toBe(true);
      expect(bench.writes).toHaveLength(length);
      expect(onRobot(bench.state, drag)).toBe(0.003);
    },
  );

  test('files no shot under the trial before, which goes on only when it is chosen', () => {
    const bench = held().redeploy().wait(100);
    bench.tap('miss');
    expect(bench.lastShot).toMatchObject({ trial: 3, shot: { values: { [drag]: 0.003 } } });
    expect(bench.state.shots.map(({ trial }) => trial)).toEqual([2, 3]);
    bench.hear({ type: 'answer-restart', choice: 'trial' }).wait(500);
    expect(values(bench)).toEqual([0.004, 25]);
    expect(bench.tap('hit').lastShot).toMatchObject({ trial: 4 });
  });

  test('goes on with the robot’s values, as the trial that the restart began, where they are kept', () => {
    const bench = held().redeploy().wait(100).tap('miss');
    bench.hear({ type: 'answer-restart', choice: 'adopt' }).wait(500).tap('hit');
    expect(bench.state.shots.map(({ trial }) => trial)).toEqual([2, 3, 3]);
    expect(values(bench)).toEqual([0.003, 20]);
  });

  test('is asked about once, whatever else shows it', () => {
    const bench = held().redeploy();
    bench.hear({ type: 'answer-restart', choice: 'adopt' });
    bench.hear({ type: 'began-anew', sign: 'start-stamp' });
    bench.hear({ type: 'observed', topic: drag, value: 0.003, serverUs: 0 });
    bench.robotShoots();
    expect(bench.state.restartPending).toBe(false);
    expect(bench.logged('code-restarted')).toHaveLength(1);
  });

  test('is asked about again after the next redeploy, and can have the trial’s values still', () => {
    const bench = held().redeploy().wait(100).redeploy().wait(100);
    expect(bench.logged('code-restarted')).toHaveLength(1);
    bench.hear({ type: 'answer-restart', choice: 'trial' }).wait(500);
    expect(values(bench)).toEqual([0.004, 25]);
    bench.redeploy().wait(100);
    expect(bench.logged('code-restarted')).toHaveLength(2);
    expect(bench.state.restartPending).toBe(true);
  });

  test('is seen by another program alone, where no value shows it', () => {
    const bench = held().drop().wait(1_000).connect();
    bench.hear({ type: 'began-anew', sign: 'start-stamp' }).wait(4_000);
    expect(bench.state.restartPending).toBe(true);
    expect(onRobot(bench.state, drag)).toBe(0.004);
  });

  test('is asked about when a topic goes and comes back within a connection', () => {
    const bench = held();
    bench.hear({ type: 'began-anew', sign: 'announced-again' });
    expect(bench.state.restartPending).toBe(true);
    bench.hear({ type: 'answer-restart', choice: 'trial' });
    bench.hear({ type: 'began-anew', sign: 'announced-again' });
    expect(bench.logged('code-restarted')).toHaveLength(2);
  });
});

test('a default with stamp 0 beside the acknowledgement of it is no restart, and the next restart still has the trial', () => {
  const bench = armedBench({ confirms: 'never', weak: true }, { autotune: false });
  bench.drop().connect();
  for (const [topic, value] of [
    [drag, 0.003],
    [turns, 20],
  ] as const)
    bench.hear({ type: 'applied', topic, value, serverUs: bench.robot.clockUs(bench.nowMs) });
  bench.hear({ type: 'observed', topic: drag, value: 0.003, serverUs: 0 });
  expect(bench.logged('code-restarted')).toEqual([]);
  bench.restartRobot().wait(100).set(drag, 0.004).wait(500).redeploy().wait(100);
  bench.hear({ type: 'answer-restart', choice: 'trial' }).wait(500);
  expect(bench.robot.value(drag)).toBe(0.004);
});

describe('a mere loss of the link', () => {
  test.each([1_000, 5_000, 9_500])('of %i ms asks nothing and sends nothing again', (awayMs) => {
    const bench = held();
    const { length } = bench.writes;
    bench.drop().wait(awayMs).connect().wait(3_000);
    expect(bench.state.restartPending).toBe(false);
    expect(bench.writes).toHaveLength(length);
    expect(values(bench)).toEqual([0.004, 25]);
  });

  test('sends again what was lost on the way to a program that is known to be the same', () => {
    const bench = armedBench({ confirms: 'never', weak: true }, { autotune: false });
    bench.deliversWrites = false;
    bench.set(drag, 0.004).drop();
    bench.deliversWrites = true;
    bench.program = 'same';
    bench.wait(1_000).connect().wait(500);
    expect(bench.state.restartPending).toBe(false);
    expect(bench.robot.value(drag)).toBe(0.004);
  });

  test('asks where nothing tells a lost write from a program that began anew', () => {
    const bench = armedBench({ confirms: 'never', weak: true }, { autotune: false });
    bench.deliversWrites = false;
    bench.set(drag, 0.004).drop();
    bench.deliversWrites = true;
    bench.wait(1_000).connect().wait(500);
    expect(bench.state.restartPending).toBe(true);
    expect(bench.robot.value(drag)).toBe(0.003);
  });
});

describe('a standing answer to a restart', () => {
  test('sends the trial’s values again, and says so', () => {
    const bench = held({ afterRestart: 'trial' }).redeploy().wait(1_000);
    expect(values(bench)).toEqual([0.004, 25]);
    expect(bench.logged('restart-answered')).toMatchObject([{ choice: 'trial' }]);
    expect(bench.notices.at(-1)).toEqual({ kind: 'restart-answered', choice: 'trial' });
  });

  test('keeps the robot’s own values, and says so', () => {
    const bench = held({ afterRestart: 'adopt' });
    const { length } = bench.writes;
    bench.restartRobot().wait(1_000);
    expect(bench.state.restartPending).toBe(false);
    expect(bench.writes).toHaveLength(length);
    expect(bench.notices.at(-1)).toEqual({ kind: 'restart-answered', choice: 'adopt' });
  });

  test('that can’t be carried out leaves the question to a person, in silence', () => {
    const bench = held({ afterRestart: 'trial' });
    const { length } = bench.notices;
    bench.drop();
    const narrow = settings().coefficients.map((known) =>
      known.topic === drag ? { ...known, max: 0.0035 } : known,
    );
    bench.configure({ afterRestart: 'trial', coefficients: narrow });
    bench.robot.redeploy(bench.nowMs);
    bench.connect().wait(1_000);
    expect(bench.state.restartPending).toBe(true);
    expect(bench.notices).toHaveLength(length);
  });

  test('is "ask me" in logs from before there was one', () => {
    const old = Object.fromEntries(
      Object.entries(settings()).filter(([name]) => name !== 'afterRestart'),
    );
    expect(completed(old as unknown as Settings).afterRestart).toBe('ask');
  });
});

test('a log from before restarts ended a trial is folded as it was', () => {
  const bench = held();
  const old = [
    ...bench.events,
    { type: 'code-restarted' as const, boot: '2', seq: bench.events.length, atMs: bench.nowMs },
  ];
  expect(foldAll(old)).toMatchObject({ restartPending: true, trial: { number: 2 }, boot: '2' });
});
