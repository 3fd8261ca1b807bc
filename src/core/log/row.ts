import type { Settings, TrialKind, TuningEvent } from '../tuning/events.ts';
import type { Shot } from '../tuning/shot.ts';
import type { ShotRecord } from '../tuning/state.ts';

/** A cell of a table: numbers stay numbers, null is unknown. */
export type Cell = string | number | boolean | null;

/** A table with as many cells in each row as it has columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A shot, and what held in the session when it was taken. */
interface Line {
  readonly record: ShotRecord;
  /** In the order of the shots, from 1. */
  readonly number: number;
  readonly trialKind: TrialKind | null;
  readonly settings: Settings | null;
  /** How many times settings were made until then: rows with the same number share them. */
  readonly settingsNumber: number;
}

interface Column {
  readonly name: string;
  readonly cell: (line: Line) => Cell;
}

/** Wall clock, ms since 1970, as ISO 8601 in UTC; empty for a number that is no time. */
export function isoTime(atMs: number): string {
  const time = new Date(atMs);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}

const before: readonly Column[] = [
  { name: 'shot', cell: ({ number }) => number },
  { name: 'id', cell: ({ record }) => record.shot.id },
  { name: 'time', cell: ({ record }) => isoTime(record.atMs) },
  { name: 'robotUs', cell: ({ record }) => record.shot.serverUs },
  { name: 'trial', cell: ({ record }) => record.trial },
  { name: 'trialKind', cell: ({ trialKind }) => trialKind },
  { name: 'distanceM', cell: ({ record }) => record.shot.distanceM },
];

const after: readonly Column[] = [
  { name: 'label', cell: ({ record }) => (record.label === 'none' ? '' : record.label) },
  { name: 'direction', cell: ({ record }) => record.direction },
  // Of a burst only the count of hits is known: which of its shots they are, and in which order, means nothing.
  { name: 'burst', cell: ({ record }) => record.burst },
  { name: 'missXM', cell: ({ record }) => record.shot.missX },
  { name: 'missYM', cell: ({ record }) => record.shot.missY },
  { name: 'valid', cell: ({ record }) => record.shot.invalid === null && !record.voided },
  { name: 'invalidBecause', cell: ({ record }) => record.shot.invalid },
  { name: 'voided', cell: ({ record }) => record.voided },
  { name: 'source', cell: ({ record }) => record.shot.source },
  { name: 'valuesConfirmed', cell: ({ record }) => record.shot.confirmed },
  { name: 'recovered', cell: ({ record }) => record.shot.recovered },
  { name: 'event', cell: ({ record }) => record.match?.event ?? null },
  { name: 'matchType', cell: ({ record }) => record.match?.type ?? null },
  { name: 'match', cell: ({ record }) => record.match?.number ?? null },
  { name: 'settings', cell: ({ settingsNumber }) => settingsNumber },
  { name: 'autotune', cell: ({ settings }) => settings?.autotune ?? null },
  { name: 'shotsPerTrial', cell: ({ settings }) => settings?.shotsPerTrial ?? null },
  { name: 'approve', cell: ({ settings }) => settings?.approve ?? null },
  { name: 'seed', cell: ({ settings }) => settings?.seed ?? null },
];

/**
 * One dense row per shot, in their order, for a spreadsheet: what it is, each coefficient's value under its topic,
 * its result, and whatever else the robot told of it under `extra.…`.
 * @param shots the session's shots with the labels given later.
 * @param events the session's log, for what held at each shot.
 */
export function shotTable(shots: readonly ShotRecord[], events: readonly TuningEvent[]): Table {
  const lines = linesOf(shots, events);
  const topics = namesIn(shots, ({ values }) => values);
  const extras = namesIn(shots, ({ extra }) => extra);
  const columns: readonly Column[] = [
    ...before,
    ...topics.map((name) => ({ name, cell: valueCell(name, ({ values }) => values) })),
    ...after,
    ...extras.map((name) => ({
      name: `extra.${name}`,
      cell: valueCell(name, ({ extra }) => extra),
    })),
  ];
  return {
    columns: columns.map(({ name }) => name),
    rows: lines.map((line) => columns.map(({ cell }) => cell(line))),
  };
}

type Numbers = Readonly<Record<string, number>>;

function valueCell(name: string, numbersOf: (shot: Shot) => Numbers): Column['cell'] {
  return ({ record }) => {
    const numbers = numbersOf(record.shot);
    return Object.hasOwn(numbers, name) ? (numbers[name] ?? null) : null;
  };
}

/** All names of the shots' numbers, in the order they first came. */
function namesIn(
  shots: readonly ShotRecord[],
  numbersOf: (shot: Shot) => Numbers,
): readonly string[] {
  return [...new Set(shots.flatMap(({ shot }) => Object.keys(numbersOf(shot))))];
}

/** Walks shots and log together, both in the order of their places. */
function linesOf(shots: readonly ShotRecord[], events: readonly TuningEvent[]): readonly Line[] {
  const kinds = new Map<number, TrialKind>();
  for (const event of events) if (event.type === 'trial') kinds.set(event.trial, event.kind);
  let settings: Settings | null = null;
  let settingsNumber = 0;
  let place = 0;
  return shots.map((record, i) => {
    for (; place < events.length && events[place]!.seq < record.seq; place++) {
      const event = events[place]!;
      if (event.type !== 'settings') continue;
      settings = event.settings;
      settingsNumber += 1;
    }
    const trialKind = kinds.get(record.trial) ?? null;
    return { record, number: i + 1, trialKind, settings, settingsNumber };
  });
}
