import { type AimModel, aimModel, drawsOf, learn } from '../../../src/core/aim/aim-model.ts';
import type { RoledDimension } from '../../../src/core/aim/family/role.ts';
import { gainLeft } from '../../../src/core/aim/gain-left.ts';
import { type Frame, incumbentOf, nextTrial } from '../../../src/core/aim/incumbent.ts';
import { estimateRate } from '../../../src/core/aim/rates.ts';
import { stopAdvice } from '../../../src/core/aim/stop-advice.ts';
import type { Outcome } from '../../../src/core/aim/shot-table.ts';
import { toRaw, toUnit } from '../../../src/core/aim/unit-scale.ts';
import type { Assessment, Init, Method, Observation } from './method.ts';

/** The aim model as the benchmark asks it. `maxStep`: largest change per trial, as a share of each range. */
export function ours(init: Init, maxStep: number): Method {
  const space = spaceOf(init);
  const { goal } = init;
  const distanceM = distancesOf(init);
  const model: AimModel = aimModel({
    space,
    goal:
      goal && distanceM
        ? { heightM: goal.height, halfOpeningM: goal.halfOpening, distanceM }
        : null,
    distanceM,
    seed: init.seed,
  });
  let current = Float64Array.from(space, (d) => toUnit(d, d.start));
  const raw = (point: Float64Array): number[] => space.map((d, j) => toRaw(d, point[j]!));
  return {
    suggest() {
      if (model.shots.length === 0) return raw(model.space.origin);
      const draws = drawsOf(model);
      const frame = frameHere(model, current, maxStep);
      return raw(nextTrial(model, draws, frame, incumbentOf(model, draws, frame)).point);
    },
    observe(x, observation) {
      current = Float64Array.from(space, (d, j) => toUnit(d, x[j]!));
      const [near, far] = distanceM ?? [-1, 1];
      const distance = (distanceM && observation.context['distance']) ?? (near + far) / 2;
      learn(model, {
        point: current,
        t: (2 * distance - near - far) / (far - near),
        outcome: outcomeOf(observation),
        weight: 1,
      });
    },
    recommend: () =>
      raw(incumbentOf(model, drawsOf(model), frameHere(model, current, maxStep)).point),
    assess: () => assessByAim(model),
  };
}

const frameHere = ({ space }: AimModel, here: Float64Array, maxStep: number): Frame => ({
  here,
  maxStep: space.ranges.map(() => maxStep),
  baseline: space.origin,
  space,
  bias: 0,
  refused: 0,
});

/** What the aim model believes of its recommendation. */
export function assessByAim(model: AimModel): Assessment {
  const draws = drawsOf(model);
  const { point: best } = incumbentOf(model, draws, frameHere(model, model.space.origin, 1));
  const gain = gainLeft(model, draws, best);
  const points = model.shots.map(({ point }) => point);
  const interval = (point: Float64Array): [number, number] => {
    const { low, high } = estimateRate(draws, point, model.distances);
    return [low, high];
  };
  return {
    best: interval(best),
    start: interval(model.space.origin),
    stops: stopAdvice(gain, points, best).kind === 'stop',
  };
}

/** The coefficients in the product's terms. */
export function spaceOf(init: Init): readonly RoledDimension[] {
  return init.space.map((told) => ({
    low: told.low,
    high: told.high,
    start: told.default,
    integer: told.type === 'int',
    scale: told.log ? 'log' : 'linear',
    role: told.role ?? null,
    ...(told.at === undefined ? {} : { atM: told.at }),
  }));
}

/**
 * The distances that matter: the goal's, or what is declared, which has a margin for measuring errors: a twentieth of it is taken off. Null
 * where no distance matters.
 */
export function distancesOf({ goal, context }: Init): readonly [number, number] | null {
  if (goal !== undefined) return goal.distance;
  const distance = context.find(({ name }) => name === 'distance');
  if (distance === undefined) return null;
  const margin = (distance.high - distance.low) / 42;
  return [distance.low + margin, distance.high - margin];
}

function outcomeOf({ hit, side, error }: Observation): Outcome {
  // A ball that never gets to the goal has no height there.
  if (error !== undefined && Number.isFinite(error))
    return { kind: 'error', errorM: error, hit: hit ?? null };
  if (side !== undefined) return { kind: side === 0 ? 'hit' : side < 0 ? 'low' : 'high' };
  return { kind: hit === true ? 'hit' : 'miss' };
}
