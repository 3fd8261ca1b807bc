/** Takes a timer back; harmless when it has already fired. */
export type StopTimer = () => void;

/**
 * Time and timers of the link. A page passes one that a hidden tab does not slow down (beats from a worker); tests
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

interface Timer {
  dueMs: number;
  readonly periodMs: number | null;
  readonly callback: () => void;
}

/**
 * Timers that fire on the beats of something else, such as a worker's metronome: exact to one beat, and awake as long
 * as the beats come. A repeated timer that missed several beats fires once.
 * @param onBeat starts the beats and returns a function that stops them; called only while a timer is running.
 */
export function beatTicker(nowMs: () => number, onBeat: (beat: () => void) => StopTimer): Ticker {
  const timers = new Set<Timer>();
  let stopBeats: StopTimer | null = null;

  function beat(): void {
    const now = nowMs();
    for (const timer of [...timers]) {
      if (timer.dueMs > now || !timers.has(timer)) continue;
      if (timer.periodMs === null) remove(timer);
      else {
        const nextMs = timer.dueMs + timer.periodMs;
        timer.dueMs = nextMs > now ? nextMs : now + timer.periodMs;
      }
      timer.callback();
    }
  }
  function remove(timer: Timer): void {
    timers.delete(timer);
    if (timers.size > 0) return;
    stopBeats?.();
    stopBeats = null;
  }
  function add(delayMs: number, periodMs: number | null, callback: () => void): StopTimer {
    const timer: Timer = { dueMs: nowMs() + delayMs, periodMs, callback };
    timers.add(timer);
    stopBeats ??= onBeat(beat);
    return () => {
      remove(timer);
    };
  }
  return {
    nowMs,
    every: (periodMs, callback) => add(periodMs, periodMs, callback),
    after: (delayMs, callback) => add(delayMs, null, callback),
  };
}
