import type { AimModel } from './aim-model.ts';
import type { Draws } from './draws.ts';
import { rowError, rowLogSigma } from './particles.ts';
import { likelihood } from './log-likelihood.ts';
import { outcomeCode } from './shot-table.ts';

/** A row whose label is probably a wrong click. */
export interface Suspect {
  /** Index of the row in the order they were learned. */
  readonly row: number;
  /** Probability that the click was wrong. */
  readonly probability: number;
}

/** Rows of hit or miss whose label was wrong with at least this probability, most suspect first. */
export function suspects(model: AimModel, draws: Draws, least: number): readonly Suspect[] {
  const { table } = model;
  const found: Suspect[] = [];
  for (let row = 0; row < table.count; row++) {
    if (table.kinds[row]! > outcomeCode.hit) continue;
    const probability = wrongClick(model, draws, row);
    if (probability >= least) found.push({ row, probability });
  }
  return found.sort((a, b) => b.probability - a.probability);
}

/** With p the model's probability of the label and ε the lapse rate: ε (1 − p) / (ε + (1 − 2ε) p), over the draws. */
function wrongClick({ table }: AimModel, draws: Draws, row: number): number {
  let sum = 0;
  for (let s = 0; s < draws.count; s++) {
    const at = s * draws.weightCount;
    const lapse = Math.min(Math.exp(draws.weights[at + draws.weightCount - 2]!), 0.25);
    const clicked = likelihood(
      table,
      row,
      rowError(table, row, draws.weights, at),
      rowLogSigma(table, row, draws.weights, at),
      lapse,
      1,
    );
    const p = (clicked - lapse) / (1 - 2 * lapse);
    sum += draws.probabilities[s]! * ((lapse * (1 - p)) / clicked);
  }
  return sum;
}
