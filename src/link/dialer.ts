import type { RobotAddress } from './addresses.ts';
import type { Connection, ConnectionEvents, Dial, Trouble } from './connection.ts';
import type { Probe } from './probe.ts';
import type { StopTimer, Ticker } from './ticker.ts';

/** Longest wait for a probe, ms: a name on a busy robot network takes about a second to resolve. */
const probeTimeoutMs = 1500;

/** Head start of each candidate over the next, ms: the better one wins when both answer. */
const staggerMs = 300;

/**
 * From the beginning of a round to the next one, ms: it doubles from the first to the last. A round that took longer
 * itself, as nothing refused it, has waited already.
 */
const firstBackoffMs = 500;
const lastBackoffMs = 2000;

/** Least wait between two rounds, ms. */
const leastPauseMs = 250;

/** What a dialer is made of. */
export interface DialerParts {
  readonly ticker: Ticker;
  readonly probe: Probe;
  readonly dial: Dial;
  readonly random: () => number;
}

/** What a dialer tells. */
export interface DialerEvents {
  /** A round begins; rounds count from 1. */
  round(round: number): void;
  /** An attempt came to nothing; `last` of its round: the next round waits. */
  failed(address: RobotAddress, trouble: Trouble, last: boolean): void;
  /** The first complete handshake; the dialer is done. Returns who hears of the connection from now on. */
  won(address: RobotAddress, connection: Connection): ConnectionEvents;
}

interface Attempt {
  readonly address: RobotAddress;
  cancel: () => void;
}

/**
 * Tries candidates for ever, in rounds: each is probed, and dialled when something answers, a little after the one
 * before it. The first complete handshake ends it; all others are hung up.
 */
export class Dialer {
  readonly #parts: DialerParts;
  readonly #events: DialerEvents;
  readonly #candidates: readonly RobotAddress[];
  readonly #attempts = new Set<Attempt>();
  #round = 0;
  #roundAtMs = 0;
  #running = false;
  #stopBackoff: StopTimer | null = null;

  constructor(candidates: readonly RobotAddress[], parts: DialerParts, events: DialerEvents) {
    this.#candidates = candidates;
    this.#parts = parts;
    this.#events = events;
  }

  /** Begins a round at once, whatever was under way. */
  start(): void {
    this.stop();
    this.#running = true;
    this.#roundAtMs = this.#parts.ticker.nowMs();
    this.#candidates.forEach((address, place) => {
      this.#begin(address, place * staggerMs);
    });
    this.#round++;
    this.#events.round(this.#round);
  }

  /** Cuts the wait before the next round short. */
  hurry(): void {
    if (this.#stopBackoff !== null) this.start();
  }

  /** Ends everything under way; nothing is told afterwards. */
  stop(): void {
    this.#running = false;
    this.#stopBackoff?.();
    this.#stopBackoff = null;
    for (const attempt of this.#attempts) attempt.cancel();
    this.#attempts.clear();
  }

  #begin(address: RobotAddress, delayMs: number): void {
    const attempt: Attempt = { address, cancel: () => undefined };
    this.#attempts.add(attempt);
    if (delayMs === 0) this.#probe(attempt);
    else
      attempt.cancel = this.#parts.ticker.after(delayMs, () => {
        this.#probe(attempt);
      });
  }

  #probe(attempt: Attempt): void {
    const abort = new AbortController();
    const stopTimeout = this.#parts.ticker.after(probeTimeoutMs, () => {
      abort.abort();
    });
    attempt.cancel = () => {
      stopTimeout();
      abort.abort();
    };
    void this.#parts.probe(attempt.address, abort.signal).then((result) => {
      stopTimeout();
      if (!this.#attempts.has(attempt)) return;
      if (result === 'silent') this.#failed(attempt, { kind: 'no-answer' });
      else this.#dial(attempt);
    });
  }

  #dial(attempt: Attempt): void {
    // Events before the handshake are ours; those after it belong to whoever took the connection.
    let listener: ConnectionEvents | null = null;
    const connection = this.#parts.dial(attempt.address, {
      up: () => {
        this.#attempts.delete(attempt);
        this.stop();
        listener = this.#events.won(attempt.address, connection);
        listener.up();
      },
      down: (trouble) => {
        if (listener === null) this.#failed(attempt, trouble);
        else listener.down(trouble);
      },
      announced: (id, announcement) => listener?.announced(id, announcement),
      gone: (id) => listener?.gone(id),
      value: (id, value, serverUs, atMs) => listener?.value(id, value, serverUs, atMs),
      complain: (complaint) => listener?.complain(complaint),
    });
    attempt.cancel = () => {
      connection.close();
    };
  }

  #failed(attempt: Attempt, trouble: Trouble): void {
    this.#attempts.delete(attempt);
    const last = this.#attempts.size === 0;
    this.#events.failed(attempt.address, trouble, last);
    if (!last || !this.#running) return;
    const { ticker, random } = this.#parts;
    const backoffMs = Math.min(lastBackoffMs, firstBackoffMs * 2 ** (this.#round - 1));
    const jitter = 0.75 + 0.5 * random();
    const passedMs = ticker.nowMs() - this.#roundAtMs;
    const waitMs = Math.max(leastPauseMs, backoffMs - passedMs) * jitter;
    this.#stopBackoff = ticker.after(waitMs, () => {
      this.start();
    });
  }
}
