import type { TuningEvent } from '../core/tuning/events.ts';
import type { LogStore, SessionHeader, SessionSummary } from '../storage/log-store.ts';

/** A session with its whole log. */
export interface UnstoredLog {
  readonly header: SessionHeader;
  readonly events: readonly TuningEvent[];
}

/** Logs of sessions that were left before all of them was stored: they last as long as the page, and are stored once that works. */
export class UnstoredLogs {
  readonly #logs = new Map<string, UnstoredLog>();

  keep(log: UnstoredLog): void {
    this.#logs.set(log.header.id, log);
  }

  find(id: string): UnstoredLog | undefined {
    return this.#logs.get(id);
  }

  drop(id: string): void {
    this.#logs.delete(id);
  }

  /** The list of sessions with those in it that the store does not have whole, last used first. */
  among(stored: readonly SessionSummary[]): readonly SessionSummary[] {
    const others = stored.filter(({ id }) => !this.#logs.has(id));
    return [...[...this.#logs.values()].map(summaryOf), ...others].sort(
      (a, b) => b.updatedMs - a.updatedMs,
    );
  }

  /** Stores what it can; what the store refuses stays. */
  async storeIn(store: LogStore): Promise<void> {
    for (const { header, events } of [...this.#logs.values()]) {
      const created = await store.create(header);
      // There already: it was created, and perhaps written to, before it was left.
      if (!created.ok && created.fault.kind !== 'conflict') return;
      const read = await store.read(header.id);
      if (!read.ok) return;
      const missing = events.slice(read.value.length);
      const appended = missing.length === 0 ? created : await store.append(header.id, missing);
      if (missing.length === 0 || appended.ok) this.#logs.delete(header.id);
    }
  }
}

function summaryOf({ header, events }: UnstoredLog): SessionSummary {
  return {
    ...header,
    updatedMs: events.at(-1)?.atMs ?? header.createdMs,
    events: events.length,
    shots: events.filter(({ type }) => type === 'shot').length,
  };
}
