import { toCsv } from '../../core/log/csv.ts';
import { eventTable } from '../../core/log/event-table.ts';
import { sessionToJson } from '../../core/log/json.ts';
import { shotTable } from '../../core/log/row.ts';
import type { TuningSession } from '../../session/tuning-session.svelte.ts';
import { download, fileName } from '../download.ts';

/** Gives the shots as CSV, a row each. */
export function exportShots(session: TuningSession, name: string): void {
  const csv = toCsv(shotTable(session.state.shots, session.events));
  download(fileName(name, '-shots.csv'), 'text/csv', csv);
}

/** Gives the whole log as CSV, a row an entry. */
export function exportLog(session: TuningSession, name: string): void {
  const csv = toCsv(eventTable(session.events));
  download(fileName(name, '-log.csv'), 'text/csv', csv);
}

/** Gives the session as JSON, to be read by this program again. */
export function exportSession(session: TuningSession, name: string): void {
  const json = sessionToJson({ ...session.header, name, events: session.events });
  download(fileName(name, '.mltune.json'), 'application/json', json);
}
