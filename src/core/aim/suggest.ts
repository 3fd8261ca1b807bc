import { reasonFor } from '../bayes-opt/reason.ts';
import type { Advice, SuggestRequest } from '../bayes-opt/request.ts';
import { type AimModel, drawsOf } from './aim-model.ts';
import { bestPoints, proposeTrial } from './propose.ts';
import { aimQuestion, type AimQuestion } from './question.ts';
import { estimateRate } from './rates.ts';
import { resumed } from './resume.ts';

/** A suggestion, and the model that made it: give it to the next call to save learning the same rows again. */
export interface AimSuggestion {
  readonly suggestion: Advice;
  readonly model: AimModel;
}

/** What to try next by the aim model. The same request and seed give the same suggestion, with or without `previous`. */
export function suggestByAim(
  request: SuggestRequest,
  seed: number,
  previous: AimModel | null,
): AimSuggestion {
  const question = aimQuestion(request, seed);
  const model = learnByAim(question, previous);
  return { model, suggestion: adviseByAim(request, question, model) };
}

/** The aim model after the question's rows. `previous` is used up. */
export function learnByAim({ setup, shots }: AimQuestion, previous: AimModel | null): AimModel {
  return resumed(previous, setup, shots);
}

/** What to try next by a model that has learned the request's rows. */
export function adviseByAim(
  request: SuggestRequest,
  { point, values, baseline }: AimQuestion,
  model: AimModel,
): Advice {
  const { space, current } = request;
  const draws = drawsOf(model);
  const here = point(current);
  const isFirst = model.shots.length === 0;
  const best = isFirst ? baseline : bestPoints(model, draws)[0]!.point;
  const limits = space.map(({ maxStep }) => maxStep);
  const next = isFirst ? here : proposeTrial(model, draws, here, limits);
  const rate = (at: Float64Array): Advice['bestRate'] => estimateRate(draws, at, model.distances);
  return {
    next: isFirst ? current : values(next),
    best: isFirst ? request.baseline : values(best),
    nextRate: rate(next),
    bestRate: rate(best),
    baselineRate: rate(baseline),
    reason: isFirst ? { kind: 'no-data' } : reasonFor(next, best, here),
    rows: model.shots.length,
  };
}
