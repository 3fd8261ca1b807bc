import type { Ticker } from '../link/ticker.ts';

/** Tells something once after some news, however much of it there is: a robot announces a thousand topics at once. */
export interface AfterNews {
  news(): void;
  stop(): void;
}

/** Tells `delayMs` after the first news. */
export function gathered(ticker: Ticker, delayMs: number, tell: () => void): AfterNews {
  let stop: (() => void) | null = null;
  return {
    news() {
      stop ??= ticker.after(delayMs, () => {
        stop = null;
        tell();
      });
    },
    stop() {
      stop?.();
      stop = null;
    },
  };
}

/** Quiet after the last announcement of a connection before its announcements count as complete, ms. */
const quietMs = 300;

/** Tells once there has been no news for a while. */
export function calmed(ticker: Ticker, tell: () => void): AfterNews {
  let stop = (): void => undefined;
  return {
    news() {
      stop();
      stop = ticker.after(quietMs, tell);
    },
    stop() {
      stop();
    },
  };
}
