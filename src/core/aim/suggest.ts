import { reasonFor } from '../bayes-opt/reason.ts';
import type { Advice, SuggestRequest } from '../bayes-opt/request.ts';
import { type AimModel, drawsOf } from './aim-model.ts';
import { frameOf, incumbentOf, nextTrial } from './incumbent.ts';
import { aimQuestion, type AimQuestion } from './question.ts';
import { estimateRate } from './rates.ts';
import { resumed } from './resume.ts';
import { type EntryBand, tableBand } from './table-band.ts';

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
  { current, baseline: before }: SuggestRequest,
  question: AimQuestion,
  model: AimModel,
): Advice {
  const { values, baseline, here } = question;
  const draws = drawsOf(model);
  const isFirst = model.shots.length === 0;
  const frame = frameOf(model, question);
  const incumbent = isFirst ? null : incumbentOf(model, draws, frame);
  const best = incumbent?.point ?? baseline;
  const { point: next, compares } =
    incumbent === null
      ? { point: here, compares: false }
      : nextTrial(model, draws, frame, incumbent);
  // What does not change is left exactly as it is: rounding must not look like a new value.
  const valuesAt = (at: Float64Array): number[] =>
    values(at).map((value, j) => (at[j] === here[j] ? current[j]! : value));
  const rate = (at: Float64Array): Advice['bestRate'] => estimateRate(draws, at, model.distances);
  return {
    next: isFirst ? current : valuesAt(next),
    best: isFirst ? before : valuesAt(best),
    nextRate: rate(next),
    bestRate: rate(best),
    baselineRate: rate(baseline),
    reason: isFirst
      ? { kind: 'no-data' }
      : compares
        ? { kind: 'compare' }
        : reasonFor(next, best, here),
    ...(isFirst ? {} : bandsOf(tableBand(model, draws, best), best, values)),
    rows: model.shots.length,
  };
}

/** The bands of the entries of look-up tables in raw values; nothing without a table. */
function bandsOf(
  bands: readonly EntryBand[],
  best: Float64Array,
  values: AimQuestion['values'],
): Pick<Advice, 'bands'> {
  if (bands.length === 0) return {};
  const rawAt = (dimension: number, u: number): number =>
    values(best.with(dimension, u))[dimension]!;
  return {
    bands: Array.from(best, (_, j) => {
      const band = bands.find(({ dimension }) => dimension === j);
      return band === undefined ? null : ([rawAt(j, band.low), rawAt(j, band.high)] as const);
    }),
  };
}
