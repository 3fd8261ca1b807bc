import { byTable, isKnot, type KnotRole } from '../../core/aim/family/role.ts';
import type { Cell, Table } from '../../core/log/row.ts';
import type { Coefficient, Values } from '../../core/tuning/coefficient.ts';
import { own } from '../../core/tuning/own.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';
import type { PlotData } from './plot-spec.ts';

/** An entry of a look-up table, whose distance is known. */
export interface Knot extends Coefficient {
  readonly atM: number;
}

/** A look-up table of the settings: its entries by their distance, switched off ones too. */
export interface LookUpTable {
  /** Tells it from the others. */
  readonly key: string;
  readonly role: KnotRole;
  readonly knots: readonly Knot[];
}

/** The look-up tables among coefficients: two entries at least. */
export function lookUpTables(coefficients: readonly Coefficient[]): readonly LookUpTable[] {
  return byTable(coefficients.filter(isEntry)).flatMap(({ role, entries }) =>
    entries.length < 2
      ? []
      : [{ key: keyOf(entries[0]!), role, knots: entries.toSorted((a, b) => a.atM - b.atM) }],
  );
}

/** There is one table of each role, but as many as there are of which nobody says what they tell. */
const keyOf = ({ role, table }: Knot): string =>
  role === 'other-knot' && table !== undefined ? `${role}.${table}` : String(role);

const isEntry = (coefficient: Coefficient): coefficient is Knot =>
  isKnot(coefficient.role) && coefficient.atM !== null && Number.isFinite(coefficient.atM);

/** Values of the entries, in their order; NaN where one is not known. */
export type EntryValues = readonly number[];

/** What a table says at a distance, m: on a straight line between entries, level beyond them. NaN where an entry it needs is not known. */
export function tableAt(knots: readonly Knot[], values: EntryValues, m: number): number {
  const right = knots.findIndex(({ atM }) => atM >= m);
  if (right < 0) return values.at(-1) ?? NaN;
  if (right === 0 || knots[right]!.atM === m) return values[right]!;
  const [from, to] = [knots[right - 1]!.atM, knots[right]!.atM];
  const share = (m - from) / (to - from);
  return (1 - share) * values[right - 1]! + share * values[right]!;
}

/** Values for the entries by their topics; where one is missing, `others` has it. */
export const entryValues = (
  knots: readonly Knot[],
  values: Values,
  others: EntryValues | null = null,
): EntryValues => knots.map(({ topic }, i) => own(values, topic) ?? others?.[i] ?? NaN);

/** The curves of a table over the distance; null where that one is not known. */
export interface Curves {
  readonly now: EntryValues;
  readonly baseline: EntryValues | null;
  readonly best: EntryValues | null;
  readonly bands: { readonly low: EntryValues; readonly high: EntryValues } | null;
}

/**
 * A table as it is drawn: x is the distance, m; then best, upper and lower end of its band, baseline, what the robot has, and the marks of hits and
 * misses, each where the table was when it was taken.
 * @param counted the shots that count.
 */
export function tableCurve(
  knots: readonly Knot[],
  { now, baseline, best, bands }: Curves,
  counted: readonly ShotRecord[],
  [near, far]: readonly [number, number],
): PlotData {
  const marks = counted.flatMap(({ shot, label }) =>
    shot.distanceM !== null && shot.distanceM >= near && shot.distanceM <= far
      ? [
          {
            m: shot.distanceM,
            label,
            value: tableAt(knots, entryValues(knots, shot.values), shot.distanceM),
          },
        ]
      : [],
  );
  const bends = [near, ...knots.map(({ atM }) => atM).filter((m) => m > near && m < far), far];
  const points: { readonly m: number; readonly mark: (typeof marks)[number] | null }[] = [
    ...bends.map((m) => ({ m, mark: null })),
    ...marks.map((mark) => ({ m: mark.m, mark })),
  ].sort((a, b) => a.m - b.m);
  const line = (values: EntryValues | null): Float64Array =>
    Float64Array.from(points, ({ m }) => (values === null ? NaN : tableAt(knots, values, m)));
  const only = (label: ShotRecord['label']): Float64Array =>
    Float64Array.from(points, ({ mark }) => (mark?.label === label ? mark.value : NaN));
  return [
    Float64Array.from(points, ({ m }) => m),
    line(best),
    line(bands?.high ?? null),
    line(bands?.low ?? null),
    line(baseline),
    line(now),
    only('hit'),
    only('miss'),
  ];
}

/** Room around what is drawn, as a share of it; and the least that is drawn, as a share of the largest value. */
const margin = 0.2;
const leastShare = 0.06;

/** From which value to which a table is drawn: all that is known of it, within the bounds of its entries. */
export function shownValues(
  knots: readonly Knot[],
  { now, baseline, best, bands }: Curves,
): readonly [number, number] {
  const all = [now, baseline, best, bands?.low, bands?.high]
    .flatMap((values) => values ?? [])
    .filter(Number.isFinite);
  const low = Math.min(...knots.map(({ min }) => min));
  const high = Math.max(...knots.map(({ max }) => max));
  if (all.length === 0) return [low, high];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(
    (most - least) * margin,
    (leastShare * Math.max(Math.abs(least), Math.abs(most))) / 2,
  );
  return [
    Math.max(Math.min(low, least), least - room),
    Math.min(Math.max(high, most), most + room),
  ];
}

/** The curves entry by entry, then the shots as they are drawn. */
export function curvesTable(
  knots: readonly Knot[],
  { now, baseline, best, bands }: Curves,
  counted: readonly ShotRecord[],
): Table {
  const cell = (values: EntryValues | null | undefined, i: number): Cell => {
    const value = values?.[i];
    return value !== undefined && Number.isFinite(value) ? value : null;
  };
  const entries = knots.map(({ atM }, i) => [
    atM,
    ...[now, best, bands?.low, bands?.high, baseline].map((values) => cell(values, i)),
    null,
    null,
  ]);
  const shots = counted.flatMap(({ shot: { distanceM, values }, label }) =>
    distanceM === null
      ? []
      : [
          [
            distanceM,
            ...Array.from({ length: 5 }, () => null),
            cell([tableAt(knots, entryValues(knots, values), distanceM)], 0),
            label,
          ],
        ],
  );
  return {
    columns: [
      'distance (m)',
      'now',
      'best',
      'best: low 90 %',
      'best: high 90 %',
      'baseline',
      'shot at',
      'result',
    ],
    rows: [...entries, ...shots],
  };
}

/** How many of the shots nearest to each entry hit, in the order of the entries. */
export function shotsByEntry(
  knots: readonly Knot[],
  counted: readonly ShotRecord[],
): readonly { readonly hits: number; readonly shots: number }[] {
  const sums = knots.map(() => ({ hits: 0, shots: 0 }));
  for (const { shot, label } of counted) {
    const { distanceM } = shot;
    if (distanceM === null) continue;
    const away = knots.map(({ atM }) => Math.abs(atM - distanceM));
    const sum = sums[away.indexOf(Math.min(...away))];
    if (sum === undefined) continue;
    sum.shots += 1;
    if (label === 'hit') sum.hits += 1;
  }
  return sums;
}

/** The coefficients with one of them switched on or off. */
export const switchedTo = (
  coefficients: readonly Coefficient[],
  topic: string,
  enabled: boolean,
): readonly Coefficient[] =>
  coefficients.map((one) => (one.topic === topic ? { ...one, enabled } : one));
