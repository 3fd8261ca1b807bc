import type { SuggestionReason, SuggestRequest, Suggestion } from '../bayes-opt/request.ts';
import { type AimModel, drawsOf } from './aim-model.ts';
import { bestPoints, proposeTrial } from './propose.ts';
import { aimQuestion } from './question.ts';
import { estimateRate } from './rates.ts';
import { resumed } from './resume.ts';

/** A suggestion, and the model that made it: give it to the next call to save learning the same rows again. */
export interface AimSuggestion {
  readonly suggestion: Suggestion;
  readonly model: AimModel;
}

/** Moves of less than this share of the range from the best are fine tuning. */
const refineReach = 0.05;

/** What to try next by the aim model. The same request and seed give the same suggestion, with or without `previous`. */
export function suggestByAim(
  request: SuggestRequest,
  seed: number,
  previous: AimModel | null,
): AimSuggestion {
  const model = learnByAim(request, seed, previous);
  return { model, suggestion: adviseByAim(request, model) };
}

/** The aim model after the request's rows. `previous` is used up. */
export function learnByAim(
  request: SuggestRequest,
  seed: number,
  previous: AimModel | null,
): AimModel {
  const { setup, shots } = aimQuestion(request, seed);
  return resumed(previous, setup, shots);
}

/** What to try next by a model that has learned the request's rows. */
export function adviseByAim(request: SuggestRequest, model: AimModel): Suggestion {
  const { space, current } = request;
  const { point, values, baseline } = aimQuestion(request, model.setup.seed);
  const draws = drawsOf(model);
  const best = bestPoints(model, draws, model.distances)[0]!.point;
  const here = point(current);
  const isFirst = model.shots.length === 0;
  const limits = space.map(({ maxStep }) => maxStep);
  const next = isFirst ? here : proposeTrial(model, draws, model.distances, here, limits);
  const rate = (at: Float64Array): Suggestion['bestRate'] =>
    estimateRate(draws, at, model.distances);
  return {
    next: isFirst ? current : values(next),
    best: values(best),
    nextRate: rate(next),
    bestRate: rate(best),
    baselineRate: rate(baseline),
    reason: isFirst ? { kind: 'no-data' } : reasonFor(next, best, here),
    model: { kind: 'aim', leadNats: 0 },
    rows: model.shots.length,
  };
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
