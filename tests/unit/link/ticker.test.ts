import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { systemTicker } from '../../../src/link/ticker.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the system’s ticker', () => {
  test('fires once after a delay', () => {
    const fired = vi.fn();
    systemTicker.after(100, fired);
    vi.advanceTimersByTime(99);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(fired).toHaveBeenCalledOnce();
  });

  test('fires each period until it is stopped', () => {
    const fired = vi.fn();
    const stop = systemTicker.every(100, fired);
    vi.advanceTimersByTime(1000);
    expect(fired).toHaveBeenCalledTimes(10);
    stop();
    vi.advanceTimersByTime(1000);
    expect(fired).toHaveBeenCalledTimes(10);
  });

  test('leaves no timer behind once all are stopped or have fired', () => {
    const stop = systemTicker.every(100, () => undefined);
    systemTicker.after(50, () => undefined);
    const stopLate = systemTicker.after(5000, () => undefined);
    vi.advanceTimersByTime(60);
    stop();
    stopLate();
    stopLate();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('may be stopped, and asked for more, by what it fires', () => {
    const fired = vi.fn();
    const stop = systemTicker.every(10, () => {
      stop();
      systemTicker.after(10, fired);
    });
    vi.advanceTimersByTime(30);
    expect(fired).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });
});
