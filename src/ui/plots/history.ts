import type { Table } from '../../core/log/row.ts';
import type { Coefficient } from '../../core/tuning/coefficient.ts';
import { own } from '../../core/tuning/own.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';
import type { PlotData } from './plot-spec.ts';

/**
 * The values of one coefficient with which shots were taken, and what came of them.
 * @param counted the shots that count, oldest first.
 * @returns x: counted shots so far, from 1; the value; the value of hits, and of misses (NaN elsewhere).
 */
export function coefficientHistory(counted: readonly ShotRecord[], topic: string): PlotData {
  const n = counted.length;
  const x = Float64Array.from({ length: n }, (_, index) => index + 1);
  const value = Float64Array.from(counted, ({ shot }) => own(shot.values, topic) ?? NaN);
  const only = (label: ShotRecord['label']): Float64Array =>
    value.map((number, index) => (counted[index]!.label === label ? number : NaN));
  return [x, value, only('hit'), only('miss')];
}

/** The same as a table, of the shots at these places: from, up to and without. */
export const historyTable = (
  counted: readonly ShotRecord[],
  { topic, name, unit }: Pick<Coefficient, 'topic' | 'name' | 'unit'>,
  [from, to]: readonly [number, number],
): Table => ({
  columns: ['counted shot', unit === '' ? name : `${name} (${unit})`, 'result', 'trial'],
  rows: counted
    .slice(from, to)
    .map(({ shot, label, trial }, i) => [
      from + i + 1,
      own(shot.values, topic) ?? null,
      label,
      trial,
    ]),
});
