import type { SuggestionReason, SuggestRequest, Suggestion } from '../bayes-opt/request.ts';
import { scaledDistance } from '../bayes-opt/space.ts';
import { type AimModel, type AimSetup, drawsOf } from './aim-model.ts';
import { type DistanceNodes, uniformDistances } from './draws.ts';
import type { Goal, Role } from './family/role.ts';
import { bestPoints, proposeTrial } from './propose.ts';
import { estimateRate } from './rates.ts';
import { resumed } from './resume.ts';
import type { AimShot } from './shot-table.ts';
import { type RawRange, toRaw, toUnit } from './unit-scale.ts';

/** What the team says of the robot beyond the numbers; all may be left out. */
export interface AimHints {
  /** One per dimension; null: no idea. */
  readonly roles: readonly (Role | null)[];
  readonly goal: Goal | null;
  /** The distances that matter, in scaled distance; usually uniform. */
  readonly distances: DistanceNodes;
}

/** A suggestion, and the model that made it: give it to the next call to save learning the same rows again. */
export interface AimSuggestion {
  readonly suggestion: Suggestion;
  readonly model: AimModel;
}

/** Moves of less than this share of the range from the best are fine tuning. */
const refineReach = 0.05;

/** What to try next by the aim model. The same request, hints and seed give the same suggestion, with or without `previous`. */
export function suggestByAim(
  request: SuggestRequest,
  hints: AimHints,
  seed: number,
  previous: AimModel | null,
): AimSuggestion {
  const model = learnByAim(request, hints, seed, previous);
  return { model, suggestion: adviseByAim(request, hints, model) };
}

/** The aim model after the request's rows. `previous` is used up. */
export function learnByAim(
  request: SuggestRequest,
  hints: AimHints,
  seed: number,
  previous: AimModel | null,
): AimModel {
  const setup: AimSetup = {
    space: request.space.map((d, j) => ({
      low: d.low,
      high: d.high,
      start: d.start,
      integer: d.integer,
      scale: d.scale,
      role: hints.roles[j] ?? null,
    })),
    goal: hints.goal,
    seed,
  };
  const unit = (values: readonly number[]): Float64Array => unitPoint(setup.space, values);
  return resumed(previous, setup, shotsOf(request, unit));
}

/** What to try next by a model that has learned the request's rows. */
export function adviseByAim(
  { space, current, baseline }: SuggestRequest,
  hints: AimHints,
  model: AimModel,
): Suggestion {
  const unit = (values: readonly number[]): Float64Array => unitPoint(space, values);
  const raw = (point: Float64Array): readonly number[] => space.map((d, j) => toRaw(d, point[j]!));
  const draws = drawsOf(model);
  const best = bestPoints(model, draws, hints.distances)[0]!.point;
  const here = unit(current);
  const isFirst = model.shots.length === 0;
  const limits = space.map(({ maxStep }) => maxStep);
  const next = isFirst ? here : proposeTrial(model, draws, hints.distances, here, limits);
  const rate = (point: Float64Array): Suggestion['bestRate'] =>
    estimateRate(draws, point, hints.distances);
  return {
    next: isFirst ? current : raw(next),
    best: raw(best),
    nextRate: rate(next),
    bestRate: rate(best),
    baselineRate: rate(unit(baseline)),
    reason: isFirst ? { kind: 'no-data' } : reasonFor(next, best, here),
    model: { kind: 'aim', leadNats: 0 },
    rows: model.shots.length,
  };
}

const unitPoint = (space: readonly RawRange[], values: readonly number[]): Float64Array =>
  Float64Array.from(space, (d, j) => toUnit(d, values[j]!));

/** Hints of a team that says nothing. */
export function noHints(dims: number): AimHints {
  return { roles: new Array<null>(dims).fill(null), goal: null, distances: uniformDistances };
}

function shotsOf(
  { space, context, data }: SuggestRequest,
  unit: (values: readonly number[]) => Float64Array,
): readonly AimShot[] {
  const dims = space.length;
  return Array.from(data.hits, (hit, i) => ({
    point: unit(Array.from(data.points.subarray(i * dims, (i + 1) * dims))),
    t: context === null ? 0 : scaledDistance(context, data.distancesM[i]!),
    outcome: { kind: hit === 1 ? 'hit' : 'miss' },
    weight: 1,
  }));
}

function reasonFor(next: Float64Array, best: Float64Array, here: Float64Array): SuggestionReason {
  if (next.every((u, j) => Math.abs(u - best[j]!) < refineReach)) return { kind: 'refine' };
  let dimension = 0;
  next.forEach((u, j) => {
    if (Math.abs(u - here[j]!) > Math.abs(next[dimension]! - here[dimension]!)) dimension = j;
  });
  return {
    kind: 'explore',
    dimension,
    direction: next[dimension]! >= here[dimension]! ? 'up' : 'down',
  };
}
