import type { Input } from '../core/tuning/input.ts';
import type { StopTimer, Ticker } from '../link/ticker.ts';

/** A value of a coefficient that the robot reported. */
type Report = Extract<Input, { readonly type: 'observed' | 'applied' }>;

/** So many values of a topic are told at once within a period; of more, the last of each period. */
const atOnce = 6;
/** Length of a period, ms. */
const periodMs = 1_000;
/** Values that wait per topic: enough for the shots of a period, at 50 values a second and more. */
const mostWaiting = 128;

interface Topic {
  /** When the last values were told, page time in ms; at most `atOnce`. */
  toldMs: readonly number[];
  waiting: readonly Report[];
  stop: StopTimer | null;
}

/**
 * Keeps a topic that changes all the time from filling the log: a sensor, or a number that robot code sets anew in each loop. What a
 * shot was taken with is told before the shot.
 */
export class ValuePace {
  readonly #ticker: Ticker;
  readonly #tell: (report: Report) => void;
  readonly #topics = new Map<string, Topic>();

  constructor(ticker: Ticker, tell: (report: Report) => void) {
    this.#ticker = ticker;
    this.#tell = tell;
  }

  /** Tells a value now, or at the end of the period. */
  hear(report: Report): void {
    const key = `${report.type} ${report.topic}`;
    const topic = this.#topics.get(key) ?? { toldMs: [], waiting: [], stop: null };
    this.#topics.set(key, topic);
    const nowMs = this.#ticker.nowMs();
    const recent = topic.toldMs.filter((toldMs) => nowMs - toldMs < periodMs);
    if (topic.waiting.length === 0 && recent.length < atOnce) {
      topic.toldMs = [...recent, nowMs];
      this.#tell(report);
      return;
    }
    topic.waiting = [...topic.waiting, report].slice(-mostWaiting);
    topic.stop ??= this.#ticker.after(periodMs, () => {
      topic.stop = null;
      this.#tellWaiting(topic, topic.waiting.slice(-1));
    });
  }

  /** Tells what each topic had at a time of the robot's clock, null for now, and what it has: a shot of then is heard next. */
  catchUp(serverUs: number | null): void {
    for (const topic of this.#topics.values()) {
      const { waiting } = topic;
      if (waiting.length === 0) continue;
      const then =
        serverUs === null ? undefined : waiting.findLast((report) => report.serverUs <= serverUs);
      const last = waiting.at(-1)!;
      this.#tellWaiting(topic, then === undefined || then === last ? [last] : [then, last]);
    }
  }

  /** Forgets what waits: it is of a connection that is gone. */
  forget(): void {
    for (const { stop } of this.#topics.values()) stop?.();
    this.#topics.clear();
  }

  #tellWaiting(topic: Topic, reports: readonly Report[]): void {
    topic.waiting = [];
    topic.stop?.();
    topic.stop = null;
    const nowMs = this.#ticker.nowMs();
    topic.toldMs = Array.from({ length: atOnce }, () => nowMs);
    for (const report of reports) this.#tell(report);
  }
}
