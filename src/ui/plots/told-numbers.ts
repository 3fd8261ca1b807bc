import type { Table } from '../../core/log/row.ts';
import { wilsonInterval } from '../../core/stats/wilson.ts';
import { own } from '../../core/tuning/own.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';
import { shots } from '../text.ts';
import type { PlotData } from './plot-spec.ts';
import { strewn } from './slice.ts';

/** Names of the numbers that the robot tells of its shots, in the order they first came. */
export const toldNames = (counted: readonly ShotRecord[]): readonly string[] => [
  ...new Set(
    counted.flatMap(({ shot }) =>
      Object.keys(shot.extra).filter((name) => Number.isFinite(own(shot.extra, name))),
    ),
  ),
];

/** One shot with the number it was told with. */
export interface ToldShot {
  readonly value: number;
  readonly record: ShotRecord;
}

/** The shots that were told with this number, the smallest first. */
export const toldWith = (counted: readonly ShotRecord[], name: string): readonly ToldShot[] =>
  counted
    .flatMap((record) => {
      const value = own(record.shot.extra, name);
      return value !== undefined && Number.isFinite(value) ? [{ value, record }] : [];
    })
    .sort((a, b) => a.value - b.value);

/** Shots of a group: enough that a rate means something; and the most groups. */
const leastInGroup = 8;
const mostGroups = 5;

/** Shots in groups of the same size by their number, and how many of each hit. */
export interface Group {
  readonly low: number;
  readonly high: number;
  readonly hits: number;
  readonly shots: number;
}

/** @param told the smallest first. */
export function groupsOf(told: readonly ToldShot[]): readonly Group[] {
  const count = Math.min(mostGroups, Math.floor(told.length / leastInGroup));
  const groups: Group[] = [];
  for (let i = 0; i < count; i++) {
    const from = Math.floor((i * told.length) / count);
    const members = told.slice(from, Math.floor(((i + 1) * told.length) / count));
    groups.push({
      low: members[0]!.value,
      high: members.at(-1)!.value,
      hits: members.filter(({ record }) => record.label === 'hit').length,
      shots: members.length,
    });
  }
  return groups;
}

/** x: the number; then hit rate of its group, upper and lower end of its 90 % interval, marks of hits and of misses (NaN elsewhere). */
export function toldData(told: readonly ToldShot[], groups: readonly Group[]): PlotData {
  const points = [
    ...told.map(({ value, record }) => ({ x: value, group: null, record })),
    ...groups.flatMap((group) => [group.low, group.high].map((x) => ({ x, group, record: null }))),
  ].sort((a, b) => a.x - b.x);
  const ends = groups.map((group) => ({
    middle: (group.low + group.high) / 2,
    rate: group.hits / group.shots,
    ...wilsonInterval(group.hits, group.shots),
  }));
  const line = (pick: 'rate' | 'low' | 'high'): Float64Array =>
    Float64Array.from(points, ({ x }) => {
      if (ends.length === 0) return NaN;
      const right = ends.findIndex(({ middle }) => middle >= x);
      if (right <= 0) return (right < 0 ? ends.at(-1)! : ends[0]!)[pick];
      const [a, b] = [ends[right - 1]!, ends[right]!];
      const share = (x - a.middle) / (b.middle - a.middle);
      return (1 - share) * a[pick] + share * b[pick];
    });
  const only = (label: 'hit' | 'miss'): Float64Array =>
    Float64Array.from(points, ({ record }, i) =>
      record?.label === label ? strewn(label, i) : NaN,
    );
  return [
    Float64Array.from(points, ({ x }) => x),
    line('rate'),
    line('high'),
    line('low'),
    only('hit'),
    only('miss'),
  ];
}

/** So unlikely by chance that it is worth a look, in deviations: one in a hundred. */
const clearDeviations = 2.58;
/** Fewer of either say nothing. */
const leastOfEach = 5;

/** Whether hits and misses differ in the number, in a sentence. */
export function toldWords(told: readonly ToldShot[], name: string): string {
  const of = (label: 'hit' | 'miss'): readonly number[] =>
    told.filter(({ record }) => record.label === label).map(({ value }) => value);
  const [hits, misses] = [of('hit'), of('miss')];
  if (hits.length < leastOfEach || misses.length < leastOfEach)
    return `${shots(told.length)} told with ${name}: too few hits or misses to compare (${hits.length} and ${misses.length}).`;
  const words = `Half of the hits lie below ${short(median(hits))}, half of the misses below ${short(median(misses))}.`;
  const difference = rankDeviations(hits, misses);
  return Math.abs(difference) < clearDeviations
    ? `${words} Chance alone may do that.`
    : `${words} Misses lie ${difference > 0 ? 'lower' : 'higher'}, which chance hardly does: look at the robot, or why ${name} changes.`;
}

const short = (value: number): string => String(Number(value.toPrecision(4)));

function median(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  return Number.isInteger(half)
    ? (sorted[half - 1]! + sorted[half]!) / 2
    : sorted[Math.floor(half)]!;
}

/** How far the ranks of `a` lie above those of `b`, in standard deviations of what chance does (Mann and Whitney). */
export function rankDeviations(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const one of a) for (const other of b) wins += one > other ? 1 : one === other ? 0.5 : 0;
  const n = a.length + b.length;
  const counts = new Map<number, number>();
  for (const value of [...a, ...b]) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ties = [...counts.values()].reduce((sum, t) => sum + t ** 3 - t, 0);
  const variance = ((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1)));
  return variance > 0 ? (wins - (a.length * b.length) / 2) / Math.sqrt(variance) : 0;
}

/** Each shot with its number and result. */
export const toldTable = (told: readonly ToldShot[], name: string): Table => ({
  columns: [name, 'result', 'trial', 'distance (m)'],
  rows: told.map(({ value, record }) => [value, record.label, record.trial, record.shot.distanceM]),
});

/** What is said where the robot tells no numbers. */
export const toldEmpty =
  'This robot tells no other numbers of its shots. Where it reports some with each shot, such as rpm or voltage, they are shown here against hits and misses.';
