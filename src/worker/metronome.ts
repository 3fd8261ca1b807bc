import type { TimerReply, TimerRequest } from './metronome-protocol.ts';

/** Takes a timer back; harmless when it has fired. */
type StopTimer = () => void;

/** As much of a `Worker` as the metronome needs. */
export interface TimerPort {
  postMessage(message: TimerRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<TimerReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Timer {
  readonly callback: () => void;
  readonly delayMs: number;
  readonly repeats: boolean;
}

/**
 * Timers that a hidden tab does not slow down (the page's own fall to one a minute there): they run in a small worker
 * and cost one message each time they fire. Where no worker can be started the page's timers must do.
 */
export class Metronome {
  readonly #timers = new Map<number, Timer>();
  #port: TimerPort | null;
  #lastId = 0;

  /** @param start makes the worker; may throw where workers are not allowed. */
  constructor(start: () => TimerPort) {
    this.#port = attempt(start);
    if (this.#port === null) return;
    this.#port.onmessage = ({ data }) => {
      this.#fire(data.id);
    };
    this.#port.onerror = () => {
      this.#fallBack();
    };
  }

  /** Monotonic time, ms, with fractions. */
  nowMs(): number {
    return performance.now();
  }

  every(periodMs: number, callback: () => void): StopTimer {
    return this.#add({ callback, delayMs: periodMs, repeats: true });
  }

  after(delayMs: number, callback: () => void): StopTimer {
    return this.#add({ callback, delayMs, repeats: false });
  }

  #add(timer: Timer): StopTimer {
    const id = ++this.#lastId;
    this.#timers.set(id, timer);
    this.#arm(id, timer);
    return () => {
      if (this.#timers.delete(id)) this.#port?.postMessage({ id, delayMs: null });
    };
  }

  #arm(id: number, { delayMs, repeats }: Timer): void {
    if (this.#port !== null) this.#port.postMessage({ id, delayMs, repeats });
    else
      setTimeout(() => {
        this.#fire(id);
      }, delayMs);
  }

  #fire(id: number): void {
    const timer = this.#timers.get(id);
    if (timer === undefined) return;
    if (!timer.repeats) this.#timers.delete(id);
    else if (this.#port === null) this.#arm(id, timer);
    timer.callback();
  }

  /** The worker is gone: every timer begins anew on the page. */
  #fallBack(): void {
    this.#port?.terminate();
    this.#port = null;
    for (const [id, timer] of this.#timers) this.#arm(id, timer);
  }
}

function attempt(start: () => TimerPort): TimerPort | null {
  try {
    return start();
  } catch {
    // The page's own timers stand in: slower in a hidden tab, and nothing else is lost.
    return null;
  }
}
