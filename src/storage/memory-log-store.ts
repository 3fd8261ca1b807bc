import type { TuningEvent } from '../core/tuning/events.ts';
import {
  advance,
  assertConsecutive,
  emptyHead,
  lastUsedFirst,
  summary,
  type Head,
} from './head.ts';
import type { LogStore, SessionHeader, SessionSummary, Stored } from './log-store.ts';
import { done, failed, stored } from './outcome.ts';

interface Log {
  readonly session: SessionHeader;
  readonly head: Head;
  readonly events: TuningEvent[];
}

/** The event logs of all sessions, as long as the page lives: where the browser has no storage, and in tests. */
export class MemoryLogStore implements LogStore {
  readonly kind = 'memory';
  /** null where a session was removed: its id stays used. */
  readonly #logs = new Map<string, Log | null>();
  #closed = false;

  sessions(): Promise<Stored<readonly SessionSummary[]>> {
    return this.#answer(() => {
      const logs = [...this.#logs.values()].filter((log) => log !== null);
      return stored(logs.map(({ session, head }) => summary(session, head)).sort(lastUsedFirst));
    });
  }

  create(session: SessionHeader): Promise<Stored<void>> {
    return this.#answer(() => {
      if (this.#logs.has(session.id))
        return failed('conflict', `there is a session ${session.id} already`);
      this.#logs.set(session.id, { session, head: emptyHead, events: [] });
      return done;
    });
  }

  rename(sessionId: string, name: string): Promise<Stored<void>> {
    return this.#answer(() => {
      const log = this.#logs.get(sessionId) ?? null;
      if (log === null) return failed('conflict', `there is no session ${sessionId}`);
      this.#logs.set(sessionId, { ...log, session: { ...log.session, name } });
      return done;
    });
  }

  remove(sessionId: string): Promise<Stored<void>> {
    return this.#answer(() => {
      this.#logs.set(sessionId, null);
      return done;
    });
  }

  append(sessionId: string, events: readonly TuningEvent[]): Promise<Stored<void>> {
    return this.#answer(() => {
      const first = assertConsecutive(events);
      const log = this.#logs.get(sessionId) ?? null;
      if (log === null) return failed('conflict', `there is no session ${sessionId}`);
      if (log.head.next !== first)
        return failed('conflict', `the next place is ${log.head.next}, not ${first}`);
      // Copies: what is stored must not change when the caller's objects do.
      log.events.push(...structuredClone(events));
      this.#logs.set(sessionId, { ...log, head: advance(log.head, events) });
      return done;
    });
  }

  read(sessionId: string): Promise<Stored<readonly TuningEvent[]>> {
    return this.#answer(() => stored(structuredClone(this.#logs.get(sessionId)?.events ?? [])));
  }

  close(): void {
    this.#closed = true;
  }

  /** Runs at once, so that calls take effect in their order; a throw becomes a rejection. */
  #answer<T>(act: () => Stored<T>): Promise<Stored<T>> {
    return new Promise((resolve) => {
      resolve(this.#closed ? failed('unavailable', 'the store is closed') : act());
    });
  }
}
