import { failed } from './outcome.ts';
import type { Stored } from './log-store.ts';

/** Time and timers for deadlines; a hidden page must not slow them down. */
export interface Timers {
  /** Monotonic time, ms. */
  nowMs(): number;
  /** Calls back once after that time; gives a function that takes the call back. */
  after(delayMs: number, callback: () => void): () => void;
}

/**
 * The outcome of `answer`, or `overdue` where it takes longer than `withinMs`. What comes later is dropped.
 *
 * The deadline is kept in two halves: a page that slept hears both its timers and its answers when it
 * wakes, in any order, and must not take an answer that waits in its queue for one that never came.
 */
export function answerWithin<T>(
  timers: Pick<Timers, 'after'>,
  withinMs: number,
  answer: Promise<Stored<T>>,
): Promise<Stored<T>> {
  return new Promise((resolve, reject) => {
    let stop = timers.after(withinMs / 2, () => {
      stop = timers.after(withinMs / 2, () => {
        resolve(failed('overdue', `no answer within ${withinMs / 1000} s`));
      });
    });
    answer.then(
      (outcome) => {
        stop();
        resolve(outcome);
      },
      (bug: unknown) => {
        stop();
        reject(bug instanceof Error ? bug : new Error(String(bug)));
      },
    );
  });
}
