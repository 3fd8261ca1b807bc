import type { StopTimer, Ticker } from '../ticker.ts';

/** A timer that fires so much too late belongs to a busy page: what has arrived meanwhile waits to be read, ms. */
const lateMs = 20;

/** So often it waits once more; a page that is always busy has to go on some time. */
const mostLooks = 5;

/**
 * One timer for when something is due. A busy page is late with its timers and with what arrives: quiet on its clock is
 * none on the wire. So a late timer waits a moment for what has arrived, which may put it off.
 */
export class PunctualTimer {
  readonly #ticker: Ticker;
  readonly #callback: () => void;
  #stop: StopTimer | null = null;

  constructor(ticker: Ticker, callback: () => void) {
    this.#ticker = ticker;
    this.#callback = callback;
  }

  /** Calls back at that page time, and at no other that was set before; null: not at all. */
  set(dueMs: number | null): void {
    this.stop();
    if (dueMs !== null) this.#wait(Math.max(dueMs, this.#ticker.nowMs()), mostLooks);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }

  #wait(dueMs: number, looks: number): void {
    this.#stop = this.#ticker.after(Math.max(0, dueMs - this.#ticker.nowMs()), () => {
      this.#stop = null;
      const nowMs = this.#ticker.nowMs();
      if (nowMs > dueMs + lateMs && looks > 0) this.#wait(nowMs + lateMs / 2, looks - 1);
      else this.#callback();
    });
  }
}
