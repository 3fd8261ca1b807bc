import type { TuningEvent } from '../tuning/events.ts';
import { eventToJson, hearNumbers } from './event-json.ts';
import { tuningEvent } from './event-shape.ts';
import { count, fields, listOf, number, oneOf, orAbsent, text } from './shape.ts';

/** Tells our files from all others. */
const format = 'mltune-session';
/** Grows when an older page could not read the file; every version before must stay readable. */
const version = 1;

/** A session's name and its whole log. */
export interface SessionDocument {
  readonly id: string;
  readonly name: string;
  /** Wall clock, ms since 1970. */
  readonly createdMs: number;
  /** There where its robot is the demo robot. */
  readonly demo?: true | undefined;
  readonly events: readonly TuningEvent[];
}

/** Why a file is not a session. */
type ImportFault =
  /** Not JSON; cut off, perhaps. */
  | { readonly kind: 'not-json'; readonly detail: string }
  /** JSON, but not of this program. */
  | { readonly kind: 'not-a-session' }
  /** Written by a newer version of the page. */
  | { readonly kind: 'newer'; readonly version: number }
  /** A value in it is missing or wrong. */
  | { readonly kind: 'damaged'; readonly at: string; readonly expected: string };

/** A session, or why there is none. */
export type ImportedSession =
  | { readonly ok: true; readonly value: SessionDocument }
  | { readonly ok: false; readonly fault: ImportFault };

const marked = fields<{ format: typeof format; version: number }>({
  format: oneOf(format),
  version: count,
});
const document = fields<SessionDocument>({
  id: text,
  name: text,
  createdMs: number,
  demo: orAbsent(oneOf(true)),
  events: listOf(tuningEvent),
});

/** The whole session as a file: JSON, an event a line, from which `sessionFromJson` gives the same session. */
export function sessionToJson({ id, name, createdMs, demo, events }: SessionDocument): string {
  const head = JSON.stringify({ format, version, id, name, createdMs, demo }).slice(0, -1);
  return `${head},"events":[\n${events.map(eventToJson).join(',\n')}\n]}\n`;
}

/** Reads what `sessionToJson` wrote; whatever the text, it does not throw, and what it gives is whole. */
export function sessionFromJson(json: string): ImportedSession {
  const parsed = parse(json);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (!isMarked(value)) return { ok: false, fault: { kind: 'not-a-session' } };
  if (value.version > version)
    return { ok: false, fault: { kind: 'newer', version: value.version } };
  if (!isDocument(value)) return damaged(document(value, 'session')!);
  const { id, name, createdMs, demo, events } = value;
  const misplaced = events.findIndex(({ seq }, i) => seq !== i);
  if (misplaced >= 0)
    return damaged({ at: `session.events[${misplaced}].seq`, expected: String(misplaced) });
  return { ok: true, value: { id, name, createdMs, ...(demo === true ? { demo } : {}), events } };
}

function parse(json: string): { ok: true; value: unknown } | { ok: false; fault: ImportFault } {
  try {
    return { ok: true, value: JSON.parse(json, hearNumbers) as unknown };
  } catch (error) {
    return { ok: false, fault: { kind: 'not-json', detail: String(error) } };
  }
}

function isMarked(value: unknown): value is { readonly version: number } {
  return marked(value, 'session') === null;
}

function isDocument(value: unknown): value is SessionDocument {
  return document(value, 'session') === null;
}

function damaged(where: { readonly at: string; readonly expected: string }): ImportedSession {
  return { ok: false, fault: { kind: 'damaged', ...where } };
}
