import { describe, expect, test } from 'vitest';

import { foldAll } from '../../../src/core/tuning/fold.ts';
import { tuned, onRobot } from '../../../src/core/tuning/values.ts';
import { waitingFor } from '../../../src/core/tuning/waiting.ts';
import { armedBench, Bench, coefficient, drag, turns } from './bench.ts';

/** Robot code sets a coefficient anew in its loop: what is written there stays for 20 ms. */
class LoopBench extends Bench {
  readonly sets = new Map<string, number>();
  constructor(confirms: 'at once' | 'never' = 'never') {
    super({ confirms });
  }
  override wait(ms: number): this {
    const untilMs = this.nowMs + ms;
    while (this.nowMs < untilMs) {
      super.wait(Math.min(50, untilMs - this.nowMs));
      for (const [topic, value] of this.sets) {
        if (this.robot.value(topic) === value) continue;
        const serverUs = this.robot.clockUs(this.nowMs) - 30_000;
        const acknowledged = this.robot.hear(topic, value, serverUs);
        this.hear({ type: 'observed', topic, value, serverUs });
        for (const input of acknowledged) this.hear(input);
      }
    }
    return this;
  }
}
function loop(confirms: 'at once' | 'never' = 'never'): LoopBench {
  const bench = new LoopBench(confirms);
  bench.sets.set(drag, 0.003);
  return bench.configure({ autotune: false }).connect().arm().wait(50);
}

describe.each(['never', 'at once'] as const)(
  'robot code that sets a coefficient itself, and acknowledges %s',
  (confirms) => {
    test('is found out after three writes, which are the last', () => {
      const bench = loop(confirms).set(drag, 0.004).wait(10_000);
      expect(bench.writes.map(({ value }) => value)).toEqual([0.004, 0.004, 0.004]);
      expect(bench.state.conflicts).toEqual({ [drag]: 'reverted' });
      expect(bench.notices.at(-1)).toEqual({
        kind: 'write-conflict',
        topic: drag,
        how: 'reverted',
      });
      expect(onRobot(bench.state, drag)).toBe(0.003);
      expect(foldAll(bench.events)).toEqual(bench.state);
    });

    test('never makes a trial of what could not be set', () => {
      const bench = loop(confirms).tap('hit').tap('hit').set(drag, 0.004).wait(3_000);
      expect(bench.state).toMatchObject({ trial: { number: 0 }, shootingTrial: 0, trialShots: 2 });
      bench.tap('miss');
      expect(bench.lastShot).toMatchObject({ trial: 0, shot: { values: { [drag]: 0.003 } } });
      expect(bench.state.trialShots).toBe(3);
    });

    test('is left out of what is tuned, and the others go on', () => {
      const bench = loop(confirms).configure({ autotune: true }).tap('hit').answer([0.004, 24]);
      bench.wait(3_000);
      expect(tuned(bench.state).map(({ topic }) => topic)).toEqual([turns]);
      expect(bench.state).toMatchObject({ trial: { number: 1, values: { [turns]: 24 } } });
      expect(bench.state.trial?.values).not.toHaveProperty(drag);
      expect(bench.tap('hit').question?.request.space).toHaveLength(1);
      bench.answer([26]).wait(3_000);
      expect(bench.robot.value(turns)).toBe(26);
      expect(bench.writes.filter(({ topic }) => topic === drag)).toHaveLength(3);
    });

    test('is tried again when a person sets it, and tuned where it has become free', () => {
      const bench = loop(confirms).set(drag, 0.004).wait(3_000).set(drag, 0.005).wait(3_000);
      expect(bench.writes).toHaveLength(6);
      expect(bench.state.conflicts).toEqual({ [drag]: 'reverted' });
      bench.sets.clear();
      bench.set(drag, 0.005).wait(3_000);
      expect(bench.robot.value(drag)).toBe(0.005);
      expect(bench.state).toMatchObject({ conflicts: {}, trial: { number: 1 }, shootingTrial: 1 });
    });
  },
);

test('where all that is tuned is set by others, it is said that nothing can be tuned', () => {
  const bench = new LoopBench();
  bench.sets.set(drag, 0.003);
  bench
    .configure({ coefficients: [coefficient()] })
    .connect()
    .arm()
    .wait(50);
  bench.set(drag, 0.004).wait(3_000);
  expect(waitingFor(bench.state, bench.now)).toEqual({ kind: 'conflict' });
  bench.tap('hit').wait(1_000);
  expect(bench.question).toBeNull();
});

describe('a topic that changes all the time', () => {
  const changing = (bench: Bench, times: number, everyMs: number): Bench => {
    for (let i = 0; i < times; i++)
      bench.wait(everyMs).otherDashboardWrites(drag, 0.002 + i * 1e-5);
    return bench;
  };

  test('is not written, as long as it does', () => {
    const bench = changing(armedBench({}, { autotune: false }).wait(2_000), 10, 200);
    expect(bench.state.conflicts).toEqual({ [drag]: 'changing' });
    bench.tap('hit');
    expect(bench.lastShot?.shot.values[drag]).toBe(0.002 + 9e-5);
    bench.wait(6_000);
    expect(bench.state.conflicts).toEqual({});
    bench.set(drag, 0.004).wait(1_000);
    expect(bench.robot.value(drag)).toBe(0.004);
  });

  test('is none where a person sets it now and then, nor where another laptop tunes it', () => {
    expect(changing(armedBench({}, { autotune: false }), 10, 2_000).state.conflicts).toEqual({});
    const viewer = armedBench();
    viewer.writer = false;
    expect(changing(viewer, 10, 200).state.conflicts).toEqual({});
  });

  test('is none where robot code answers each of our writes with a value of its own', () => {
    const bench = armedBench({ confirms: 'never' }, { autotune: false }).wait(2_000);
    for (let i = 1; i < 10; i++) {
      bench.set(drag, 0.003 + i * 1e-4).wait(300);
      bench.otherDashboardWrites(drag, 0.003 + i * 1e-4 + 1e-6).wait(300);
    }
    expect(bench.state.conflicts).toEqual({});
    expect(bench.state.shootingTrial).toBe(9);
  });
});
