import { wilsonInterval } from '../../core/stats/wilson.ts';
import { counts } from '../../core/tuning/shot-records.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';
import type { PlotData } from './plot.ts';

/** Counted shots in the rolling rate. */
export const rollingShots = 10;

/** The hit rate as it went: after each counted shot, the rate of the last ten with its 90 % Wilson interval. */
export interface HitRateCurve {
  /** x: counted shots so far; rate, upper, lower; hits at 1, misses at 0 (NaN elsewhere). */
  readonly data: PlotData;
  /** Where a trial began, in counted shots. */
  readonly trials: readonly number[];
}

export function hitRateCurve(records: readonly ShotRecord[]): HitRateCurve {
  const counted = records.filter(counts);
  const n = counted.length;
  const x = Float64Array.from({ length: n }, (_, index) => index + 1);
  const [rate, upper, lower, hit, miss] = Array.from({ length: 5 }, () =>
    new Float64Array(n).fill(NaN),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const trials: number[] = [];
  let hits = 0;
  for (let i = 0; i < n; i++) {
    const record = counted[i]!;
    if (record.label === 'hit') {
      hits++;
      hit[i] = 1;
    } else miss[i] = 0;
    if (i >= rollingShots && counted[i - rollingShots]!.label === 'hit') hits--;
    const size = Math.min(i + 1, rollingShots);
    const interval = wilsonInterval(hits, size);
    rate[i] = hits / size;
    upper[i] = interval.high;
    lower[i] = interval.low;
    if (i > 0 && record.trial !== counted[i - 1]!.trial) trials.push(i + 0.5);
  }
  return { data: [x, rate, upper, lower, hit, miss], trials };
}
