import { aimSpace } from '../aim/aim-space.ts';
import type { RawRange } from '../aim/unit-scale.ts';
import { maximise, type SearchEffort } from '../aim/maximise.ts';
import type { Random } from '../stats/random.ts';
import type { OutcomeModel } from './outcome-model.ts';
import { snapped, type UnitCube } from './unit-cube.ts';

const trialEffort: SearchEffort = {
  scattered: 120,
  elites: 8,
  around: 8,
  spreads: [0.15, 0.07, 0.03],
  steps: [],
};
/** The best is over the whole posterior and needs a fine end. */
const bestEffort: SearchEffort = {
  scattered: 120,
  elites: 8,
  around: 10,
  spreads: [0.15, 0.07, 0.03, 0.012],
  steps: [],
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
    return mean - pull * squaredDistance(point, cube.start);
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

const unsnapped: RawRange = { low: 0, high: 1, integer: false, scale: 'linear' };

/** The first of the starts where all are equal. */
function search(
  cube: UnitCube,
  score: (point: Float64Array) => number,
  starts: readonly Float64Array[],
  effort: SearchEffort,
  random: Random,
): Float64Array {
  const { dims, start } = cube;
  const [top] = maximise(
    // Whole numbers are snapped here, not there: only so are they whole on a log scale too.
    aimSpace(new Array<RawRange>(dims).fill(unsnapped), start),
    (point) => score(snapped(cube, point)),
    starts,
    effort,
    random,
  );
  return snapped(cube, top!.point);
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, j) => sum + (x - b[j]!) ** 2, 0);
}
