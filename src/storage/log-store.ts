import type { TuningEvent } from '../core/tuning/events.ts';

/** What a session is called; its id is unique, URL-safe, and used once, even after the session is removed. */
export interface SessionHeader {
  readonly id: string;
  readonly name: string;
  /** Wall clock, ms since 1970. */
  readonly createdMs: number;
  /** There where its robot is the demo robot: nothing in it is true of a real one, and the two never mix. */
  readonly demo?: true;
}

/** What a list of sessions shows. */
export interface SessionSummary extends SessionHeader {
  /** Wall clock of the last stored event, ms; `createdMs` while there is none. */
  readonly updatedMs: number;
  readonly events: number;
  /** Shots among them, for the list. */
  readonly shots: number;
}

/** Why a store could not do what it was asked. */
export type StorageFault =
  /** The disk or the quota is full. A quota may have room again; after a full disk nothing more is taken in this visit. */
  | { readonly kind: 'full'; readonly detail: string }
  /** The browser forbids storage (private window, policy), or it is broken. */
  | { readonly kind: 'unavailable'; readonly detail: string }
  /** The database did not answer in time. It may have done what it was asked; it is asked again. */
  | { readonly kind: 'overdue'; readonly detail: string }
  /** The log was shorter than what was stored of it: site data was cleared, or somebody deleted the session. */
  | { readonly kind: 'deleted'; readonly detail: string }
  /** Another tab or window wrote to this session or removed it: these places are not ours to write. */
  | { readonly kind: 'conflict'; readonly detail: string };

/** An outcome that may fail for a reason the user can act on. */
export type Stored<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: StorageFault };

/**
 * The event logs of all sessions.
 *
 * Guarantees, the same for every implementation (tests/contracts/log-store):
 * - `append` is all or nothing, and when it has resolved with `ok` the events are durable: they
 *   survive a crash and, where the browser keeps its word about strict transactions, a power cut.
 * - Events are stored once: an append whose first `seq` is not the next place is a `conflict`, and changes
 *   nothing. So is one to a session that was never created, or was removed.
 * - Appends take effect in the order they were called, without waiting for each other's result; when one
 *   fails, those called after it before its result was known fail too. An append that failed as `unavailable` or
 *   `overdue` may be stored nevertheless (the answer was lost, or comes late): a second one of the same events is then a `conflict`.
 * - Every call is answered within some seconds, whatever the database does: with `overdue` where it says nothing.
 * - After this store created or read the session, an append is on its way to the disk when the call returns,
 *   so that a page that is being closed can still save. (After a fault: once it has been read again.)
 * - `read` gives the events in order, without gaps, exactly as they were appended (NaN, −0 and ±Infinity included).
 * - Sessions do not affect each other. Nothing is ever rewritten.
 * - A fault is a value; only a bug throws.
 */
export interface LogStore {
  /** `memory` means: gone with the page. The screen says so. */
  readonly kind: 'indexeddb' | 'memory';
  /** Last used first. */
  sessions(): Promise<Stored<readonly SessionSummary[]>>;
  /** A `conflict` when the id was used before. */
  create(session: SessionHeader): Promise<Stored<void>>;
  /** A `conflict` when there is no such session. */
  rename(sessionId: string, name: string): Promise<Stored<void>>;
  /** Final; nothing to do for an unknown session. */
  remove(sessionId: string): Promise<Stored<void>>;
  /** One transaction for the whole batch; `events` is not empty and consecutive. */
  append(sessionId: string, events: readonly TuningEvent[]): Promise<Stored<void>>;
  /** The events of a session, oldest first; empty for an unknown session. */
  read(sessionId: string): Promise<Stored<readonly TuningEvent[]>>;
  /** Final: from now on everything is `unavailable`. What was appended before is still stored. */
  close(): void;
}
