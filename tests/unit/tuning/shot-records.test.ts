import { describe, expect, test } from 'vitest';

import type { TuningState } from '../../../src/core/tuning/state.ts';
import { armedBench } from './bench.ts';

/** All that undo must bring back: everything but its own place and memory. */
const lasting = (state: TuningState): TuningState => ({ ...state, nextSeq: 0, undo: [] });
const idle = () => armedBench({}, { autotune: false });

describe('undo', () => {
  test('takes back a tap: the shot stays in the list and no longer counts', () => {
    const bench = idle().tap('hit').undo();
    expect(bench.state.shots).toMatchObject([{ voided: true }]);
    expect(bench.state.trialShots).toBe(0);
    expect(bench.notices.at(-1)).toEqual({ kind: 'undone', act: 'shot', shot: 1 });
  });

  test.each([
    ['a label', { type: 'relabel', shotId: 'tap-1', label: 'miss', direction: 'left' }],
    ['a label taken away', { type: 'relabel', shotId: 'tap-1', label: 'none', direction: null }],
    ['a void', { type: 'void', shotId: 'tap-1' }],
  ] as const)('of %s brings back the state before it', (_name, act) => {
    const bench = idle().tap('hit').tap('miss', 'short');
    const before = lasting(bench.state);
    bench.hear(act);
    expect(lasting(bench.state)).not.toEqual(before);
    bench.undo();
    expect(lasting(bench.state)).toEqual(before);
  });

  test('goes back through twenty acts and more, last one first, also after a reload', () => {
    const bench = idle();
    for (let n = 0; n < 30; n += 1) {
      bench.tap(n % 2 === 0 ? 'hit' : 'miss');
      if (n % 3 === 0) bench.hear({ type: 'void', shotId: `tap-${n + 1}` });
    }
    bench.hear({ type: 'resume' });
    for (let n = 0; n < 40; n += 1) bench.undo();
    expect(bench.state.shots.every(({ voided }) => voided)).toBe(true);
    bench.undo();
    expect(bench.notices.at(-1)).toEqual({ kind: 'nothing-to-undo' });
  });

  test('leaves what the robot said in the meantime', () => {
    const bench = idle().robotShoots();
    const key = bench.lastShot!.shot.id;
    bench.hear({ type: 'void', shotId: key });
    bench.hear({ type: 'robot-label', late: { key, label: 'hit' } }).undo();
    expect(bench.lastShot).toMatchObject({ label: 'hit', voided: false });
    expect(bench.state.trialShots).toBe(1);
  });

  test('takes back the label a tap gave to the robot’s shot, not the shot', () => {
    const bench = idle().robotShoots().tap('hit').undo();
    expect(bench.state.shots).toMatchObject([{ label: 'none', voided: false }]);
  });

  test('does not touch shots that the robot reported by itself', () => {
    const bench = idle().robotShoots({ label: 'hit' }).undo();
    expect(bench.state.shots).toMatchObject([{ label: 'hit', voided: false }]);
    expect(bench.notices.at(-1)).toEqual({ kind: 'nothing-to-undo' });
  });

  test('of a shot that had already led to new values does not change the robot', () => {
    const bench = armedBench().tap('hit').answer([0.0035, 22]).wait(500);
    const { length } = bench.writes;
    bench.undo().wait(2000);
    expect(bench.writes).toHaveLength(length);
    expect(bench.state.trial?.number).toBe(1);
  });

  test('is itself in the log, and takes nothing out of it', () => {
    const bench = idle().tap('hit');
    const logged = [...bench.events];
    bench.undo();
    expect(bench.events.slice(0, logged.length)).toEqual(logged);
    expect(bench.events.at(-1)).toMatchObject({ type: 'undo', target: logged.at(-1)?.seq });
  });
});

describe('a correction', () => {
  test('to what a shot says already is none', () => {
    const bench = idle().tap('miss', 'short');
    const { length } = bench.events;
    bench.hear({ type: 'relabel', shotId: 'tap-1', label: 'miss', direction: 'short' });
    bench.hear({ type: 'void', shotId: 'tap-1' }).hear({ type: 'void', shotId: 'tap-1' });
    bench.hear({ type: 'void', shotId: 'nobody’s' });
    expect(bench.events).toHaveLength(length + 1);
  });

  test('of an older trial’s shot does not count for this one', () => {
    const bench = idle().tap('hit').set('/Tuning/Drag', 0.004).wait(500).tap('hit');
    expect(bench.state.trialShots).toBe(1);
    bench.hear({ type: 'void', shotId: 'tap-1' });
    expect(bench.state.trialShots).toBe(1);
    bench.hear({ type: 'void', shotId: 'tap-2' });
    expect(bench.state.trialShots).toBe(0);
  });
});
