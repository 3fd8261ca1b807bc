import { afterEach, describe, expect, test, vi } from 'vitest';

import type { SuggestRequest } from '../../src/core/bayes-opt/request.ts';
import { OptimizerClient } from '../../src/worker/client.ts';
import { Metronome } from '../../src/worker/metronome.ts';
import { patienceMs } from './patience.ts';

const optimizerWorker = (): Worker =>
  new Worker(new URL('../../src/worker/optimizer.worker.ts', import.meta.url), { type: 'module' });
const timerWorker = (): Worker =>
  new Worker(new URL('../../src/worker/metronome.worker.ts', import.meta.url), { type: 'module' });
const pageTimer = (delayMs: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, delayMs);
  return () => {
    clearTimeout(timer);
  };
};

/** @param shots how many, every third a hit. */
const request = (shots: number): SuggestRequest => ({
  space: [
    { low: 0, high: 1, start: 0.5, integer: false, scale: 'linear', maxStep: 0.15, role: null },
    { low: -6, high: 6, start: 0, integer: true, scale: 'linear', maxStep: 0.15, role: null },
  ],
  context: { low: 2, high: 6 },
  goal: null,
  objective: { kind: 'hits' },
  data: {
    points: Float64Array.from({ length: 2 * shots }, (_, i) =>
      i % 2 === 0 ? ((i / 2) % 10) / 10 : (i % 5) - 2,
    ),
    distancesM: Float64Array.from({ length: shots }, (_, i) => 2 + (i % 5)),
    hits: Uint8Array.from({ length: shots }, (_, i) => (i % 3 === 0 ? 1 : 0)),
    sides: null,
    errorsM: null,
    weights: null,
    values: null,
  },
  current: [0.5, 0],
  baseline: [0.5, 0],
});
const never = new AbortController().signal;

const clients: OptimizerClient[] = [];
const makeClient = (start = optimizerWorker): OptimizerClient => {
  const client = new OptimizerClient(start, pageTimer);
  clients.push(client);
  return client;
};
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

describe('the optimizer in a real worker', () => {
  test('suggests, and two workers suggest the same for the same question and seed', async () => {
    const args = { request: request(12), seed: 3 };
    const [one, other] = await Promise.all([
      makeClient().suggest(args, never),
      makeClient().suggest(args, never),
    ]);
    expect(one.next).toHaveLength(2);
    expect(one.rows).toBe(12);
    expect(other).toEqual(one);
  });

  test('suggests the same whatever the worker was asked before', async () => {
    const args = { request: request(9), seed: 3 };
    const client = makeClient();
    await client.suggest({ request: request(6), seed: 3 }, never);
    await client.suggest({ request: request(20), seed: 8 }, never);
    expect(await client.suggest(args, never)).toEqual(await makeClient().suggest(args, never));
  });

  test('answers all else from what the suggestion taught, and the same without it', async () => {
    const args = { request: request(12), seed: 3 };
    const along = { ...args, at: [0.5, 0], dimension: 1 };
    const client = makeClient();
    const suggested = await client.suggest(args, never);
    const all = (from: OptimizerClient) =>
      Promise.all([
        from.ask('rates', { ...args, vectors: [suggested.best], distancesM: [2, 6] }, never),
        from.ask('slice', { ...along, count: 30 }, never),
        from.ask('map', { ...along, columns: 5, rows: 3 }, never),
        from.ask('assessment', args, never),
      ]);
    const [rates, slice, map, assessment] = await all(client);
    expect(rates[0]?.overall).toEqual(suggested.bestRate);
    expect(rates[0]?.at).toHaveLength(2);
    expect(slice.values).toEqual(Array.from({ length: 13 }, (_, i) => i - 6));
    expect(map.distancesM).toEqual([2, 4, 6]);
    expect(map.rates).toHaveLength(map.values.length * 3);
    expect(assessment.best).toEqual(suggested.best);
    expect(await all(makeClient())).toEqual([rates, slice, map, assessment]);
  });

  test('can be interrupted, and answers the next question', async () => {
    const client = makeClient();
    const abort = new AbortController();
    const long = client.suggest({ request: request(400), seed: 1 }, abort.signal);
    abort.abort();
    await expect(long).rejects.toThrow('taken back');
    await expect(client.suggest({ request: request(3), seed: 1 }, never)).resolves.toMatchObject({
      rows: 3,
    });
  });

  test('rejects with a reason when its script is broken, and a new worker answers', async () => {
    const broken = URL.createObjectURL(
      new Blob(['throw new Error("broken")'], { type: 'text/javascript' }),
    );
    let started = 0;
    const client = makeClient(() => (started++ === 0 ? new Worker(broken) : optimizerWorker()));
    await expect(client.suggest({ request: request(0), seed: 1 }, never)).rejects.toThrow('broken');
    await expect(client.suggest({ request: request(0), seed: 1 }, never)).resolves.toMatchObject({
      reason: { kind: 'no-data' },
    });
    URL.revokeObjectURL(broken);
  });
});

describe('timers in a real worker', () => {
  test('fire once, or again and again until stopped', async () => {
    const metronome = new Metronome(timerWorker);
    const once = vi.fn();
    const often = vi.fn();
    metronome.after(5, once);
    const stop = metronome.every(5, often);
    await vi.waitUntil(
      () => often.mock.calls.length >= 3 && once.mock.calls.length > 0,
      patienceMs,
    );
    stop();
    const stopped = often.mock.calls.length;
    const later = vi.fn();
    metronome.after(50, later);
    await vi.waitUntil(() => later.mock.calls.length > 0, patienceMs);
    expect(often).toHaveBeenCalledTimes(stopped);
    expect(once).toHaveBeenCalledOnce();
  });
});
