import { addressesIn, isLookup, isSame } from './addresses.ts';
import type { Candidate, Lookup, RobotAddress } from './addresses.ts';
import type { Connection, ConnectionEvents, Dial } from './connection.ts';
import type { Probe, ProbeResult } from './probe.ts';
import type { StopTimer, Ticker } from './ticker.ts';
import { afterProbe, type Trouble } from './trouble.ts';

/** Longest wait for an answer to a question, ms: a name on a busy robot network takes about a second to resolve. */
const askTimeoutMs = 1500;

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
  /** Whether something opens a socket that asks for no NT protocol. Never rejects. */
  readonly takesSockets: (address: RobotAddress, signal: AbortSignal) => Promise<boolean>;
  /** How to dial; null where the code for it can't be loaded. Never rejects. */
  readonly dialling: () => Promise<Dial | null>;
  readonly random: () => number;
}

/** What a dialer tells. */
export interface DialerEvents {
  /** A round begins; rounds count from 1. */
  round(round: number): void;
  /** Something answers at an address; it is dialled. */
  answered(address: RobotAddress): void;
  /** An attempt came to nothing. */
  failed(address: RobotAddress, trouble: Trouble): void;
  /** All of a round came to nothing: the next round waits. */
  over(): void;
  /** The first complete handshake; the dialer is done. Returns who hears of the connection from now on. */
  won(address: RobotAddress, connection: Connection): ConnectionEvents;
}

interface Attempt {
  cancel: () => void;
}

/**
 * Tries candidates for ever, in rounds: each is looked up, probed, and dialled when something answers, a little after
 * the one before it. The first complete handshake ends it; all others are hung up.
 */
export class Dialer {
  readonly #parts: DialerParts;
  readonly #events: DialerEvents;
  readonly #candidates: readonly Candidate[];
  readonly #attempts = new Set<Attempt>();
  /** Why a server that took no socket did so, by its address; null before it was asked. */
  readonly #refusals = new Map<string, Trouble | null>();
  #round = 0;
  #roundAtMs = 0;
  #running = false;
  #stopBackoff: StopTimer | null = null;

  constructor(candidates: readonly Candidate[], parts: DialerParts, events: DialerEvents) {
    this.#candidates = candidates;
    this.#parts = parts;
    this.#events = events;
  }

  /** Begins a round at once, whatever was under way. */
  start(): void {
    this.stop();
    this.#running = true;
    this.#roundAtMs = this.#parts.ticker.nowMs();
    this.#candidates.forEach((candidate, place) => {
      this.#begin(candidate, place * staggerMs);
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

  #begin(candidate: Candidate, delayMs: number): void {
    const attempt: Attempt = { cancel: () => undefined };
    this.#attempts.add(attempt);
    const go = (): void => {
      if (isLookup(candidate)) this.#lookUp(attempt, candidate);
      else this.#probe(attempt, candidate);
    };
    if (delayMs === 0) go();
    else attempt.cancel = this.#parts.ticker.after(delayMs, go);
  }

  #lookUp(attempt: Attempt, { lookUp }: Lookup): void {
    this.#ask(attempt, lookUp, (address) => {
      const isNews =
        address !== null && !addressesIn(this.#candidates).some((other) => isSame(other, address));
      if (isNews) this.#probe(attempt, address);
      else this.#ended(attempt);
    });
  }

  #probe(attempt: Attempt, address: RobotAddress): void {
    const question = (signal: AbortSignal): Promise<ProbeResult> =>
      this.#parts.probe(address, signal);
    this.#ask(attempt, question, (result, isTimedOut) => {
      if (result === 'silent')
        this.#failed(attempt, address, { kind: isTimedOut ? 'no-answer' : 'turned-down' });
      else {
        if (result === 'answers') this.#events.answered(address);
        this.#prepare(attempt, address, result);
      }
    });
  }

  #prepare(attempt: Attempt, address: RobotAddress, result: ProbeResult): void {
    this.#ask(attempt, this.#parts.dialling, (dial) => {
      if (dial === null) this.#failed(attempt, address, { kind: 'not-loaded' });
      else this.#dial(dial, attempt, address, result);
    });
  }

  #dial(dial: Dial, attempt: Attempt, address: RobotAddress, result: ProbeResult): void {
    // Events before the handshake are ours; those after it belong to whoever took the connection.
    let listener: ConnectionEvents | null = null;
    const connection = dial(address, {
      up: () => {
        this.#attempts.delete(attempt);
        this.stop();
        listener = this.#events.won(address, connection);
        listener.up();
      },
      down: (trouble) => {
        if (listener === null) this.#explain(attempt, address, afterProbe(trouble, result));
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

  /**
   * A browser refuses a socket without a common protocol as it does one that nobody takes: asking without one tells. That is done once,
   * for a refusal that was no hiccup: sockets are not to be opened for nothing.
   */
  #explain(attempt: Attempt, address: RobotAddress, trouble: Trouble): void {
    const name = `${address.host}:${address.port}`;
    const reason = this.#refusals.get(name);
    if (trouble.kind !== 'refused' || reason === undefined) {
      if (trouble.kind === 'refused') this.#refusals.set(name, null);
      this.#failed(attempt, address, trouble);
    } else if (reason !== null) this.#failed(attempt, address, reason);
    else {
      const question = (signal: AbortSignal): Promise<boolean> =>
        this.#parts.takesSockets(address, signal);
      this.#ask(attempt, question, (takes) => {
        const found: Trouble = takes ? { kind: 'no-protocol' } : trouble;
        this.#refusals.set(name, found);
        this.#failed(attempt, address, found);
      });
    }
  }

  /** Asks with a time-out. The answer comes only while the attempt is under way. */
  #ask<T>(
    attempt: Attempt,
    question: (signal: AbortSignal) => Promise<T>,
    answered: (answer: T, isTimedOut: boolean) => void,
  ): void {
    const abort = new AbortController();
    const stopTimeout = this.#parts.ticker.after(askTimeoutMs, () => {
      abort.abort();
    });
    attempt.cancel = () => {
      stopTimeout();
      abort.abort();
    };
    void question(abort.signal).then((answer) => {
      stopTimeout();
      if (this.#attempts.has(attempt)) answered(answer, abort.signal.aborted);
    });
  }

  #failed(attempt: Attempt, address: RobotAddress, trouble: Trouble): void {
    this.#events.failed(address, trouble);
    this.#ended(attempt);
  }

  #ended(attempt: Attempt): void {
    this.#attempts.delete(attempt);
    if (this.#attempts.size > 0 || !this.#running) return;
    const { ticker, random } = this.#parts;
    const backoffMs = Math.min(lastBackoffMs, firstBackoffMs * 2 ** (this.#round - 1));
    const jitter = 0.75 + 0.5 * random();
    const passedMs = ticker.nowMs() - this.#roundAtMs;
    const waitMs = Math.max(leastPauseMs, backoffMs - passedMs) * jitter;
    this.#stopBackoff = ticker.after(waitMs, () => {
      this.start();
    });
    this.#events.over();
  }
}
