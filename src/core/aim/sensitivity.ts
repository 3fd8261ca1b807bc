import type { AimModel } from './aim-model.ts';
import type { Draws } from './draws.ts';
import { snapToGrid } from './aim-space.ts';
import { type RateEstimate, ratesOf, summarise } from './rates.ts';

/** How far a coefficient is moved from the best to see what it does, as a share of its range. */
const probe = 0.2;
/** A coefficient whose probe surely loses less than this makes no difference. */
const noDifference = 0.03;

/** What moving one coefficient away from the best costs. */
export interface Sensitivity {
  readonly dimension: number;
  /** Loss in hit rate, the worse of both directions, with its 90 % interval. */
  readonly loss: RateEstimate;
  /** "It makes no difference": the loss is surely small. */
  readonly negligible: boolean;
}

/** The loss of moving each coefficient by a fifth of its range, one at a time. */
export function sensitivities(
  model: AimModel,
  draws: Draws,
  best: Float64Array,
): readonly Sensitivity[] {
  const atBest = ratesOf(draws, best, model.distances);
  return Array.from(best.keys(), (dimension) => {
    const moved = [-probe, probe].map((step) => {
      const point = best.with(dimension, best[dimension]! + step);
      snapToGrid(model.space, point);
      return ratesOf(draws, point, model.distances);
    });
    const losses = atBest.map((rate, s) => rate - Math.min(moved[0]![s]!, moved[1]![s]!));
    const loss = summarise(losses, draws.probabilities);
    return { dimension, loss, negligible: loss.high < noDifference };
  });
}
