import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { Slice, VectorRates } from '../../../src/core/aim/answers.ts';
import type { SuggestRequest, Suggestion } from '../../../src/core/bayes-opt/request.ts';
import { OptimizerClient } from '../../../src/worker/client.ts';
import { FakeWorker } from './fake-worker.ts';

const request: SuggestRequest = {
  space: [{ low: 0, high: 1, start: 0.5, integer: false, scale: 'linear', maxStep: 1, role: null }],
  context: { low: 2, high: 6 },
  goal: null,
  objective: { kind: 'hits' },
  data: {
    points: new Float64Array(0),
    distancesM: new Float64Array(0),
    hits: new Uint8Array(0),
    sides: null,
    errorsM: null,
    weights: null,
    values: null,
  },
  current: [0.5],
  baseline: [0.5],
};
const rate = { mean: 0.5, low: 0.1, high: 0.9 };
const suggestion = (next: number): Suggestion => ({
  next: [next],
  best: [next],
  nextRate: rate,
  bestRate: rate,
  baselineRate: rate,
  reason: { kind: 'refine' },
  model: { kind: 'aim', leadNats: 0 },
  rows: 0,
});

let workers: FakeWorker[];
let timers: (() => void)[];
let client: OptimizerClient;

beforeEach(() => {
  workers = [];
  timers = [];
  client = new OptimizerClient(
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    (_delayMs, callback) => {
      timers.push(callback);
      return () => undefined;
    },
  );
});

const ask = (seed: number, signal = new AbortController().signal): Promise<Suggestion> =>
  client.suggest({ request, seed }, signal);
/** Lets the time pass that a busy worker is given. */
const runOutOfPatience = (): void => {
  for (const timer of timers.splice(0)) timer();
};

describe('a question to the optimizer', () => {
  test('gets the answer the worker gives to it', async () => {
    const answer = ask(7);
    expect(workers[0]!.calls).toMatchObject([{ method: 'suggest', args: { request, seed: 7 } }]);
    workers[0]!.answer(0, suggestion(0.3));
    await expect(answer).resolves.toEqual(suggestion(0.3));
  });

  test('goes to the worker that answered the one before', async () => {
    const first = ask(1);
    workers[0]!.answer(0, suggestion(0.1));
    await first;
    const second = ask(2);
    workers[0]!.answer(1, suggestion(0.2));
    await expect(second).resolves.toEqual(suggestion(0.2));
    expect(workers).toHaveLength(1);
  });

  test('is rejected with what the worker says is wrong with it, and the worker goes on', async () => {
    const refused = ask(1);
    workers[0]!.refuse(0, 'no room to search');
    await expect(refused).rejects.toThrow('no room to search');
    const next = ask(2);
    workers[0]!.answer(1, suggestion(0.2));
    await expect(next).resolves.toEqual(suggestion(0.2));
  });

  test('overtakes the one before, whose late answer is nobody’s', async () => {
    const old = ask(1);
    const newer = ask(2);
    await expect(old).rejects.toThrow('newer');
    workers[0]!.answer(0, suggestion(0.1));
    workers[0]!.answer(1, suggestion(0.2));
    await expect(newer).resolves.toEqual(suggestion(0.2));
  });

  test('is rejected when the worker can’t be started, and the next one tries again', async () => {
    let isAllowed = false;
    const worker = new FakeWorker();
    client = new OptimizerClient(
      () => {
        if (!isAllowed) throw new Error('workers are forbidden here');
        return worker;
      },
      () => () => undefined,
    );
    await expect(ask(1)).rejects.toThrow('forbidden');
    isAllowed = true;
    const next = ask(2);
    worker.answer(0, suggestion(0.2));
    await expect(next).resolves.toEqual(suggestion(0.2));
  });
});

describe('a question that is taken back', () => {
  test('is rejected at once and never answered', async () => {
    const abort = new AbortController();
    const answered = vi.fn();
    const taken = ask(1, abort.signal).then(answered);
    abort.abort();
    await expect(taken).rejects.toThrow('taken back');
    workers[0]!.answer(0, suggestion(0.1));
    await Promise.resolve();
    expect(answered).not.toHaveBeenCalled();
  });

  test('does not reach the worker when that was before it was asked', async () => {
    await expect(ask(1, AbortSignal.abort())).rejects.toThrow('taken back');
    expect(workers).toHaveLength(0);
  });

  test('does not touch the question that overtook it', async () => {
    const abort = new AbortController();
    const old = ask(1, abort.signal);
    const newer = ask(2);
    abort.abort();
    await expect(old).rejects.toThrow();
    workers[0]!.answer(0, suggestion(0.1));
    workers[0]!.answer(1, suggestion(0.2));
    await expect(newer).resolves.toEqual(suggestion(0.2));
  });

  test('costs the worker its life when it goes on computing', async () => {
    const abort = new AbortController();
    const taken = ask(1, abort.signal);
    abort.abort();
    await expect(taken).rejects.toThrow();
    runOutOfPatience();
    expect(workers[0]!.terminated).toBe(true);
    const next = ask(2);
    workers[1]!.answer(0, suggestion(0.2));
    await expect(next).resolves.toEqual(suggestion(0.2));
  });

  test('leaves the worker alive when it comes back in time', async () => {
    const abort = new AbortController();
    const taken = ask(1, abort.signal);
    abort.abort();
    await expect(taken).rejects.toThrow();
    workers[0]!.answer(0, suggestion(0.1));
    runOutOfPatience();
    expect(workers[0]!.terminated).toBe(false);
  });

  test('does not hold up the next: a new worker is asked when the old one stays busy', async () => {
    const old = ask(1);
    const newer = ask(2);
    await expect(old).rejects.toThrow();
    runOutOfPatience();
    expect(workers[0]!.terminated).toBe(true);
    expect(workers[1]!.calls).toMatchObject([{ args: { seed: 2 } }]);
    workers[1]!.answer(0, suggestion(0.2));
    await expect(newer).resolves.toEqual(suggestion(0.2));
  });
});

describe('questions of several kinds', () => {
  const asked = { request, seed: 1 };
  const along = { ...asked, at: [0.5], dimension: 0 };
  const never = new AbortController().signal;
  const slice = (count: number): Promise<Slice> => client.ask('slice', { ...along, count }, never);
  const rates = (): Promise<readonly VectorRates[]> =>
    client.ask('rates', { ...asked, vectors: [[0.5]], distancesM: [] }, never);
  const methods = (worker: FakeWorker): string[] => worker.calls.map(({ method }) => method);
  const line = (value: number): Slice => ({ values: [value], rates: [rate] });

  test('are all answered, the newest first, one at a time', async () => {
    const first = slice(3);
    const second = client.ask('map', { ...along, columns: 2, rows: 2 }, never);
    const third = rates();
    expect(methods(workers[0]!)).toEqual(['slice']);
    workers[0]!.answer(0, line(1));
    workers[0]!.answer(1, [{ overall: rate, at: [] }]);
    workers[0]!.answer(2, { values: [], distancesM: [], rates: new Float64Array(0) });
    await expect(first).resolves.toEqual(line(1));
    await expect(second).resolves.toMatchObject({ values: [] });
    await expect(third).resolves.toHaveLength(1);
    expect(methods(workers[0]!)).toEqual(['slice', 'rates', 'map']);
  });

  test('let the suggestion go first', () => {
    void slice(3);
    void ask(1);
    void rates();
    workers[0]!.answer(0, line(1));
    expect(methods(workers[0]!)).toEqual(['slice', 'suggest']);
  });

  test('overtake only their own kind', async () => {
    const rate = rates();
    const old = slice(3);
    const newer = slice(5);
    await expect(old).rejects.toThrow('newer');
    workers[0]!.answer(0, []);
    workers[0]!.answer(1, line(5));
    await expect(rate).resolves.toEqual([]);
    await expect(newer).resolves.toEqual(line(5));
    expect(workers[0]!.calls).toMatchObject([{ method: 'rates' }, { args: { count: 5 } }]);
  });

  test('that are taken back while they wait never reach the worker', async () => {
    const abort = new AbortController();
    const suggested = ask(1);
    const taken = client.ask('assessment', asked, abort.signal);
    abort.abort();
    await expect(taken).rejects.toThrow('taken back');
    runOutOfPatience();
    workers[0]!.answer(0, suggestion(0.1));
    await suggested;
    expect(methods(workers[0]!)).toEqual(['suggest']);
  });

  test('are all rejected when the worker dies', async () => {
    const lost = [slice(3), rates(), ask(1)];
    workers[0]!.crash('out of memory');
    for (const question of lost) await expect(question).rejects.toThrow('out of memory');
    const next = slice(2);
    workers[1]!.answer(0, line(2));
    await expect(next).resolves.toEqual(line(2));
  });

  test('still open are asked of the new worker when a dropped one keeps the old busy', async () => {
    const abort = new AbortController();
    const taken = ask(1, abort.signal);
    const waiting = slice(3);
    abort.abort();
    await expect(taken).rejects.toThrow();
    runOutOfPatience();
    workers[1]!.answer(0, line(3));
    await expect(waiting).resolves.toEqual(line(3));
  });
});

describe('a worker that dies', () => {
  test.each([
    [
      'by an error',
      (worker: FakeWorker) => {
        worker.crash('out of memory');
      },
      'out of memory',
    ],
    [
      'without a word',
      (worker: FakeWorker) => {
        worker.crash('');
      },
      'stopped',
    ],
    [
      'by an answer nobody can read',
      (worker: FakeWorker) => {
        worker.sendGarbage();
      },
      'read',
    ],
  ])(
    '%s rejects its question with the reason, and the next question starts another',
    async (_how, die, reason) => {
      const lost = ask(1);
      die(workers[0]!);
      await expect(lost).rejects.toThrow(reason);
      expect(workers[0]!.terminated).toBe(true);
      const next = ask(2);
      workers[1]!.answer(0, suggestion(0.2));
      await expect(next).resolves.toEqual(suggestion(0.2));
    },
  );

  test('late does not hurt its successor', async () => {
    const lost = ask(1);
    workers[0]!.crash('out of memory');
    await expect(lost).rejects.toThrow();
    const next = ask(2);
    workers[0]!.crash('again');
    workers[1]!.answer(0, suggestion(0.2));
    await expect(next).resolves.toEqual(suggestion(0.2));
  });
});

test('closing rejects the question under way and stops the worker', async () => {
  const open = ask(1);
  client.close();
  await expect(open).rejects.toThrow('closed');
  expect(workers[0]!.terminated).toBe(true);
});
