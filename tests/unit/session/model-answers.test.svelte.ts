import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';

import { ModelAnswers } from '../../../src/session/model-answers.ts';
import type { ModelQuestions, ModelTopic } from '../../../src/session/model-questions.ts';
import { armedBench, drag, turns, type Bench } from '../tuning/bench.ts';
import { assessment, AskedOptimizer, rates } from './asked-optimizer.ts';
import { settle } from './session-world.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const howFar: ModelQuestions['assessment'] = { kind: 'assessment' };
const standing: ModelQuestions['rates'] = {
  kind: 'rates',
  of: ['now', 'best', 'baseline'],
  distancesM: [],
};

/** A session on a bench in which a proposal came after a hit, and the answers about it. */
function world(bench: Bench = armedBench().tap('hit').answer([0.004, 24], [0.0035, 22]).wait(500)) {
  const optimizer = new AskedOptimizer();
  const answers = new ModelAnswers(optimizer);
  const follow = async (): Promise<void> => {
    answers.follow(bench.state, bench.now);
    await settle();
  };
  /** Reads an answer as a part of the screen does: in an effect, until it is stopped. */
  const read = async <Q extends ModelQuestions[ModelTopic]>(question: Q) => {
    const seen: ReturnType<typeof answers.about<Q>>[] = [];
    const stop = $effect.root(() => {
      const told = $derived(answers.about(question));
      $effect(() => {
        seen.push(told);
      });
    });
    stops.push(stop);
    flushSync();
    await settle();
    const last = () => {
      flushSync();
      return seen.at(-1)!;
    };
    return { last, stop };
  };
  return { bench, optimizer, answers, follow, read };
}

test('nothing is asked while nothing on the screen reads the answer', async () => {
  const { optimizer, answers, follow } = world();
  await follow();
  expect(answers.about(howFar).last).toBeNull();
  await follow();
  expect(optimizer.asked).toEqual([]);
});

test('it is asked once for the same shots and settings, whatever else happens and however often it is read', async () => {
  const { bench, optimizer, follow, read } = world();
  await follow();
  const { last } = await read(howFar);
  await read(howFar);
  expect(last()).toEqual({ last: null, standing: { kind: 'waiting' } });
  optimizer.answer('assessment', assessment(2));
  await settle();
  expect(last()).toMatchObject({ last: { rows: 1, value: { better: 0.9 } } });
  bench.hear({ type: 'note', text: 'new wheels' }).hear({ type: 'hold', on: true }).wait(200);
  await follow();
  expect(optimizer.asked).toHaveLength(1);
  expect(last().standing).toEqual({ kind: 'current' });
});

test('it is asked again after another shot; the last answer stays meanwhile, with the shots it knew', async () => {
  const { bench, optimizer, follow, read } = world();
  await follow();
  const { last } = await read(howFar);
  optimizer.answer('assessment', assessment(2));
  await settle();
  bench.hear({ type: 'hold', on: true }).tap('miss');
  await follow();
  expect(last()).toMatchObject({ last: { rows: 1 }, standing: { kind: 'waiting' } });
  expect(optimizer.asked).toHaveLength(2);
  optimizer.answer('assessment', assessment(2, { better: 0.5 }));
  await settle();
  expect(last()).toMatchObject({ last: { rows: 2, value: { better: 0.5 } } });
});

test('shots that come while it thinks are asked about next, all at once', async () => {
  const { bench, optimizer, follow, read } = world();
  bench.hear({ type: 'hold', on: true });
  await follow();
  const { last } = await read(howFar);
  for (let shot = 0; shot < 5; shot++) {
    bench.tap('hit');
    await follow();
  }
  expect(optimizer.asked).toHaveLength(1);
  optimizer.answer('assessment', assessment(2));
  await settle();
  optimizer.answer('assessment', assessment(2));
  await settle();
  expect(optimizer.asked).toHaveLength(2);
  expect(last()).toMatchObject({ last: { rows: 6 }, standing: { kind: 'current' } });
});

test('one question is asked after the other', async () => {
  const { optimizer, follow, read } = world();
  await follow();
  await read(howFar);
  await read(standing);
  expect(optimizer.asked.map(({ method }) => method)).toEqual(['assessment']);
  optimizer.answer('assessment', assessment(2));
  await settle();
  expect(optimizer.asked.map(({ method }) => method)).toEqual(['assessment', 'rates']);
});

test('a suggestion that is sought or due goes first', async () => {
  const { bench, optimizer, follow, read } = world();
  bench.tap('hit');
  expect(bench.question).not.toBeNull();
  await follow();
  await read(howFar);
  expect(optimizer.asked).toEqual([]);
  const sought = bench.question;
  bench.question = null;
  await follow();
  expect(optimizer.asked).toEqual([]);
  bench.question = sought;
  bench.answer([0.0042, 23]).wait(500);
  await follow();
  expect(optimizer.asked).toHaveLength(1);
});

test('before the first shot that counts it is said that there is nothing to tell, and nothing is asked', async () => {
  const { bench, optimizer, follow, read } = world(armedBench());
  await follow();
  const { last } = await read(howFar);
  expect(last()).toEqual({ last: null, standing: { kind: 'nothing' } });
  bench.hear({ type: 'hold', on: true }).tap('miss');
  await follow();
  expect(optimizer.asked).toHaveLength(1);
});

test('a failure is told with the last answer, and not repeated before something changed', async () => {
  const { bench, optimizer, follow, read } = world();
  await follow();
  const { last } = await read(howFar);
  optimizer.asked[0]!.reject(new Error('out of memory'));
  await settle();
  await follow();
  expect(last().standing).toEqual({ kind: 'failed', detail: 'out of memory' });
  expect(optimizer.asked).toHaveLength(1);
  bench.hear({ type: 'hold', on: true }).tap('hit');
  await follow();
  expect(optimizer.asked).toHaveLength(2);
});

test('with other settings nothing holds that was told, and a question on its way is taken back', async () => {
  const { bench, optimizer, follow, read } = world();
  await follow();
  const { last } = await read(howFar);
  optimizer.answer('assessment', assessment(2));
  await settle();
  bench.hear({ type: 'hold', on: true }).tap('hit');
  await follow();
  bench.configure({ shotsPerTrial: 3 });
  await follow();
  expect(optimizer.asked[1]!.signal.aborted).toBe(true);
  expect(last()).toEqual({ last: null, standing: { kind: 'waiting' } });
  expect(optimizer.asked).toHaveLength(3);
});

test('what is no longer on the screen is not asked any more; back on it, the last answer is there at once', async () => {
  const { bench, optimizer, follow, read } = world();
  await follow();
  const { stop } = await read(howFar);
  optimizer.answer('assessment', assessment(2));
  await settle();
  stop();
  await settle();
  bench.hear({ type: 'hold', on: true }).tap('hit');
  await follow();
  expect(optimizer.asked).toHaveLength(1);
  const { last } = await read(howFar);
  expect(last()).toMatchObject({ last: { rows: 1 } });
  expect(optimizer.asked).toHaveLength(2);
});

test('after the session is closed nothing is asked, and what is on its way is taken back', async () => {
  const { bench, optimizer, answers, follow, read } = world();
  await follow();
  const { last } = await read(howFar);
  answers.close();
  bench.hear({ type: 'hold', on: true }).tap('hit');
  await follow();
  expect(optimizer.asked.map(({ signal }) => signal.aborted)).toEqual([true]);
  expect(last().last).toBeNull();
});

test('rates are told with the values they are of, and asked for again once those are others', async () => {
  const { bench, optimizer, follow, read } = world();
  bench.hear({ type: 'hold', on: true });
  await follow();
  const { last } = await read(standing);
  expect(optimizer.asked[0]!.args).toMatchObject({
    vectors: [
      [0.004, 24],
      [0.0035, 22],
      [0.003, 20],
    ],
  });
  optimizer.answer('rates', rates(3));
  await settle();
  const told = last().last!.value;
  expect(told.now).toMatchObject({ of: { [drag]: 0.004, [turns]: 24 }, overall: { mean: 0.6 } });
  expect(told.baseline).toMatchObject({ overall: { mean: 0.5 } });
  expect(told['code-default']).toBeUndefined();
  bench.set(drag, 0.005).wait(500);
  await follow();
  expect(optimizer.asked).toHaveLength(2);
});

test('slices and maps are asked for by the name of the coefficient and of where the others are', async () => {
  const { optimizer, follow, read } = world();
  await follow();
  const slice = await read({ kind: 'slice', topic: turns, at: 'best', count: 21 } as const);
  expect(optimizer.asked[0]).toMatchObject({
    method: 'slice',
    args: { at: [0.0035, 22], dimension: 1, count: 21 },
  });
  const answer = { values: [10, 30], rates: [] };
  optimizer.answer('slice', answer);
  await settle();
  expect(slice.last().last?.value).toEqual({ ...answer, of: { [drag]: 0.0035, [turns]: 22 } });
  await read({ kind: 'map', topic: drag, at: 'now', columns: 5, rows: 4 } as const);
  expect(optimizer.asked[1]).toMatchObject({
    method: 'map',
    args: { at: [0.004, 24], dimension: 0, columns: 5, rows: 4 },
  });
});

test('suspects are told by their shots, though others were voided or have no label', async () => {
  const { bench, optimizer, follow, read } = world();
  bench.hear({ type: 'hold', on: true }).tap('hit').tap('miss').robotShoots({ label: 'none' });
  bench.hear({ type: 'void', shotId: bench.state.shots[0]!.shot.id });
  await follow();
  const { last } = await read(howFar);
  optimizer.answer('assessment', assessment(2, { suspects: [{ row: 1, probability: 0.8 }] }));
  await settle();
  expect(last().last?.value.suspects).toEqual([
    { shotId: bench.state.shots[2]!.shot.id, probability: 0.8 },
  ]);
});
