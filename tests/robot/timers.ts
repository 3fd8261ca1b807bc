/** Tells the time and calls back later: real time for a server on a socket, virtual time for a replay. */
export interface Timers {
  /** A clock that never goes back, whole ms. */
  nowMs(): number;
  /** Calls `act` again and again; the first time after one period. Returns how to stop. */
  every(periodMs: number, act: () => void): () => void;
}

/** The machine's own time. Timers do not keep the process alive. */
export const realTimers: Timers = {
  nowMs: () => Math.floor(performance.now()),
  every(periodMs, act) {
    const timer = setInterval(act, periodMs).unref();
    return () => {
      clearInterval(timer);
    };
  },
};
