import { describe, expect, test } from 'vitest';

import { waitingFor } from '../../../src/core/tuning/waiting.ts';
import { armedBench, Bench, drag } from './bench.ts';

const waiting = (bench: Bench) => waitingFor(bench.state, bench.now);

describe('the screen says that the tuner waits', () => {
  test('for what bars writing, before all else', () => {
    expect(waiting(new Bench().configure())).toEqual({ kind: 'barred', why: 'offline' });
  });

  test('for values that the robot has not told', () => {
    expect(waiting(armedBench({ defaults: { [drag]: 0.003 } }))).toEqual({ kind: 'values' });
  });

  test('for shots, and how many', () => {
    const bench = armedBench({}, { shotsPerTrial: 3 }).tap('hit');
    expect(waiting(bench)).toEqual({ kind: 'shots', have: 1, need: 3 });
  });

  test('for the result of a shot that only somebody who saw it can tell', () => {
    const bench = armedBench({}, { shotsPerTrial: 3 }).tap('hit').robotShoots();
    expect(waiting(bench)).toEqual({ kind: 'labels', shots: 1 });
    expect(waiting(bench.tap('miss'))).toEqual({ kind: 'shots', have: 2, need: 3 });
  });

  test('for the operator’s button', () => {
    expect(waiting(armedBench({}, { autotune: false }).tap('hit'))).toEqual({
      kind: 'button',
      have: 1,
    });
  });

  test('for the optimizer', () => {
    expect(waiting(armedBench().tap('hit'))).toEqual({ kind: 'thinking' });
  });

  test('for values to leave, and then for the robot to confirm them', () => {
    const bench = armedBench();
    bench.takesWrites = false;
    expect(waiting(bench.set(drag, 0.004))).toEqual({ kind: 'sending' });
    bench.takesWrites = true;
    expect(waiting(bench.hear({ type: 'tick' }))).toEqual({ kind: 'confirmation' });
    expect(waiting(bench.wait(500))).toMatchObject({ kind: 'shots' });
  });

  test('for the end of a hold', () => {
    expect(waiting(armedBench().hear({ type: 'hold', on: true }))).toEqual({ kind: 'held' });
  });
});
