const beatMs = 10;

/** How late this process was at its worst, ms: what a busy machine adds to every time that is measured. */
export class Lateness {
  worstMs = 0;
  #dueMs = performance.now() + beatMs;
  readonly #timer = setInterval(() => {
    const nowMs = performance.now();
    this.worstMs = Math.max(this.worstMs, nowMs - this.#dueMs);
    this.#dueMs = nowMs + beatMs;
  }, beatMs);

  /** What was before counts no more. */
  forget(): void {
    this.worstMs = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** What nobody caught in this process, ever: it is the same for all that run in it at once. */
let uncaught = 0;
const hear = (): void => {
  uncaught++;
};
let isListening = false;

/** Counts from now on what nobody catches in this process. */
export function countUncaught(): () => number {
  if (!isListening) {
    process.on('unhandledRejection', hear);
    process.on('uncaughtExceptionMonitor', hear);
    isListening = true;
  }
  const before = uncaught;
  return () => uncaught - before;
}
