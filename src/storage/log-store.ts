import type { TuningEvent } from '../core/tuning/events.ts';

/** What a list of sessions shows. */
export interface SessionSummary {
  /** Unique, URL-safe. */
  readonly id: string;
  readonly name: string;
  readonly createdMs: number;
  /** Wall clock of the last stored event, ms. */
  readonly updatedMs: number;
  readonly events: number;
  /** Shots among them, for the list. */
  readonly shots: number;
}

/** Why a store could not do what it was asked. */
export type StorageFault =
  /** The disk or the quota is full. */
  | { readonly kind: 'full'; readonly detail: string }
  /** The browser forbids storage (private window, policy), or it is broken. */
  | { readonly kind: 'unavailable'; readonly detail: string }
  /** Another tab or window appended to this session: its events hold these places already. */
  | { readonly kind: 'conflict'; readonly detail: string };

/** An outcome that may fail for a reason the user can act on. */
export type Stored<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: StorageFault };

/**
 * The event logs of all sessions.
 *
 * Guarantees, the same for every implementation (tests/contracts/log-store):
 * - `append` is all or nothing, and when it has resolved with `ok` the events are durable: they
 *   survive a crash and, where the browser keeps its word about strict transactions, a power cut.
 * - Events are stored once: an append whose first `seq` is not the next place is a `conflict`, and changes nothing.
 * - `read` gives the events in order, without gaps, exactly as they were appended (NaN, −0 and ±Infinity included).
 * - Sessions do not affect each other. Nothing is ever rewritten.
 * - A fault is a value; only a bug throws.
 */
export interface LogStore {
  /** `memory` means: gone with the page. The screen says so. */
  readonly kind: 'indexeddb' | 'memory';
  /** Newest first. */
  sessions(): Promise<Stored<readonly SessionSummary[]>>;
  create(session: { id: string; name: string; createdMs: number }): Promise<Stored<void>>;
  rename(sessionId: string, name: string): Promise<Stored<void>>;
  remove(sessionId: string): Promise<Stored<void>>;
  /** One transaction for the whole batch; `events` is not empty and consecutive. */
  append(sessionId: string, events: readonly TuningEvent[]): Promise<Stored<void>>;
  /** The events of a session, oldest first; empty for an unknown session. */
  read(sessionId: string): Promise<Stored<readonly TuningEvent[]>>;
  close(): void;
}
