import { describe, expect, test } from 'vitest';

import { foldAll } from '../../../src/core/tuning/fold.ts';
import { armedBench, Bench, drag, turns } from './bench.ts';

const values = (bench: Bench) => [bench.robot.value(drag), bench.robot.value(turns)];
/** A bench whose optimizer has proposed once and holds another point for the best. */
const proposedBench = (traits: Parameters<typeof armedBench>[0] = {}) =>
  armedBench(traits).tap('hit').answer([0.004, 24], [0.0035, 22]).wait(500);
const goTo = (bench: Bench, target: 'best' | 'baseline' | 'code-default' = 'baseline') =>
  bench.hear({ type: 'go-to', target }).wait(500);
const goBack = (bench: Bench) => bench.hear({ type: 'go-back' }).wait(500);

describe('values that a person chose can be taken back', () => {
  test.each(['best', 'baseline', 'code-default'] as const)(
    'after %s: those from before are written again, and tuning goes on as it did',
    (target) => {
      const bench = goBack(goTo(proposedBench(), target));
      expect(values(bench)).toEqual([0.004, 24]);
      expect(bench.state).toMatchObject({ hold: false, trial: { kind: 'former' }, former: null });
    },
  );

  test('it is said where they went, and can be taken back once', () => {
    const bench = goTo(proposedBench());
    expect(bench.notices).toEqual([{ kind: 'went-to', target: 'baseline', trial: 2 }]);
    goBack(goBack(bench));
    expect(bench.notices.at(-1)).toEqual({ kind: 'nothing-to-go-back' });
    expect(values(bench)).toEqual([0.004, 24]);
  });

  test('a tuner that was held before is held again', () => {
    const bench = proposedBench().hear({ type: 'hold', on: true });
    expect(goBack(goTo(bench)).state.hold).toBe(true);
  });

  test('values that were only on their way count as those from before', () => {
    const bench = armedBench();
    bench.takesWrites = false;
    bench.set(drag, 0.005);
    bench.takesWrites = true;
    bench.hear({ type: 'go-to', target: 'baseline' });
    expect(values(goBack(bench))).toEqual([0.005, 20]);
  });

  test('after a reload too', () => {
    const bench = goTo(proposedBench());
    expect(foldAll(bench.events).former).toEqual({
      trial: 1,
      values: { [drag]: 0.004, [turns]: 24 },
      hold: false,
    });
  });

  test('but not while nothing may be written, nor once the next values came', () => {
    const bench = goTo(proposedBench());
    goBack(bench.hear({ type: 'disarm' }));
    expect(bench.notices.at(-1)).toEqual({ kind: 'refused', input: 'go-back', why: 'not-armed' });
    expect(values(bench)).toEqual([0.003, 20]);
    bench.arm().hear({ type: 'next' }).wait(50).answer([0.0045, 25]).wait(500);
    expect(bench.state.former).toBeNull();
  });
});

describe('tuning is finished', () => {
  const finish = (bench: Bench, choice: 'best' | 'baseline' | 'as-is') =>
    bench.hear({ type: 'finish', with: choice });

  test.each([
    ['best', [0.0035, 22]],
    ['baseline', [0.003, 20]],
    ['as-is', [0.004, 24]],
  ] as const)('with %s: those values are on the robot, and it is disarmed', (choice, expected) => {
    const bench = finish(proposedBench(), choice).wait(500);
    expect(values(bench)).toEqual(expected);
    expect(bench.state).toMatchObject({ armed: false, disarmedBecause: 'finished', hold: true });
    expect(bench.logged('finished')).toMatchObject([{ with: choice }]);
    expect(bench.notices).toEqual([{ kind: 'finished', with: choice, arrival: 'confirmed' }]);
  });

  test('not before the robot has confirmed the values', () => {
    const bench = proposedBench();
    bench.acknowledgeMs = 800;
    expect(finish(bench, 'best').wait(300).state).toMatchObject({ armed: true, finishing: 'best' });
    expect(bench.wait(1000).state.armed).toBe(false);
  });

  test('where the robot cannot confirm, once they are sent, and it is said that they only are', () => {
    const bench = finish(proposedBench({ confirms: 'never' }), 'best').wait(500);
    expect(bench.state.armed).toBe(false);
    expect(bench.notices.at(-1)).toEqual({ kind: 'finished', with: 'best', arrival: 'sent' });
  });

  test('where they never arrive, it is said that they are missing', () => {
    const bench = proposedBench();
    bench.deliversWrites = false;
    finish(bench, 'best').wait(5000);
    expect(bench.state.armed).toBe(false);
    expect(bench.notices.at(-1)).toEqual({ kind: 'finished', with: 'best', arrival: 'missing' });
  });

  test('and nothing is proposed any more, also when it is armed again', () => {
    const bench = finish(proposedBench(), 'best').tap('hit').wait(500);
    bench.arm().tap('hit').wait(500);
    expect(bench.question).toBeNull();
    expect(values(bench)).toEqual([0.0035, 22]);
  });

  test('but what writes is refused while nothing may be written, and all stays as it was', () => {
    const bench = proposedBench().hear({ type: 'disarm' });
    const { length } = bench.events;
    finish(bench, 'baseline');
    expect(bench.notices.at(-1)).toEqual({ kind: 'refused', input: 'finish', why: 'not-armed' });
    expect(bench.events).toHaveLength(length);
    finish(armedBench(), 'best');
    expect(finish(armedBench(), 'best').notices).toEqual([{ kind: 'no-best-yet' }]);
  });

  test.each([
    ['asks for the next values', (bench: Bench) => bench.hear({ type: 'next' })],
    ['goes on by hand', (bench: Bench) => bench.set(drag, 0.002)],
    ['resumes', (bench: Bench) => bench.hear({ type: 'hold', on: false })],
  ])('and is not, where the operator %s before they arrived', (_, goesOn) => {
    const bench = proposedBench();
    bench.acknowledgeMs = 800;
    goesOn(finish(bench, 'best')).wait(2000);
    expect(bench.state).toMatchObject({ armed: true, finishing: null });
  });

  test('nor where the robot begins anew before they arrived', () => {
    const bench = proposedBench();
    bench.deliversWrites = false;
    finish(bench, 'best').restartRobot().wait(500);
    expect(bench.state).toMatchObject({ finishing: null, restartPending: true });
    expect(bench.notices.filter(({ kind }) => kind === 'finished')).toEqual([]);
  });
});
