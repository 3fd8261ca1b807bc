import type { Random } from '../stats/random.ts';
import type { Prediction } from './request.ts';

/**
 * What a suggestion asks of a model of the outcomes. Everything is over the distances that matter, all points are of the unit cube and on
 * the robot's grid. Scores are hit rates, or numbers turned so that larger is better.
 */
export interface OutcomeModel {
  /** Posterior mean of the score at a point: what a recommendation maximises. */
  meanScore(point: Float64Array): number;
  /** What is expected at a point, in the objective's unit, with its 90 % interval. */
  predict(point: Float64Array): Prediction;
  /** Draws `count` functions from the posterior: the result gives the score of each at any point. */
  draw(count: number, random: Random): (point: Float64Array) => Float64Array;
}
