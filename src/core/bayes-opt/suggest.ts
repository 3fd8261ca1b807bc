import type { Random } from '../stats/random.ts';
import type { OutcomeModel } from './outcome-model.ts';
import { reasonFor } from './reason.ts';
import type { SuggestRequest, Suggestion } from './request.ts';
import { bestPoint, thompsonPoint } from './thompson.ts';
import { legalValues, pointOf, type UnitCube, valuesOf, withinSteps } from './unit-cube.ts';

/** Up to this many rows a trial is the best for few draws of the posterior, and so goes far from what is known; then for more. */
const boldRows = 36;
const boldDraws = 4;
/** One draw alone explores for ever under a prior as wide as that of the process, and the robot would go on missing. */
const steadyDraws = 16;
/** Rows, the newest, from whose points a search begins. */
const mostStarts = 40;

/**
 * What to try next and what is the best known, by any model of the outcomes.
 * @param rowPoints where the model's rows are, newest last; points of the unit cube.
 */
export function suggest(
  request: SuggestRequest,
  cube: UnitCube,
  model: OutcomeModel,
  rowPoints: readonly Float64Array[],
  random: Random,
): Suggestion {
  const rows = rowPoints.length;
  const current = legalValues(cube, request.current);
  const here = pointOf(cube, current);
  const baseline = pointOf(cube, request.baseline);
  const starts = [here, baseline, cube.start, ...rowPoints.slice(-mostStarts)];
  const best = bestPoint(cube, model, starts, random);
  const next = rows === 0 ? here : nextPoint();
  return {
    // What does not change is left exactly as it is: rounding must not look like a new value.
    next: valuesOf(cube, next).map((value, j) => (next[j] === here[j] ? current[j]! : value)),
    best: valuesOf(cube, best),
    nextRate: model.predict(next),
    bestRate: model.predict(best),
    baselineRate: model.predict(baseline),
    model: { kind: 'general', leadNats: 0 },
    reason: rows === 0 ? { kind: 'no-data' } : reasonFor(next, best, here),
    rows,
  };

  function nextPoint(): Float64Array {
    const draws = rows < boldRows ? boldDraws : steadyDraws;
    const target = thompsonPoint(cube, model, draws, [best, ...starts], random);
    return withinSteps(cube, target, here);
  }
}
