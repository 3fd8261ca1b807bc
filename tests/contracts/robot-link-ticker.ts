import type { StopTimer, Ticker } from '../../src/link/ticker.ts';

/** Real time that a test can push forward, so that a silence of seconds takes none. */
export interface SkippingTicker extends Ticker {
  /** Passes `ms` at once, in small steps; timers fire on the way. */
  skip(ms: number): void;
  /** Whether any timer is running. */
  busy(): boolean;
}

/** How long a beat is, ms, real or skipped: shorter than any time the link promises. */
const beatMs = 5;

/** A ticker on real time that can skip. */
export function skippingTicker(): SkippingTicker {
  let skippedMs = 0;
  let beats: (() => void) | null = null;
  const ticker = beatTicker(
    () => performance.now() + skippedMs,
    (beat) => {
      beats = beat;
      const timer = setInterval(beat, beatMs);
      return () => {
        clearInterval(timer);
        beats = null;
      };
    },
  );
  return {
    ...ticker,
    skip(ms) {
      for (let passedMs = 0; passedMs < ms; passedMs += beatMs) {
        skippedMs += beatMs;
        beats?.();
      }
    },
    busy: () => beats !== null,
  };
}

interface Timer {
  dueMs: number;
  readonly periodMs: number | null;
  readonly callback: () => void;
}

/**
 * Timers that fire on the beats of something else: exact to one beat. A repeated timer that missed several beats fires once.
 * @param onBeat starts the beats and returns a function that stops them; called only while a timer is running.
 */
function beatTicker(nowMs: () => number, onBeat: (beat: () => void) => StopTimer): Ticker {
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
