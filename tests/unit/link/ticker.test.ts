import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { beatTicker, systemTicker, type Ticker } from '../../../src/link/ticker.ts';

const tickers: Record<string, () => Ticker> = {
  'the system’s': () => systemTicker,
  'one on beats': () =>
    beatTicker(
      () => performance.now(),
      (beat) => {
        const timer = setInterval(beat, 1);
        return () => {
          clearInterval(timer);
        };
      },
    ),
};

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(Object.entries(tickers))('a ticker, %s,', (_name, makeTicker) => {
  test('fires once after a delay', () => {
    const fired = vi.fn();
    makeTicker().after(100, fired);
    vi.advanceTimersByTime(99);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(fired).toHaveBeenCalledOnce();
  });

  test('fires each period until it is stopped', () => {
    const fired = vi.fn();
    const stop = makeTicker().every(100, fired);
    vi.advanceTimersByTime(1000);
    expect(fired).toHaveBeenCalledTimes(10);
    stop();
    vi.advanceTimersByTime(1000);
    expect(fired).toHaveBeenCalledTimes(10);
  });

  test('leaves no timer behind once all are stopped or have fired', () => {
    const ticker = makeTicker();
    const stop = ticker.every(100, () => undefined);
    ticker.after(50, () => undefined);
    const stopLate = ticker.after(5000, () => undefined);
    vi.advanceTimersByTime(60);
    stop();
    stopLate();
    stopLate();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('may be stopped, and asked for more, by what it fires', () => {
    const ticker = makeTicker();
    const fired = vi.fn();
    const stop = ticker.every(10, () => {
      stop();
      ticker.after(10, fired);
    });
    vi.advanceTimersByTime(30);
    expect(fired).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('a ticker on beats that missed some fires a repeated timer once, and goes on in time', () => {
  let nowMs = 0;
  let beat = (): void => undefined;
  const ticker = beatTicker(
    () => nowMs,
    (onBeat) => {
      beat = onBeat;
      return () => undefined;
    },
  );
  const firedAt: number[] = [];
  ticker.every(10, () => firedAt.push(nowMs));
  for (nowMs of [5, 10, 500, 505, 511]) beat();
  expect(firedAt).toEqual([10, 500, 511]);
});
