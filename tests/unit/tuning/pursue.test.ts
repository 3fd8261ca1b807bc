import { describe, expect, test } from 'vitest';

import { disarmAfterHiddenMs, disarmAfterOfflineMs } from '../../../src/core/tuning/pursue.ts';
import { armedBench, Bench, coefficient, drag, settings, turns } from './bench.ts';

const many = Array.from({ length: 8 }, (_, i) => `/Tuning/C${i}`);
/** A bench with eight coefficients from 0 to 10, at 5. */
function wideBench(confirms: 'at once' | 'never' = 'at once'): Bench {
  return armedBench(
    { confirms, defaults: Object.fromEntries(many.map((topic) => [topic, 5])) },
    {
      coefficients: many.map((topic) => coefficient({ topic, min: 0, max: 10, codeDefault: 5 })),
    },
  );
}
const values = (bench: Bench, topic: string) =>
  bench.writes.filter((write) => write.topic === topic).map(({ value }) => value);

describe('an armed tuner', () => {
  test.each([
    ['match', { fms: true }],
    ['e-stop', { eStop: true }],
  ] as const)('disarms itself at once: %s', (cause, robot) => {
    const bench = armedBench().setRobot(robot);
    expect(bench.state).toMatchObject({ armed: false, disarmedBecause: cause });
    expect(bench.notices).toContainEqual({ kind: 'disarmed', cause });
  });

  test('stays armed over a short drop of the link, and disarms after ten seconds of it', () => {
    const bench = armedBench()
      .drop()
      .wait(disarmAfterOfflineMs - 50);
    expect(bench.state.armed).toBe(true);
    bench.connect().wait(50);
    expect(bench.state.armed).toBe(true);
    bench.drop().wait(disarmAfterOfflineMs);
    expect(bench.state).toMatchObject({ armed: false, disarmedBecause: 'connection-lost' });
  });

  test('disarms when nobody has seen its page for two minutes', () => {
    const bench = armedBench();
    bench.hiddenSinceMs = bench.nowMs;
    bench.wait(disarmAfterHiddenMs - 50);
    expect(bench.state.armed).toBe(true);
    bench.wait(50);
    expect(bench.state).toMatchObject({ armed: false, disarmedBecause: 'hidden' });
  });

  test('disarms when another page takes over', () => {
    const bench = armedBench();
    bench.writer = false;
    bench.wait(50);
    expect(bench.state).toMatchObject({ armed: false, disarmedBecause: 'viewer' });
  });

  test('does not arm itself again when the reason is gone', () => {
    const bench = armedBench().setRobot({ fms: true }).setRobot({ fms: false }).wait(1000);
    expect(bench.state.armed).toBe(false);
    expect(bench.arm().state.armed).toBe(true);
  });

  test('tells its disarming once, and drops what the optimizer works on', () => {
    const bench = armedBench().tap('hit');
    expect(bench.question).not.toBeNull();
    bench.setRobot({ fms: true }).wait(1000);
    expect(bench.question).toBeNull();
    expect(bench.notices.filter(({ kind }) => kind === 'disarmed')).toHaveLength(1);
  });
});

describe('with a field attached', () => {
  test('nothing is written, whatever the operator, the optimizer and the robot do', () => {
    const bench = armedBench({}, { benchMode: true }).tap('miss');
    const { question } = bench;
    bench.setRobot({ fms: true });
    bench.arm().set(drag, 0.004).hear({ type: 'next' }).hear({ type: 'go-to', target: 'baseline' });
    if (question !== null) {
      bench.question = question;
      bench.answer([0.004, 21]);
    }
    bench.drop().connect().wait(3000).restartRobot();
    bench.hear({ type: 'answer-restart', choice: 'trial' }).wait(3000);
    expect(bench.writes).toEqual([]);
  });

  test('what waited to be written or confirmed waits on, and shots are logged', () => {
    const bench = armedBench();
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.004);
    expect(bench.writes).toHaveLength(1);
    bench.setRobot({ fms: true }).wait(5000).tap('hit');
    expect(bench.writes).toHaveLength(1);
    expect(bench.state.shots).toHaveLength(1);
  });
});

describe('the baseline', () => {
  test('is what the robot had when every tuned coefficient had been read, armed or not', () => {
    const bench = new Bench({ defaults: { [drag]: 0.0042, [turns]: 17 } }).configure();
    expect(bench.state.baseline).toBeNull();
    bench.connect();
    expect(bench.state.baseline).toEqual({ [drag]: 0.0042, [turns]: 17 });
    expect(bench.state.trial).toMatchObject({ number: 0, kind: 'baseline' });
  });

  test('does not change when the robot’s values do', () => {
    const bench = armedBench().set(drag, 0.005).wait(500).otherDashboardWrites(turns, 25).wait(500);
    expect(bench.state.baseline).toEqual({ [drag]: 0.003, [turns]: 20 });
  });

  test('waits for a coefficient that the robot has not told, and takes in one that joins later', () => {
    const bench = armedBench({ defaults: { [drag]: 0.003 } });
    expect(bench.state.baseline).toBeNull();
    bench.configure({ coefficients: [coefficient()] }).wait(50);
    expect(bench.state.baseline).toEqual({ [drag]: 0.003 });
    bench.configure().tap('hit').wait(50);
    expect(bench.questions).toEqual([]);
    bench.otherDashboardWrites(turns, 22).wait(50);
    expect(bench.state.baseline).toEqual({ [drag]: 0.003, [turns]: 22 });
    expect(bench.questions).toHaveLength(1);
  });
});

describe('writes', () => {
  test('leave five in any second; the rest of a large trial follows and none is lost', () => {
    const bench = wideBench();
    bench.tap('hit').answer(many.map((_, i) => i + 0.5));
    expect(bench.writes.map(({ topic }) => topic)).toEqual(many.slice(0, 5));
    bench.wait(950);
    expect(bench.writes).toHaveLength(5);
    bench.wait(50);
    expect(bench.writes.map(({ topic }) => topic)).toEqual(many);
    bench.wait(200);
    expect(many.map((topic) => bench.robot.value(topic))).toEqual(many.map((_, i) => i + 0.5));
  });

  test('the newest value of a topic wins over one that still waits', () => {
    const bench = wideBench();
    bench.tap('hit').answer(many.map(() => 6));
    const last = many.at(-1)!;
    bench.set(last, 7).set(last, 8).wait(1500);
    expect(values(bench, last)).toEqual([8]);
    expect(bench.robot.value(last)).toBe(8);
  });

  test('the values of a trial leave together, even where some of them might leave sooner', () => {
    const bench = wideBench();
    for (const topic of many.slice(0, 3)) bench.set(topic, 6);
    bench.hear({ type: 'go-to', target: 'baseline' }).wait(900);
    expect(bench.writes.map(({ value }) => value)).toEqual([6, 6, 6]);
    bench.wait(100);
    expect(bench.writes.map(({ value }) => value)).toEqual([6, 6, 6, 5, 5, 5]);
    expect(new Set(bench.writes.slice(3).map(({ atMs }) => atMs)).size).toBe(1);
  });

  test('each leaves once, however many were ordered together', () => {
    const bench = wideBench().tap('hit');
    bench.answer(many.map(() => 6)).wait(3000);
    for (const topic of many) expect(values(bench, topic)).toEqual([6]);
  });

  test('a write that the link did not take is due again', () => {
    const bench = armedBench();
    bench.takesWrites = false;
    bench.set(drag, 0.004).wait(200);
    expect(bench.state.writes[drag]).toMatchObject({ phase: { kind: 'proposed' } });
    bench.takesWrites = true;
    bench.wait(50);
    expect(bench.robot.value(drag)).toBe(0.004);
  });

  test('a value that got no answer in a second is sent again, three times in all, and then given up', () => {
    const bench = armedBench();
    bench.deliversWrites = false;
    bench.set(drag, 0.004).wait(950);
    expect(bench.writes.map(({ attempt }) => attempt)).toEqual([1]);
    bench.wait(50);
    expect(bench.writes.map(({ attempt }) => attempt)).toEqual([1, 2]);
    bench.wait(1000);
    expect(bench.writes.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(bench.state.writes[drag]?.phase.kind).toBe('sent');
    bench.wait(10_000);
    expect(bench.writes).toHaveLength(3);
    expect(bench.state.writes[drag]?.phase.kind).toBe('unconfirmed');
    expect(bench.notices).toContainEqual({
      kind: 'unconfirmed',
      topic: drag,
      value: 0.004,
      acknowledged: 0.003,
    });
  });

  test('a value that got lost once arrives with the second sending', () => {
    const bench = armedBench();
    bench.deliversWrites = false;
    bench.set(drag, 0.004).wait(500);
    bench.deliversWrites = true;
    bench.wait(1000);
    expect(bench.state.writes[drag]?.phase.kind).toBe('confirmed');
    expect(bench.notices.map(({ kind }) => kind)).toEqual(['set-by-hand']);
  });

  test('a clock of the page that is set back by an hour keeps no value waiting', () => {
    const bench = armedBench();
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.004);
    bench.nowMs -= 3_600_000;
    bench.wait(1200).set(turns, 21).wait(1200);
    expect(values(bench, turns)).toContain(21);
    expect(bench.writes.filter(({ topic }) => topic === drag).length).toBeGreaterThan(1);
  });
});

describe('the next question', () => {
  test('is asked after as many counted shots as a trial has', () => {
    const bench = armedBench({}, { shotsPerTrial: 3 }).tap('hit').tap('miss');
    expect(bench.question).toBeNull();
    bench.tap('hit');
    expect(bench.question).toMatchObject({ trial: 0 });
  });

  test('does not count shots without a label, invalid ones, and those taken back', () => {
    const bench = armedBench({}, { shotsPerTrial: 2 });
    bench.robotShoots({ label: 'none' }).robotShoots({ label: 'hit', distanceM: 40 });
    bench.robotShoots({ label: 'hit' });
    bench.hear({ type: 'void', shotId: bench.lastShot!.shot.id });
    bench.robotShoots({ label: 'miss' });
    expect(bench.question).toBeNull();
    bench.robotShoots({ label: 'hit' });
    expect(bench.question).not.toBeNull();
  });

  test('waits for the operator when autotune is off', () => {
    const bench = armedBench({}, { autotune: false }).tap('hit').tap('hit').wait(500);
    expect(bench.question).toBeNull();
    bench.hear({ type: 'next' });
    expect(bench.question).not.toBeNull();
    bench.answer([0.0035, 22]).wait(500).tap('hit');
    expect(bench.question).toBeNull();
  });

  test('is the same after a reload, with the same seed', () => {
    const bench = armedBench().tap('hit');
    const asked = bench.question;
    bench.question = null;
    bench.hear({ type: 'resume' }).connect().arm().wait(50);
    expect(bench.question).toEqual(asked);
  });

  test('carries the seed of its session, so that the optimizer keeps what it learned between trials', () => {
    const bench = armedBench({}, { seed: 7 }).tap('hit').answer([0.0035, 22]).wait(500).tap('hit');
    expect(bench.questions.map(({ trial, seed }) => [trial, seed])).toEqual([
      [0, 7],
      [1, 7],
    ]);
    expect(bench.logged('trial').map(({ seed }) => seed)).toEqual([7]);
  });

  test('waits until the values of the trial are on the robot', () => {
    const bench = armedBench();
    bench.deliversAcknowledgements = false;
    bench.set(drag, 0.004).tap('hit');
    expect(bench.question).toBeNull();
  });

  test('is dropped when its shot is taken back, and asked anew when a shot is corrected', () => {
    const bench = armedBench().tap('hit').undo().wait(500);
    expect(bench.question).toBeNull();
    bench.tap('hit');
    bench
      .hear({ type: 'relabel', shotId: bench.lastShot!.shot.id, label: 'miss', direction: null })
      .wait(50);
    expect(bench.question?.request.data.hits).toEqual(Uint8Array.of(0));
  });

  test('is asked anew when the settings change while the optimizer works', () => {
    const bench = armedBench().tap('hit');
    const narrow = settings().coefficients.map((known) => ({ ...known, maxStep: 0.05 }));
    bench.configure({ coefficients: narrow }).wait(50);
    expect(bench.question?.request.space.map(({ maxStep }) => maxStep)).toEqual([0.05, 0.05]);
  });

  test('is not asked while the tuner is held', () => {
    const bench = armedBench().hear({ type: 'hold', on: true }).tap('hit').wait(500);
    expect(bench.question).toBeNull();
    bench.hear({ type: 'hold', on: false });
    expect(bench.question).not.toBeNull();
  });
});
