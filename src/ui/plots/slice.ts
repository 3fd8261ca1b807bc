import type { Slice } from '../../core/aim/answers.ts';
import type { Coefficient, Values } from '../../core/tuning/coefficient.ts';
import { own } from '../../core/tuning/own.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';
import type { Cell, Table } from '../../core/log/row.ts';
import type { Marker, PlotData } from './plot-spec.ts';

/** Where marks of hits and misses lie, and how far they are strewn so that many at one value can be told apart. */
const markHeights = { hit: 1.06, miss: -0.06, strewn: 0.06 } as const;
/** The part of a range at which a shot in another coefficient counts as clearly elsewhere. */
const near = 0.25;

/** A coefficient's value as a share of its range, by its scale. */
function shareOf({ min, max, scale }: Coefficient, value: number): number {
  const share =
    scale === 'log' && min > 0 && value > 0
      ? Math.log(value / min) / Math.log(max / min)
      : (value - min) / (max - min);
  return Number.isFinite(share) ? share : 0;
}

/** How near a shot was to `at` in all tuned coefficients but one, 0 (elsewhere) to 1 (just there). */
export function closeness(
  values: Values,
  at: Values,
  tuned: readonly Coefficient[],
  topic: string,
): number {
  const squares = tuned.map((coefficient) => {
    const [there, here] = [own(values, coefficient.topic), own(at, coefficient.topic)];
    if (coefficient.topic === topic || there === undefined || here === undefined) return 0;
    return ((shareOf(coefficient, there) - shareOf(coefficient, here)) / near) ** 2;
  });
  return Math.exp(-squares.reduce((sum, square) => sum + square, 0) / 2);
}

/** A shot as it lies along the coefficient. */
interface SliceShot {
  readonly value: number;
  readonly record: ShotRecord;
  readonly closeness: number;
}

/** What is drawn along a coefficient. */
export interface SliceView {
  /** x: the value; then mean, upper and lower end of its interval (NaN without an answer), marks of hits and of misses (NaN elsewhere). */
  readonly data: PlotData;
  /** Along the data; 1 where there is no shot. */
  readonly strengths: Float64Array;
  /** Along the data. */
  readonly shots: readonly (SliceShot | null)[];
  /** Shots that lie outside the bounds, and so are not drawn. */
  readonly outside: number;
}

/**
 * The model's rates along a coefficient, and the shots.
 * @param slice null while there is no answer: the shots are drawn all the same.
 * @param at where the other coefficients are; null where that is not known: then all shots count as near.
 */
export function sliceView(
  slice: Slice | null,
  counted: readonly ShotRecord[],
  coefficient: Coefficient,
  tuned: readonly Coefficient[],
  at: Values | null,
): SliceView {
  const { topic, min, max } = coefficient;
  const known = counted.flatMap((record): readonly SliceShot[] => {
    const value = own(record.shot.values, topic);
    if (value === undefined) return [];
    const close = at === null ? 1 : closeness(record.shot.values, at, tuned, topic);
    return [{ value, record, closeness: close }];
  });
  const shots = known.filter(({ value }) => value >= min && value <= max);
  const points: readonly { readonly x: number; readonly shot: SliceShot | null }[] = [
    ...(slice?.values ?? [min, max]).map((x) => ({ x, shot: null })),
    ...shots.map((shot) => ({ x: shot.value, shot })),
  ].sort((a, b) => a.x - b.x);
  const line = (pick: 'mean' | 'high' | 'low'): Float64Array =>
    Float64Array.from(points, ({ x }) => (slice === null ? NaN : rateAt(slice, x)[pick]));
  const marks = (label: 'hit' | 'miss'): Float64Array =>
    Float64Array.from(points, ({ shot }, i) =>
      shot?.record.label === label ? strewn(label, i) : NaN,
    );
  return {
    data: [
      Float64Array.from(points, ({ x }) => x),
      line('mean'),
      line('high'),
      line('low'),
      marks('hit'),
      marks('miss'),
    ],
    strengths: Float64Array.from(points, ({ shot }) => shot?.closeness ?? 1),
    shots: points.map(({ shot }) => shot),
    outside: known.length - shots.length,
  };
}

/** The height of the mark of the shot at this place: the same each time. */
export function strewn(label: 'hit' | 'miss', place: number): number {
  const share = (place * 0.618034) % 1;
  return markHeights[label] + (label === 'hit' ? 1 : -1) * share * markHeights.strewn;
}

/** The rates at a value, on a straight line between those that were computed. */
export function rateAt({ values, rates }: Slice, x: number): Slice['rates'][number] {
  const right = values.findIndex((value) => value >= x);
  if (right <= 0) return right < 0 ? rates.at(-1)! : rates[0]!;
  const share = (x - values[right - 1]!) / (values[right]! - values[right - 1]!);
  const [a, b] = [rates[right - 1]!, rates[right]!];
  const mixed = (from: number, to: number): number => (1 - share) * from + share * to;
  return { mean: mixed(a.mean, b.mean), low: mixed(a.low, b.low), high: mixed(a.high, b.high) };
}

/** Places with names; those at the same value share a line, those not known have none. */
export function markersOf(
  places: readonly {
    readonly name: string;
    readonly value: number | undefined;
    readonly colour: string;
  }[],
): readonly Marker[] {
  const markers: Marker[] = [];
  for (const { name, value, colour } of places) {
    if (value === undefined) continue;
    const same = markers.findIndex(({ x }) => x === value);
    if (same < 0) markers.push({ x: value, label: name, colour });
    else markers[same] = { ...markers[same]!, label: `${markers[same]!.label} = ${name}` };
  }
  return markers;
}

/** The view as a table: the model's rates, then the shots. */
export function sliceTable(slice: Slice | null, view: SliceView, name: string): Table {
  const model = (slice?.values ?? []).map((value, i): readonly Cell[] => {
    const { mean, low, high } = slice!.rates[i]!;
    return [value, mean, low, high, null, null, null];
  });
  const shots = view.shots.flatMap((shot): readonly (readonly Cell[])[] =>
    shot === null
      ? []
      : [[shot.value, null, null, null, shot.record.label, shot.record.trial, shot.closeness]],
  );
  return {
    columns: [name, 'expected rate', 'low 90 %', 'high 90 %', 'shot', 'trial', 'closeness'],
    rows: [...model, ...shots],
  };
}

/** Where an axis over a coefficient is labelled: its bounds and between, by its scale. */
export function ticksOf({ min, max, scale }: Coefficient): readonly number[] {
  const middle = isLog({ min, scale }) ? Math.sqrt(min * max) : (min + max) / 2;
  return [min, middle, max];
}

/** Whether a coefficient is drawn by its logarithm. */
export const isLog = ({ min, scale }: Pick<Coefficient, 'min' | 'scale'>): boolean =>
  scale === 'log' && min > 0;

/** The bounds with a little room beside them, in which nothing is written. */
export function withRoom(coefficient: Coefficient): readonly [number, number] {
  const { min, max } = coefficient;
  const share = 0.05;
  if (isLog(coefficient)) {
    const room = (max / min) ** share;
    return [min / room, max * room];
  }
  const room = (max - min) * share;
  return [min - room, max + room];
}
