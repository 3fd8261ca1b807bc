import { beatTicker, type Ticker } from '../../src/link/ticker.ts';

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
