import type { OutcomeModel } from '../bayes-opt/outcome-model.ts';
import type { Advice, SuggestRequest } from '../bayes-opt/request.ts';
import { suggest } from '../bayes-opt/suggest.ts';
import { unitCube } from '../bayes-opt/unit-cube.ts';
import { rowsOf, usable } from '../bayes-opt/usable-rows.ts';
import type { Random } from '../stats/random.ts';
import { learn, type Learned } from './learned.ts';
import { numberModel } from './number-model.ts';
import { rateModel } from './rate-model.ts';

/** A suggestion, and what was learned for it: give it to the next call to save learning the same rows again. */
export interface GpSuggestion {
  readonly suggestion: Advice;
  readonly learned: Learned;
}

/**
 * What to try next by a Gaussian process over coefficients and distance: classification of hits and misses, or regression of numbers. The
 * same request and random numbers give the same suggestion, with or without `previous`.
 */
export function suggestByGp(
  request: SuggestRequest,
  random: Random,
  previous: Learned | null,
): GpSuggestion {
  const cube = unitCube(request.space);
  const rows = rowsOf(usable(request), cube);
  const learned = learn(rows, previous);
  const points = Array.from({ length: rows.count }, (_, i) =>
    rows.places.slice(i * rows.width, i * rows.width + cube.dims),
  );
  return {
    suggestion: suggest(request, cube, outcomeModel(request, learned), points, random),
    learned,
  };
}

function outcomeModel({ objective }: SuggestRequest, { model, standard }: Learned): OutcomeModel {
  switch (objective.kind) {
    case 'hits':
      return rateModel(model);
    case 'number':
      return numberModel(model, standard, objective.better === 'larger' ? 1 : -1);
  }
}
