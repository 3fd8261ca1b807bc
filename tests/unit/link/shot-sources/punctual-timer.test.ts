import { beforeEach, describe, expect, test } from 'vitest';

import { PunctualTimer } from '../../../../src/link/shot-sources/punctual-timer.ts';
import { HandTicker } from '../../session/recorder-world.ts';

/** A page that is busy for a while: its timers fire when it is done. */
class BusyTicker extends HandTicker {
  lateMs = 0;
  every(): () => void {
    throw new Error('not used');
  }
  override nowMs(): number {
    return super.nowMs() + this.lateMs;
  }
}

let ticker: BusyTicker;
let fired: number[];
let timer: PunctualTimer;
beforeEach(() => {
  ticker = new BusyTicker();
  fired = [];
  timer = new PunctualTimer(ticker, () => fired.push(ticker.nowMs()));
});

describe('a timer for quiet', () => {
  test('fires when it is due, once', () => {
    timer.set(60);
    ticker.advance(59);
    expect(fired).toEqual([]);
    ticker.advance(500);
    expect(fired).toEqual([60]);
  });

  test('is put off by what has arrived while the page was busy, before it calls back', () => {
    timer.set(60);
    ticker.lateMs = 300;
    ticker.advance(60);
    expect(fired).toEqual([]);
    timer.set(ticker.nowMs() + 60);
    ticker.advance(70);
    expect(fired).toEqual([420]);
  });

  test('calls back all the same where nothing has arrived, and on a page that is always busy', () => {
    timer.set(60);
    ticker.lateMs = 300;
    ticker.advance(80);
    expect(fired).toHaveLength(1);
    timer.set(ticker.nowMs() + 60);
    for (let n = 0; n < 20 && fired.length < 2; n += 1) {
      ticker.lateMs += 100;
      ticker.advance(60);
    }
    expect(fired).toHaveLength(2);
  });

  test('does not fire once it is stopped, and leaves no timer', () => {
    timer.set(60);
    timer.set(null);
    ticker.advance(500);
    expect([fired, ticker.timers()]).toEqual([[], 0]);
  });
});
