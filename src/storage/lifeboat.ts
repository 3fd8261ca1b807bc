import { eventToJson, hearNumbers } from '../core/log/event-json.ts';
import type { TuningEvent } from '../core/tuning/events.ts';

/** As much of a `Storage` as a lifeboat needs. Each call may throw. */
export interface SeatStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * Events that a page may take down with it. Of two transactions on their way when a page is left, Chromium loses the second in
 * 4 of 10 cases, committed or not, and sometimes both; what was put into `localStorage` it never lost (measured in version 156).
 * So they wait there as well until the database has answered. Never throws: where the browser keeps nothing, nobody is saved.
 */
export class Lifeboat {
  readonly #open: () => SeatStorage;
  readonly #prefix: string;

  /** @param open gives the storage; may throw, as `localStorage` itself does where cookies are blocked. */
  constructor(databaseName: string, open: () => SeatStorage = () => localStorage) {
    this.#open = open;
    this.#prefix = `mltune.unsaved.${databaseName}.`;
  }

  /** Takes these consecutive events on board, in the place of those it had of the session. */
  board(sessionId: string, events: readonly TuningEvent[]): void {
    this.#attempt((storage) => {
      storage.setItem(this.#prefix + sessionId, events.map(eventToJson).join('\n'));
    });
  }

  /** Those on board, in order; empty for none, and for what can't be read. */
  aboard(sessionId: string): readonly TuningEvent[] {
    const read = this.#attempt((storage) => {
      const lines = storage.getItem(this.#prefix + sessionId)?.split('\n') ?? [];
      // As trusted as the database beside it: both hold only what this page stored.
      return lines.map((line) => JSON.parse(line, hearNumbers) as TuningEvent);
    });
    return read ?? [];
  }

  /** Lets them all off. */
  clear(sessionId: string): void {
    this.#attempt((storage) => {
      storage.removeItem(this.#prefix + sessionId);
    });
  }

  #attempt<T>(act: (storage: SeatStorage) => T): T | null {
    try {
      return act(this.#open());
    } catch {
      return null;
    }
  }
}

/**
 * Of the events on board those that the stored log lacks: the boat must carry on where the log ends, and tell the same where both
 * tell something. Empty otherwise: then somebody else has written since.
 */
export function missingOf(
  stored: readonly TuningEvent[],
  aboard: readonly TuningEvent[],
): readonly TuningEvent[] {
  const first = aboard[0]?.seq ?? 0;
  const common = stored.length - first;
  if (common < 0) return [];
  const agrees = aboard
    .slice(0, common)
    .every((event, i) => eventToJson(event) === eventToJson(stored[first + i]!));
  return agrees ? aboard.slice(common) : [];
}
