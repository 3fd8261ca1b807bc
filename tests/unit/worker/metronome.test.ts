import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { Metronome, type TimerPort } from '../../../src/worker/metronome.ts';
import type { TimerRequest } from '../../../src/worker/metronome-protocol.ts';

/** Keeps the timers like the real worker does, on the test's clock. */
class FakeTimerWorker implements TimerPort {
  onmessage: TimerPort['onmessage'] = null;
  onerror: TimerPort['onerror'] = null;
  readonly #running = new Map<number, ReturnType<typeof setTimeout>>();
  /** Timers asked for so far. */
  asked = 0;

  get running(): number {
    return this.#running.size;
  }
  postMessage({ id, delayMs, repeats = false }: TimerRequest): void {
    clearTimeout(this.#running.get(id));
    this.#running.delete(id);
    if (delayMs === null) return;
    this.asked += 1;
    const start = repeats ? setInterval : setTimeout;
    const timer = start(() => {
      if (!repeats) this.#running.delete(id);
      this.onmessage?.(new MessageEvent('message', { data: { id } }));
    }, delayMs);
    this.#running.set(id, timer);
  }
  terminate(): void {
    for (const timer of this.#running.values()) clearTimeout(timer);
    this.#running.clear();
  }
  crash(): void {
    this.onerror?.(new Event('error') as ErrorEvent);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const forbidden = (): TimerPort => {
  throw new Error('workers are forbidden here');
};

describe.each([
  ['in a worker', (): TimerPort => new FakeTimerWorker()],
  ['where no worker may be started', forbidden],
])('timers %s', (_where, start) => {
  test('fire once after their delay', () => {
    const fired = vi.fn();
    new Metronome(start).after(100, fired);
    vi.advanceTimersByTime(99);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(fired).toHaveBeenCalledOnce();
  });

  test('fire each period until they are stopped', () => {
    const fired = vi.fn();
    const stop = new Metronome(start).every(100, fired);
    vi.advanceTimersByTime(350);
    expect(fired).toHaveBeenCalledTimes(3);
    stop();
    vi.advanceTimersByTime(1_000);
    expect(fired).toHaveBeenCalledTimes(3);
  });

  test('can be stopped by themselves', () => {
    const metronome = new Metronome(start);
    const fired = vi.fn(() => {
      stop();
    });
    const stop = metronome.every(100, fired);
    vi.advanceTimersByTime(1_000);
    expect(fired).toHaveBeenCalledOnce();
  });

  test('never fire when they are taken back in time', () => {
    const fired = vi.fn();
    new Metronome(start).after(100, fired)();
    vi.advanceTimersByTime(1_000);
    expect(fired).not.toHaveBeenCalled();
  });

  test('do not mind being taken back after they fired', () => {
    const fired = vi.fn();
    const stop = new Metronome(start).after(100, fired);
    vi.advanceTimersByTime(100);
    stop();
    expect(fired).toHaveBeenCalledOnce();
  });
});

test('a timer that is taken back leaves nothing running in the worker', () => {
  const worker = new FakeTimerWorker();
  const metronome = new Metronome(() => worker);
  const stop = metronome.every(100, vi.fn());
  vi.advanceTimersByTime(250);
  expect(worker.running).toBe(1);
  stop();
  expect(worker.running).toBe(0);
});

test('a timer that repeats is asked for once', () => {
  const worker = new FakeTimerWorker();
  new Metronome(() => worker).every(100, vi.fn());
  vi.advanceTimersByTime(1_050);
  expect(worker.asked).toBe(1);
});

test('timers go on with the page’s own when their worker dies', () => {
  const worker = new FakeTimerWorker();
  const metronome = new Metronome(() => worker);
  const often = vi.fn();
  const once = vi.fn();
  metronome.every(100, often);
  metronome.after(250, once);
  vi.advanceTimersByTime(150);
  worker.crash();
  vi.advanceTimersByTime(250);
  expect(often).toHaveBeenCalledTimes(3);
  expect(once).toHaveBeenCalledOnce();
});
