import type { Random } from '../stats/random.ts';
import type { PredictedRate } from './request.ts';

/**
 * What a suggestion asks of a model of hits and misses. All rates are over the distances that matter, all points of the unit cube and on
 * the robot's grid.
 */
export interface HitModel {
  /** Posterior mean of the hit rate at a point: what a recommendation maximises. */
  meanRate(point: Float64Array): number;
  /** The same with its 90 % interval. */
  predict(point: Float64Array): PredictedRate;
  /** Draws `count` functions from the posterior: the result gives the rate of each at any point. */
  draw(count: number, random: Random): (point: Float64Array) => Float64Array;
}
