import { wilsonInterval } from '../../core/stats/wilson.ts';
import type { Values } from '../../core/tuning/coefficient.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';

/** What came of one trial's values. */
export interface TrialResult {
  readonly trial: number;
  /** The values of its last counted shot. */
  readonly values: Values;
  readonly counted: number;
  readonly hits: number;
  /** 90 % interval of its hit rate. */
  readonly interval: { readonly low: number; readonly high: number };
}

/**
 * The counted shots summed up by trial, newest trial first.
 * @param counted the shots that count, in any order.
 */
export function resultsByTrial(counted: readonly ShotRecord[]): readonly TrialResult[] {
  const sums = new Map<number, { values: Values; counted: number; hits: number }>();
  for (const { trial, label, shot } of counted) {
    const sum = sums.get(trial) ?? { values: shot.values, counted: 0, hits: 0 };
    sums.set(trial, {
      values: shot.values,
      counted: sum.counted + 1,
      hits: sum.hits + (label === 'hit' ? 1 : 0),
    });
  }
  return [...sums]
    .sort(([a], [b]) => b - a)
    .map(([trial, sum]) => ({ trial, ...sum, interval: wilsonInterval(sum.hits, sum.counted) }));
}
