import { latentAt } from '../gp/gp-model.ts';
import { scaled } from '../gp/kernel.ts';
import { learn, type Learned } from '../gp/learned.ts';
import { commonRows, type HitRows, prefix } from '../gp/rows.ts';
import { normalCdf } from '../stats/normal.ts';
import { type ForetoldRow, isBeyondDoubt } from './contest.ts';

/** How both models foretold the shots, and what the general one has learned on the way. */
export interface Forecast {
  readonly rows: HitRows;
  readonly foretold: readonly ForetoldRow[];
  readonly learned: Learned | null;
}

/** The general model foretells so many rows at a time: each time it is conditioned anew. */
const blockRows = 5;
/** Once it is beaten beyond doubt, or after many rows, it foretells one block in so many only. */
const blocksBetweenChecks = 8;
const manyRows = 200;
/** Share of labels that are clicked wrong: one of them must not decide between the models. */
const lapse = 0.01;

/**
 * The general model's log probability of every row's label before it knew it, beside the aim model's. The same rows and `aim` give the same,
 * with or without `previous`.
 * @param aim the aim model's log probability of each row before it knew it, less that of what the row told besides its label.
 */
export function forecast(
  rows: HitRows,
  aim: readonly number[],
  previous: Forecast | null,
): Forecast {
  const known = previous === null ? 0 : commonForecast(previous, rows, aim);
  const foretold = previous === null ? [] : previous.foretold.slice(0, known);
  let learned = previous?.learned ?? null;
  for (let row = known; row < rows.count;) {
    const block = Math.floor(row / blockRows);
    const begin = block * blockRows;
    const end = Math.min(begin + blockRows, rows.count);
    const isLeftOut =
      !hasWhole(rows, begin, end) ||
      (block % blocksBetweenChecks !== 0 &&
        (begin >= manyRows || isBeyondDoubt(foretold.slice(0, begin), begin)));
    if (!isLeftOut) learned = learn(prefix(rows, begin), learned);
    for (; row < end; row++)
      foretold.push({
        aim: aim[row]!,
        general:
          isLeftOut || learned === null || !hasWhole(rows, row, row + 1)
            ? null
            : logProbability(learned, rows, row),
      });
  }
  return { rows, foretold, learned };
}

/** Whether any of the rows from `begin` to before `end` counts as a whole shot: by old ones that should only hint no model is judged. */
function hasWhole({ hits, misses }: HitRows, begin: number, end: number): boolean {
  for (let i = begin; i < end; i++) {
    const weight = hits[i]! + misses[i]!;
    if (weight === 1) return true;
  }
  return false;
}

/** Log probability of row `i`, a hit or a miss. Source: GPML eq. 3.82. */
function logProbability({ model }: Learned, { width, places, hits }: HitRows, i: number): number {
  const place = scaled(places.subarray(i * width, (i + 1) * width), model.h.lengths);
  const { mean, covariance } = latentAt(model, place, 1);
  const z = mean[0]! / Math.sqrt(1 + Math.max(covariance[0]!, 0));
  return Math.log(lapse + (1 - 2 * lapse) * normalCdf(hits[i] === 1 ? z : -z));
}

/** Rows that both forecasts begin with. */
function commonForecast(
  { rows: known, foretold }: Forecast,
  rows: HitRows,
  aim: readonly number[],
): number {
  const most = commonRows(known, rows);
  const differs = foretold.findIndex((row, i) => row.aim !== aim[i]);
  return differs < 0 ? most : Math.min(differs, most);
}
