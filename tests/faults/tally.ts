import type { Visit } from './connection-log.ts';
import type { FaultStage } from './fault-stage.ts';
import { isAmendment, isShot, nameIn, namesOf } from './shot-names.ts';
import { placeOf } from './tunables.ts';

/**
 * What is set so shortly before a cut may still have waited for the server's next sending, or have been in the air, ms:
 * nobody can say then whether the other side was still connected.
 */
const lastMomentsMs = 100;

/** What came of one fault. */
export interface Row {
  readonly fault: string;
  /** Shots that the robot published while connected, those that are recorded as they were, and more than once. */
  readonly shots: number;
  readonly recorded: number;
  readonly doubled: number;
  /** Reports that more of a recorded shot has come; null where nobody counts. */
  readonly amended: number | null;
  /** Writes that the link called sent while connected, and those that robot code read. */
  readonly sent: number;
  readonly read: number;
  /** Those that robot code rightly left, as another client had written something newer while they were under way. */
  readonly overtaken: number;
  /** Writes that robot code read after a newer one of the same topic, or on another topic. */
  readonly readLate: number;
  /** Writes that came by another connection than they were sent over, twice, or though they were refused. */
  readonly replayed: number;
  /** Writes that the link called sent over a connection that was dead or in its last moments, and that nobody read. */
  readonly sentIntoTheVoid: number;
  readonly unhandled: number;
  /** Connections that were given up while nothing was wrong with them. */
  readonly lostForNothing: number;
  /** Sockets that were dialled in vain, less one for each second without a connection; null where nobody counts. */
  readonly hastyDials: number | null;
  /** The longest time from a cut until it was shown, ms; null where there was none. */
  readonly shownMs: number | null;
  /** The longest time from a return of the robot until it was noticed, ms. */
  readonly noticedMs: number | null;
  /** How late this process itself was at its worst, ms. */
  readonly latenessMs: number;
}

/** Waits for what is under way, and counts. */
export async function tallied(fault: string, stage: FaultStage): Promise<Row> {
  await stage.settle(() => {
    const { shots, recorded, sent, read, overtaken } = tally(fault, stage);
    return recorded >= shots && read + overtaken >= sent;
  });
  return tally(fault, stage);
}

function tally(fault: string, stage: FaultStage): Row {
  const { log, writing, tunables, lateness } = stage;
  const lastMs = lastMomentsMs + lateness.worstMs;
  const isConnected = (visit: Visit | null, atMs: number): boolean =>
    visit !== null && (visit.endMs === null || atMs <= visit.endMs - lastMs);

  const shots = stage.shots.filter(({ visit, publishedMs }) => isConnected(visit, publishedMs));
  const recordings = recordingsOf(stage);
  const sent = writing.sent.filter(({ visit, atMs }) => isConnected(visit, atMs));
  const readings = tunables.readings.map(({ value }) => value);
  const read = new Set(readings);
  const away = log.outages.map(({ cutMs, noticedMs }) => ((noticedMs ?? cutMs) - cutMs) / 1000);
  const awayS = away.reduce((sum, s) => sum + s, 0);
  return {
    fault,
    shots: shots.length,
    recorded: shots.filter((shot) => recordings.get(shot.number)?.isTrue === true).length,
    doubled: [...recordings.values()].filter(({ times }) => times > 1).length,
    amended: stage.reports.filter(isAmendment).length,
    sent: sent.length,
    read: sent.filter(({ number }) => read.has(number)).length,
    overtaken: overtaken(
      stage,
      sent.flatMap(({ number }) => (read.has(number) ? [] : [number])),
    ),
    readLate: readLate(stage),
    replayed: replayed(stage),
    sentIntoTheVoid: writing.sent.filter(
      ({ number, visit, atMs }) => !isConnected(visit, atMs) && !read.has(number),
    ).length,
    unhandled: stage.uncaught() + stage.throwingListeners,
    lostForNothing: log.lostForNothing,
    hastyDials: Math.max(0, stage.dialled - log.visits.length - Math.ceil(awayS)),
    shownMs: longest(log.outages.map(({ cutMs, shownMs }) => since(cutMs, shownMs))),
    noticedMs: longest(log.outages.map(({ backMs, noticedMs }) => since(backMs, noticedMs))),
    latenessMs: lateness.worstMs,
  };
}

interface Recording {
  times: number;
  /** Whether result and distance are the robot's, by what was told last. */
  isTrue: boolean;
}

/** By the numbers of the shots. An amendment records nothing: without a recording before it, it is lost, as in the app. */
function recordingsOf({ shots, reports }: FaultStage): ReadonlyMap<number, Recording> {
  const byName = new Map(shots.flatMap((shot) => namesOf(shot).map((name) => [name, shot])));
  const recordings = new Map<number, Recording>();
  for (const told of reports) {
    if (!isShot(told) && !isAmendment(told)) continue;
    const shot = byName.get(nameIn(told));
    if (shot === undefined) continue;
    const before = recordings.get(shot.number);
    if (isAmendment(told) && before === undefined) continue;
    const { label, distanceM } = told;
    recordings.set(shot.number, {
      times: (before?.times ?? 0) + (isShot(told) ? 1 : 0),
      isTrue: label === (shot.hit ? 'hit' : 'miss') && distanceM === shot.distanceM,
    });
  }
  return recordings;
}

function readLate({ tunables }: FaultStage): number {
  const newest = new Map<number, number>();
  let late = 0;
  for (const { place, value } of tunables.readings) {
    if (typeof value !== 'number' || value < 0) continue;
    if (value < (newest.get(place) ?? 0) || placeOf(value) !== place) late++;
    newest.set(place, Math.max(value, newest.get(place) ?? 0));
  }
  return late;
}

function replayed({ server, log, writing }: FaultStage): number {
  const visits = new Map(log.visits.map((visit) => [visit.connection, visit]));
  const sentOver = new Map(writing.sent.map(({ number, visit }) => [number, visit]));
  const seen = new Set<number>();
  let count = 0;
  for (const message of server.received) {
    if (message.kind !== 'value' || typeof message.value !== 'number' || message.value < 0)
      continue;
    const { value, connection } = message;
    const over = sentOver.get(value);
    if (over === undefined || over !== visits.get(connection) || seen.has(value)) count++;
    seen.add(value);
  }
  return count;
}

/** How many of the numbers came when the robot already had a value of another client with a later stamp. */
function overtaken({ server }: FaultStage, numbers: readonly number[]): number {
  const unread = new Set<unknown>(numbers);
  const others = new Map<string, number>();
  let count = 0;
  for (const message of server.received) {
    if (message.kind !== 'value' || message.topic === null) continue;
    const { topic, value, timestampUs } = message;
    const otherUs = others.get(topic) ?? -Infinity;
    if (typeof value === 'number' && value < 0) others.set(topic, Math.max(otherUs, timestampUs));
    else if (unread.has(value) && timestampUs < otherUs) count++;
  }
  return count;
}

const since = (fromMs: number | null, toMs: number | null): number | null =>
  fromMs === null || toMs === null ? null : Math.max(0, toMs - fromMs);

/** The longest of the times that are known; null when none is. */
export function longest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}
