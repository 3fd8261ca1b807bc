import type { Table } from '../../core/log/row.ts';
import { wilsonInterval } from '../../core/stats/wilson.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';
import type { PlotData } from './plot-spec.ts';

/** Counted shots in the rolling rate: enough to mean something, few enough to show a change. */
export const rollingShots = 10;
/** Where the marks of hits and misses lie: just outside 0 and 1, clear of the lines. */
export const markRates = { hit: 1.07, miss: -0.07 } as const;

/** The hit rate as it went. */
export interface HitRateCurve {
  /**
   * x: counted shots so far, from 1. Then: rate of the last ten, upper and lower end of its 90 % Wilson interval,
   * rate of all so far, and the marks of hits and misses (NaN elsewhere).
   */
  readonly data: PlotData;
  /** Where the values changed to another trial's, on x. */
  readonly trials: readonly number[];
}

/** @param counted the shots that count, oldest first. */
export function hitRateCurve(counted: readonly ShotRecord[]): HitRateCurve {
  const n = counted.length;
  const empty = (): Float64Array => new Float64Array(n).fill(NaN);
  const x = Float64Array.from({ length: n }, (_, index) => index + 1);
  const [rolling, upper, lower, all, hit, miss] = [
    empty(),
    empty(),
    empty(),
    empty(),
    empty(),
    empty(),
  ];
  const trials: number[] = [];
  let hits = 0;
  let recentHits = 0;
  counted.forEach((record, i) => {
    if (record.label === 'hit') {
      hits++;
      recentHits++;
      hit[i] = markRates.hit;
    } else miss[i] = markRates.miss;
    if (counted[i - rollingShots]?.label === 'hit') recentHits--;
    const recent = Math.min(i + 1, rollingShots);
    const { low, high } = wilsonInterval(recentHits, recent);
    rolling[i] = recentHits / recent;
    upper[i] = high;
    lower[i] = low;
    all[i] = hits / (i + 1);
    if (i > 0 && record.trial !== counted[i - 1]!.trial) trials.push(i + 0.5);
  });
  return { data: [x, rolling, upper, lower, all, hit, miss], trials };
}

/** The same as a table, a row for each counted shot of those at these places: from, up to and without. */
export const hitRateTable = (
  counted: readonly ShotRecord[],
  { data }: HitRateCurve,
  [from, to]: readonly [number, number],
): Table => ({
  columns: [
    'counted shot',
    'result',
    'trial',
    `rate of the last ${rollingShots}`,
    'low 90 %',
    'high 90 %',
    'rate of all',
  ],
  rows: counted.slice(from, to).map(({ label, trial }, k) => {
    const i = from + k;
    const [, rolling, upper, lower, all] = data;
    return [i + 1, label, trial, rolling![i]!, lower![i]!, upper![i]!, all![i]!];
  }),
});
