import { trialsSince } from '../aim/trials-since.ts';
import type { Random } from '../stats/random.ts';
import type { OutcomeModel } from './outcome-model.ts';
import { reasonFor } from './reason.ts';
import type { Advice, SuggestRequest } from './request.ts';
import { bestPoint, thompsonPoint } from './thompson.ts';
import {
  legalValues,
  pinnedCube,
  pointOf,
  snapped,
  type UnitCube,
  valuesOf,
  withinSteps,
} from './unit-cube.ts';

/** How trials are chosen. */
interface Manner {
  /** Draws whose mean a trial is the best for, early and late. */
  readonly bold: number;
  readonly steady: number;
  /** How far from the best known a trial may go, share of the range. */
  readonly reach: number;
  /** Score that a trial must promise for its squared distance from the start. */
  readonly pull: number;
}

/**
 * Up to this many rows a trial is the best for few draws of the posterior, and so goes far from what is known; then for more. One draw
 * alone explores for ever under a prior as wide as that of the process, and the robot would go on missing.
 */
const boldRows = 36;
const fewDims: Manner = { bold: 4, steady: 16, reach: 1, pull: 0 };
/**
 * In more than `wideDims` dimensions nearly all of a cube is near its faces, where nothing is known and every draw has its best: a trial
 * stays within `reach` of the best known, and `pull` draws it to where the search began. Measured on Hartmann's function of six, hits and
 * misses, worlds 0 to 9, regret after 150 shots, median and mean: .11 and .20 over three seeds with both (no seed alone tells: .10 to .35);
 * .18 and .33 without the reach, .24 and .43 without either. Expected noisy improvement (32 draws) in the place of the draws' mean: .20 and
 * .30 within the reach, .52 and .50 without.
 */
const wideDims = 3;
const manyDims: Manner = { bold: 8, steady: 16, reach: 0.25, pull: 0.3 };
/** Rows, the newest, from whose points a search begins. */
const mostStarts = 40;

/**
 * What to try next and what is the best known, by any model of the outcomes.
 * @param rowPoints where the model's rows are, newest last; points of the unit cube.
 */
export function suggest(
  request: SuggestRequest,
  whole: UnitCube,
  model: OutcomeModel,
  rowPoints: readonly Float64Array[],
  random: Random,
): Advice {
  const rows = rowPoints.length;
  const current = legalValues(whole, request.current);
  const here = pointOf(whole, current);
  const baseline = pointOf(whole, request.baseline);
  const cube = pinnedCube(whole, here, request.space);
  const starts = [here, baseline, cube.origin, ...rowPoints.slice(-mostStarts)];
  const best = bestPoint(cube, model, starts, random);
  const { comparison } = request;
  const before = snapped(cube, baseline);
  // In doubt it is the aim model that compares: this one is not so sure of what it does not know.
  const compares =
    rows > 0 &&
    typeof comparison === 'object' &&
    trialsSince(rowPoints, before) >= comparison.everyTrials - 1;
  const next = rows === 0 ? here : compares ? withinSteps(cube, before, here) : nextPoint();
  return {
    // What does not change is left exactly as it is: rounding must not look like a new value.
    next: valuesOf(cube, next).map((value, j) => (next[j] === here[j] ? current[j]! : value)),
    best: valuesOf(cube, best),
    nextRate: model.predict(next),
    bestRate: model.predict(best),
    baselineRate: model.predict(baseline),
    reason: reason(),
    rows,
  };

  function reason(): Advice['reason'] {
    if (rows === 0) return { kind: 'no-data' };
    return compares ? { kind: 'compare' } : reasonFor(next, best, here);
  }

  function nextPoint(): Float64Array {
    const { bold, steady, reach, pull } = cube.dims > wideDims ? manyDims : fewDims;
    const draws = rows < boldRows ? bold : steady;
    const target = thompsonPoint(cube, model, draws, pull, [best, ...starts], random);
    const near = target.map((u, j) => Math.min(Math.max(u, best[j]! - reach), best[j]! + reach));
    return withinSteps(cube, near, here);
  }
}
