import type { RateMap } from '../../core/aim/answers.ts';
import type { Cell, Table } from '../../core/log/row.ts';
import type { Coefficient } from '../../core/tuning/coefficient.ts';
import { own } from '../../core/tuning/own.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';
import type { Cells, Place, PlotData } from './plot-spec.ts';

/** From seldom to always, dark to light: also told apart without colours. One step is a tenth. */
export const rateColours = [
  '#101b3f',
  '#1d2f5c',
  '#32456c',
  '#495b74',
  '#617178',
  '#7b8777',
  '#989d71',
  '#b7b466',
  '#d8cb58',
  '#f7e35a',
] as const;

/** The colour of a rate between 0 and 1. */
export const colourOfRate = (rate: number): string =>
  rateColours[Math.min(rateColours.length - 1, Math.max(0, Math.floor(rate * 10)))] ?? '#000000';

/** A map as it is painted: over the distance, m, the coefficient's values. */
export const cellsOf = ({ distancesM, values, rates }: RateMap): Cells => ({
  xs: distancesM,
  ys: values,
  rates,
  colourOf: colourOfRate,
});

/** What lies on a map. */
export interface MapMarks {
  /** x: the distance, m, from end to end; then the coefficient's value of hits and of misses (NaN elsewhere). */
  readonly data: PlotData;
  /** Along the data; null at the ends. */
  readonly shots: readonly (ShotRecord | null)[];
  /** Shots whose distance or value is not known or not on the map. */
  readonly elsewhere: number;
}

/** The shots over distance and value. */
export function mapMarks(
  counted: readonly ShotRecord[],
  { topic, min, max }: Coefficient,
  [near, far]: readonly [number, number],
): MapMarks {
  const shots = counted.filter(({ shot }) => {
    const value = own(shot.values, topic);
    const { distanceM } = shot;
    return (
      distanceM !== null &&
      distanceM >= near &&
      distanceM <= far &&
      value !== undefined &&
      value >= min &&
      value <= max
    );
  });
  const points: readonly { readonly x: number; readonly record: ShotRecord | null }[] = [
    { x: near, record: null },
    ...shots.map((record) => ({ x: record.shot.distanceM!, record })).sort((a, b) => a.x - b.x),
    { x: far, record: null },
  ];
  const only = (label: 'hit' | 'miss'): Float64Array =>
    Float64Array.from(points, ({ record }) =>
      record?.label === label ? record.shot.values[topic]! : NaN,
    );
  return {
    data: [Float64Array.from(points, ({ x }) => x), only('hit'), only('miss')],
    shots: points.map(({ record }) => record),
    elsewhere: counted.length - shots.length,
  };
}

/** The rate that was computed nearest to a place; null outside the map. */
export function rateNear({ distancesM, values, rates }: RateMap, { x, y }: Place): number | null {
  const [i, j] = [nearest(distancesM, x), nearest(values, y)];
  const isInside = (all: readonly number[], at: number): boolean =>
    at >= all[0]! && at <= all.at(-1)!;
  return isInside(distancesM, x) && isInside(values, y) ? rates[i * values.length + j]! : null;
}

function nearest(all: readonly number[], at: number): number {
  const away = all.map((one) => Math.abs(one - at));
  return away.indexOf(Math.min(...away));
}

/** At each distance, the value that hits most often, and how often. */
export function bestByDistance({ distancesM, values, rates }: RateMap): readonly {
  readonly distanceM: number;
  readonly value: number;
  readonly rate: number;
}[] {
  return distancesM.map((distanceM, i) => {
    const row = rates.subarray(i * values.length, (i + 1) * values.length);
    const rate = Math.max(...row);
    return { distanceM, value: values[row.indexOf(rate)]!, rate };
  });
}

/** Every place of the map with its rate, then the shots. */
export function mapTable(
  map: RateMap | null,
  marks: MapMarks,
  { name, topic }: Coefficient,
): Table {
  const rates = (map?.distancesM ?? []).flatMap((distanceM, i) =>
    map!.values.map((value, j): readonly Cell[] => [
      distanceM,
      value,
      map!.rates[i * map!.values.length + j]!,
      null,
    ]),
  );
  const shots = marks.shots.flatMap((record): readonly (readonly Cell[])[] =>
    record === null
      ? []
      : [[record.shot.distanceM, record.shot.values[topic] ?? null, null, record.label]],
  );
  return { columns: ['distance (m)', name, 'expected rate', 'shot'], rows: [...rates, ...shots] };
}
