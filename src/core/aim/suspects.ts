import type { AimModel } from './aim-model.ts';
import type { Draws, DrawSet } from './draws.ts';
import { aimedAt, rowError, rowLogSigma } from './particles.ts';
import { likelihood } from './log-likelihood.ts';
import { outcomeCode, type ShotTable, tableOf } from './shot-table.ts';

/** A row whose label is probably a wrong click. */
export interface Suspect {
  /** Index of the row in the order they were learned. */
  readonly row: number;
  /** Probability that the click was wrong. */
  readonly probability: number;
}

/** Rows of hit or miss whose label was wrong with at least this probability, most suspect first. */
export function suspects(model: AimModel, draws: Draws, least: number): readonly Suspect[] {
  const wrong = new Float64Array(model.shots.length);
  let draw = 0;
  for (const set of draws.sets) {
    const table = tableOf(set.map, model.shots);
    for (let s = 0; s < set.count; s++, draw++)
      for (let row = 0; row < table.count; row++)
        if (table.kinds[row]! <= outcomeCode.hit)
          wrong[row]! += draws.probabilities[draw]! * wrongClick(table, row, set, s);
  }
  return Array.from(wrong, (probability, row) => ({ row, probability }))
    .filter(({ probability }) => probability >= least)
    .sort((a, b) => b.probability - a.probability);
}

/** With p the model's probability of the label and ε the lapse rate: ε (1 − p) / (ε + (1 − 2ε) p). */
function wrongClick(table: ShotTable, row: number, set: DrawSet, s: number): number {
  const at = s * set.weightCount;
  const lapse = Math.min(Math.exp(set.weights[at + set.weightCount - 2]!), 0.25);
  const { error, logSpread } = aimedAt(set.robots[s]!, table, row);
  const clicked = likelihood(
    table,
    row,
    error + rowError(table, row, set.weights, at),
    logSpread + rowLogSigma(table, row, set.weights, at),
    lapse,
    1,
  );
  const p = (clicked - lapse) / (1 - 2 * lapse);
  return (lapse * (1 - p)) / clicked;
}
