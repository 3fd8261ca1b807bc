import type { Table } from '../../core/log/row.ts';
import { wilsonInterval } from '../../core/stats/wilson.ts';
import type { MissDirection } from '../../core/tuning/shot.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';
import { shots } from '../text.ts';
import type { Decor, PlotData } from './plot-spec.ts';

/** Where the shots went: as somebody saw the misses, and as the robot measured. */
export interface MissView {
  readonly hits: number;
  readonly misses: number;
  /** Misses of which somebody said where they went. */
  readonly directions: Readonly<Record<MissDirection, number>>;
  /** Shots whose place at the goal was measured, m, right and up positive; null on an axis that was not. */
  readonly measured: readonly {
    readonly x: number | null;
    readonly y: number | null;
    readonly label: ShotRecord['label'];
  }[];
  /** Their mean on each axis; null where too few were measured. */
  readonly bias: { readonly x: Offset | null; readonly y: Offset | null };
}

/** A mean, and how far it may be off with 90 %, m. */
interface Offset {
  readonly mean: number;
  readonly margin: number;
}

/** Fewer say nothing about a mean. */
const leastMeasured = 5;
/** Of a normal distribution, 90 % lie within so many deviations. */
const deviations90 = 1.645;

/** @param counted the shots that count. */
export function missView(counted: readonly ShotRecord[]): MissView {
  const directions = { short: 0, long: 0, left: 0, right: 0 };
  const measured: MissView['measured'][number][] = [];
  let misses = 0;
  for (const { shot, label, direction } of counted) {
    if (label === 'miss') {
      misses += 1;
      if (direction !== null) directions[direction] += 1;
    }
    const [x, y] = [finite(shot.missX), finite(shot.missY)];
    if (x !== null || y !== null) measured.push({ x, y, label });
  }
  const bias = {
    x: offset(measured.map(({ x }) => x)),
    y: offset(measured.map(({ y }) => y)),
  };
  return { hits: counted.length - misses, misses, directions, measured, bias };
}

const finite = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;

function offset(all: readonly (number | null)[]): Offset | null {
  const values = all.filter((value) => value !== null);
  const n = values.length;
  if (n < leastMeasured) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, margin: deviations90 * Math.sqrt(variance / n) };
}

/** A mean that chance hardly makes; 0 where there is none. */
const clear = (offset: Offset | null): number =>
  offset !== null && Math.abs(offset.mean) > offset.margin ? offset.mean : 0;

/** Half the width of what is drawn, m: all that was measured, and at least this. */
export function reachOf({ measured }: MissView): number {
  const least = 0.5;
  const far = Math.max(
    least,
    ...measured.flatMap(({ x, y }) => [Math.abs(x ?? 0), Math.abs(y ?? 0)]),
  );
  return far * 1.35;
}

/**
 * x: right, m; then up, m, of hits and of misses (NaN elsewhere). What was measured on one axis only lies on that axis. Where nothing was
 * measured, each shot lies somewhere on the side on which it was seen.
 */
export function missData(view: MissView): PlotData {
  const reach = reachOf(view);
  const ends = [-reach, reach].map((x) => ({ x, y: NaN, label: 'none' as const }));
  const shown = view.measured.length > 0 ? view.measured : heaps(view, reach);
  const points = [
    ...shown.map(({ x, y, label }) => ({ x: x ?? 0, y: y ?? 0, label })),
    ...ends,
  ].sort((a, b) => a.x - b.x);
  const only = (label: 'hit' | 'miss'): Float64Array =>
    Float64Array.from(points, (point) => (point.label === label ? point.y : NaN));
  return [Float64Array.from(points, ({ x }) => x), only('hit'), only('miss')];
}

/** A heap for each side and one for the hits in the middle, laid out like the seeds of a flower. */
function heaps({ directions, hits }: MissView, reach: number): MissView['measured'] {
  const turn = Math.PI * (3 - Math.sqrt(5));
  const heap = (count: number, label: 'hit' | 'miss', right: number, up: number) =>
    Array.from({ length: count }, (_, i) => {
      const away = Math.min(0.055, 0.2 / Math.sqrt(count)) * Math.sqrt(i);
      const [x, y] = [away * Math.cos(i * turn), away * Math.sin(i * turn)];
      return { x: reach * (right + x), y: reach * (up + y), label };
    });
  return [
    ...heap(hits, 'hit', 0, 0),
    ...heap(directions.long, 'miss', 0, 0.55),
    ...heap(directions.short, 'miss', 0, -0.55),
    ...heap(directions.left, 'miss', -0.55, 0),
    ...heap(directions.right, 'miss', 0.55, 0),
  ];
}

/** Counts by direction at the edges, and the arrow of a clear bias. */
export function missDecor(view: MissView): Decor {
  const reach = reachOf(view);
  const { directions, bias } = view;
  const edge = reach * 0.88;
  const places: Readonly<Record<MissDirection, readonly [number, number]>> = {
    long: [0, edge],
    short: [0, -edge],
    left: [-edge, 0],
    right: [edge, 0],
  };
  const notes = (['long', 'short', 'left', 'right'] as const).map((direction) => {
    const [x, y] = places[direction];
    return { x, y, words: `${direction} ${directions[direction]}` };
  });
  const middle =
    view.measured.length > 0
      ? []
      : [{ x: reach * 0.3, y: -reach * 0.18, words: `hits ${view.hits}` }];
  const arrow = { x: clear(bias.x), y: clear(bias.y) };
  return {
    dividers: view.measured.length > 0 ? [0] : [],
    levels: [],
    notes: [...notes, ...middle],
    ...(arrow.x === 0 && arrow.y === 0 ? {} : { arrow }),
  };
}

const cm = (m: number): string => `${Math.round(Math.abs(m) * 100)} cm`;

/** Whether the shots go to one side, and what that means. */
export function missWords(view: MissView): string {
  return [measuredWords(view), ...directionWords(view)].filter((words) => words !== '').join(' ');
}

function measuredWords({ bias, measured }: MissView): string {
  if (bias.x === null && bias.y === null) return '';
  const [x, y] = [clear(bias.x), clear(bias.y)];
  const parts = [
    x === 0 ? '' : `${cm(x)} too far ${x > 0 ? 'right' : 'left'}`,
    y === 0 ? '' : `${cm(y)} too ${y > 0 ? 'high' : 'low'}`,
  ].filter((part) => part !== '');
  const by = `By ${shots(measured.length)} that were measured${onlyOn(bias)}`;
  return parts.length === 0
    ? `${by}, there is no clear bias.`
    : `${by}, the mean is ${parts.join(' and ')}: that is aim, not scatter.`;
}

/** On which axis alone it was measured. */
const onlyOn = ({ x, y }: MissView['bias']): string =>
  x === null ? ' (only how high)' : y === null ? ' (only left or right)' : '';

function directionWords({ directions, misses }: MissView): readonly string[] {
  const told = Object.values(directions).reduce((sum, count) => sum + count, 0);
  if (told === 0) return [];
  const mostly = (one: MissDirection, other: MissDirection): string => {
    const n = directions[one] + directions[other];
    const [more, less] = directions[one] >= directions[other] ? [one, other] : [other, one];
    return n > 0 && wilsonInterval(directions[more], n).low > 0.5
      ? `More of them were ${more} than ${less} (${directions[more]} to ${directions[less]}), which chance hardly does.`
      : '';
  };
  return [
    `Of ${misses} ${misses === 1 ? 'miss' : 'misses'}, somebody saw where ${told} went.`,
    mostly('long', 'short'),
    mostly('left', 'right'),
  ];
}

/** Why there is nothing to draw; null when there is. */
export function missEmpty({ measured, directions, misses, hits }: MissView): string | null {
  if (measured.length > 0 || Object.values(directions).some((count) => count > 0)) return null;
  if (hits + misses === 0)
    return 'Nothing to draw yet. A miss shows here once somebody taps where it went, or the robot measures it.';
  return misses === 0
    ? 'No misses so far.'
    : `Nobody said where ${misses === 1 ? 'the miss' : `the ${misses} misses`} went. Tap SHORT, LONG, LEFT or RIGHT instead of MISS, or let the robot report missX and missY.`;
}

/** The counts, then what was measured. */
export const missTable = ({ directions, measured }: MissView): Table => ({
  columns: ['what', 'count', 'right (m)', 'up (m)'],
  rows: [
    ...Object.entries(directions).map(([direction, count]) => [
      `misses ${direction}`,
      count,
      null,
      null,
    ]),
    ...measured.map(({ x, y, label }) => [label, null, x, y]),
  ],
});
