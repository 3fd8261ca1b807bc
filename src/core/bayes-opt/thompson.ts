import { maximise, type SearchEffort } from '../aim/maximise.ts';
import type { Random } from '../stats/random.ts';
import type { OutcomeModel } from './outcome-model.ts';
import type { UnitCube } from './unit-cube.ts';

const trialEffort: SearchEffort = {
  scattered: 120,
  elites: 8,
  around: 8,
  spreads: [0.15, 0.07, 0.03],
};
/** The best is over the whole posterior and needs a fine end. */
const bestEffort: SearchEffort = {
  scattered: 120,
  elites: 8,
  around: 10,
  spreads: [0.15, 0.07, 0.03, 0.012],
};

/**
 * The point that is best for the mean of `count` draws of the model. Source: Thompson, Biometrika 25 (1933), who takes one.
 * @param pull score that a point must promise for its squared distance from the start of the search.
 */
export function thompsonPoint(
  cube: UnitCube,
  model: OutcomeModel,
  count: number,
  pull: number,
  starts: readonly Float64Array[],
  random: Random,
): Float64Array {
  const scores = model.draw(count, random);
  const worth = (point: Float64Array): number => {
    const mean = scores(point).reduce((sum, score) => sum + score, 0) / count;
    return mean - pull * squaredDistance(point, cube.origin);
  };
  return search(cube, worth, starts, trialEffort, random);
}

/** The point with the best posterior mean; never merely the best observed. */
export function bestPoint(
  cube: UnitCube,
  model: OutcomeModel,
  starts: readonly Float64Array[],
  random: Random,
): Float64Array {
  return search(cube, (point) => model.meanScore(point), starts, bestEffort, random);
}

/** The first of the starts where all are equal. */
function search(
  cube: UnitCube,
  score: (point: Float64Array) => number,
  starts: readonly Float64Array[],
  effort: SearchEffort,
  random: Random,
): Float64Array {
  return maximise(cube, score, starts, effort, random)[0]!.point;
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, j) => sum + (x - b[j]!) ** 2, 0);
}
