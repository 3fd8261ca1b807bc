import type { TuningEvent } from '../core/tuning/events.ts';
import type { SessionHeader, SessionSummary } from './log-store.ts';

/** Where a session's log ends. It depends on the events before `next` alone, and those never change. */
export interface Head {
  /** Place of the next event; the number of events stored. */
  readonly next: number;
  readonly shots: number;
  /** Wall clock of the last event, ms; null while there is none. */
  readonly updatedMs: number | null;
}

/** The head of a session without events. */
export const emptyHead: Head = { next: 0, shots: 0, updatedMs: null };

/** The head after more events. */
export function advance(head: Head, events: readonly TuningEvent[]): Head {
  const last = events.at(-1);
  if (last === undefined) return head;
  const shots = events.reduce((sum, { type }) => sum + (type === 'shot' ? 1 : 0), head.shots);
  return { next: last.seq + 1, shots, updatedMs: last.atMs };
}

/** A line of the list of sessions. */
export function summary(header: SessionHeader, head: Head): SessionSummary {
  const { next, shots, updatedMs } = head;
  return { ...headerOf(header), updatedMs: updatedMs ?? header.createdMs, events: next, shots };
}

/** A header alone, of what may have more. */
export function headerOf({ id, name, createdMs, demo }: SessionHeader): SessionHeader {
  return { id, name, createdMs, ...(demo === true ? { demo } : {}) };
}

/** Sorts the list of sessions: last used first; ids decide between equals, so that the list never jumps. */
export function lastUsedFirst(a: SessionSummary, b: SessionSummary): number {
  return b.updatedMs - a.updatedMs || b.createdMs - a.createdMs || (a.id < b.id ? 1 : -1);
}

/** Throws when a batch is not what `append` asks for: empty, or with a gap in it. That is a bug of the caller. */
export function assertConsecutive(events: readonly TuningEvent[]): number {
  const first = events[0]?.seq;
  if (first === undefined) throw new RangeError('an append needs at least one event');
  if (events.some(({ seq }, i) => seq !== first + i))
    throw new RangeError(`the events from ${first} on are not consecutive`);
  return first;
}
