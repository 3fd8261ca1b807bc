import type { SuggestRequest, Suggestion } from '../bayes-opt/request.ts';
import { suggest } from '../bayes-opt/suggest.ts';
import { unitCube } from '../bayes-opt/unit-cube.ts';
import { usableRows } from '../bayes-opt/usable-rows.ts';
import type { Random } from '../stats/random.ts';
import { learn, type Learned } from './learned.ts';
import { rateModel, threeDistances } from './rate-model.ts';

/** A suggestion, and what was learned for it: give it to the next call to save learning the same rows again. */
export interface GpSuggestion {
  readonly suggestion: Suggestion;
  readonly learned: Learned;
}

/**
 * What to try next by Gaussian process classification over coefficients and distance. The same request and random numbers give the same
 * suggestion, with or without `previous`.
 */
export function suggestByGp(
  request: SuggestRequest,
  random: Random,
  previous: Learned | null,
): GpSuggestion {
  const cube = unitCube(request.space);
  const rows = usableRows(request, cube);
  const learned = learn(rows, previous);
  const model = rateModel(learned.model, threeDistances);
  const points = Array.from({ length: rows.count }, (_, i) =>
    rows.places.slice(i * rows.width, i * rows.width + cube.dims),
  );
  return { suggestion: suggest(request, cube, model, points, random), learned };
}
