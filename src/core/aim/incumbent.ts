import type { AimModel } from './aim-model.ts';
import type { SuggestRequest } from '../bayes-opt/request.ts';
import { type AimSpace, pinned, reachable, snapToGrid } from './aim-space.ts';
import { type Draws, windowAt } from './draws.ts';
import { bestPoints, proposeTrial, trustsFamily } from './propose.ts';
import type { AimQuestion } from './question.ts';
import { compare, type Comparison } from './rates.ts';
import type { AimShot } from './shot-table.ts';
import { isSame, trialsSince } from './trials-since.ts';

/** The best known; and how the best posterior mean compares with the values the robot had before tuning. */
export interface Incumbent extends Comparison {
  /** The best posterior mean over the distances; the baseline, while it is not sure enough that anything hits more often. */
  readonly point: Float64Array;
}

/** Where to shoot next. */
export interface NextTrial {
  readonly point: Float64Array;
  /** Whether it is, or leads to, the baseline, to see whether the best is really better. */
  readonly compares: boolean;
}

/**
 * From `recommendRows` on: less sure than `recommend` that the best is better than the baseline, and by less than `worthIt` of all shots, and
 * the baseline is the best known. From `compareRows` on: less sure than `compare`, and one trial in `everyTrials` is the baseline's, for the
 * generic prior is too sure of itself where nothing was shot for long; where a family is believed, only for a gain that small.
 * Measured told nothing, worlds 0 to 19 of shoot3, shoot6 and mixed6: a best that hits less than the baseline was recommended after shot 40 in
 * 2 of 60 worlds instead of 7, at the same regret from shot 60 on. Told roles, trips to the baseline for any gain cost a world of shoot6 its
 * first 60 shots.
 * One coefficient at a time, from `turnRows` on: a turn has few shots, and its best stays on the robot. A round of shoot3 then ended no worse
 * than it began in 19 of 20 worlds (20 to 39) instead of 16, at the same mean.
 */
const doubt = {
  recommend: 0.8,
  recommendRows: 36,
  turnRows: 12,
  worthIt: 0.1,
  compare: 0.9,
  compareRows: 12,
  everyTrials: 6,
};
/** Where a model may look for values, and what it compares them with; points of the unit cube. */
export interface Frame {
  readonly here: Float64Array;
  /** Largest change per dimension in one trial, share of the range. */
  readonly maxStep: readonly number[];
  /** One outside the space is only compared with, never recommended. */
  readonly baseline: Float64Array;
  readonly space: AimSpace;
  /** Where in the goal to aim: its middle, as a share of half the opening, −1 to 1. */
  readonly bias: number;
  /** When a trial is the baseline's; undefined: while it is in doubt whether the best is better. */
  readonly comparison?: SuggestRequest['comparison'];
  /** Proposals from these shots that were refused: another one is wanted. */
  readonly refused: number;
}

/** The frame of a question: what is fixed stays where the robot has it, in the baseline too. */
export function frameOf(model: AimModel, question: AimQuestion): Frame {
  const { here, maxStep, isFixed, baseline, bias, comparison, refused } = question;
  const space = pinned(model.space, here, isFixed);
  return {
    here,
    maxStep,
    space,
    bias,
    comparison,
    refused,
    baseline: baseline.map((u, j) => (isFixed[j] === true ? space.low[j]! : u)),
  };
}

export function incumbentOf(model: AimModel, draws: Draws, frame: Frame): Incumbent {
  const { baseline, space } = frame;
  const aimed = aimedBy(draws, frame);
  const best = bestPoints(model, aimed, space)[0]!.point;
  const { better, gain } = compare(aimed, best, baseline, model.distances);
  const isDoubtful =
    model.shots.length >= (isTurn(space) ? doubt.turnRows : doubt.recommendRows) &&
    better < doubt.recommend &&
    gain < doubt.worthIt &&
    isInside(space, baseline);
  return { point: isDoubtful ? baseline : best, better, gain };
}

/** The next trial: now and then the baseline's, as the frame says; else what the model proposes. */
export function nextTrial(
  model: AimModel,
  draws: Draws,
  frame: Frame,
  incumbent: Incumbent,
): NextTrial {
  const { here, maxStep, baseline, space, refused } = frame;
  // Refused, it would be the same again.
  const compares =
    refused === 0 && isInside(space, baseline) && comparisonDue(model, frame, incumbent);
  if (!compares) {
    const point = proposeTrial(model, aimedBy(draws, frame), here, maxStep, space, refused);
    return { point, compares };
  }
  const point = Float64Array.from(baseline);
  snapToGrid(reachable(space, here, maxStep), point);
  return { point, compares };
}

/** Whether it is time to go back to the baseline: by the operator's rule, else as long as it is not sure that the best is better. */
function comparisonDue(
  model: AimModel,
  { baseline, comparison }: Frame,
  { better, gain }: Incumbent,
): boolean {
  if (comparison === 'never') return false;
  const trials = trialsSince(
    model.shots.map(({ point }) => point),
    baseline,
  );
  if (comparison !== undefined) return trials >= comparison.everyTrials - 1;
  return (
    better < doubt.compare &&
    (gain < doubt.worthIt || !trustsFamily(model)) &&
    model.shots.length >= doubt.compareRows &&
    // While nothing hits there is nothing to compare.
    model.shots.some(isHit) &&
    trials >= doubt.everyTrials
  );
}

/** The same draws; a hit is one into the part of the goal that is aimed at. */
export const aimedBy = (draws: Draws, { bias }: Frame): Draws => ({
  ...draws,
  window: windowAt(bias),
});

const isTurn = ({ low, high }: AimSpace): boolean => low.some((u, j) => u === high[j]!);

const isHit = ({ outcome }: AimShot): boolean =>
  outcome.kind === 'hit' || (outcome.kind === 'error' && outcome.hit === true);

function isInside(space: AimSpace, point: Float64Array): boolean {
  const snapped = Float64Array.from(point);
  snapToGrid(space, snapped);
  return isSame(snapped, point);
}
