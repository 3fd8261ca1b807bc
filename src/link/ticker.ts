/** Takes a timer back; harmless when it has already fired. */
export type StopTimer = () => void;

/**
 * Time and timers of the link. A page passes one that a hidden tab does not slow down (timers in a worker); tests
 * pass one whose time they move by hand.
 */
export interface Ticker {
  /** Monotonic time, ms, with fractions. */
  nowMs(): number;
  every(periodMs: number, callback: () => void): StopTimer;
  after(delayMs: number, callback: () => void): StopTimer;
}

/** The plain timers of the platform. A browser slows them down while its tab is hidden. */
export const systemTicker: Ticker = {
  nowMs: () => performance.now(),
  every(periodMs, callback) {
    const timer = setInterval(callback, periodMs);
    return () => {
      clearInterval(timer);
    };
  },
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
