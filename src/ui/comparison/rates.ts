import type { Values } from '../../core/tuning/coefficient.ts';
import type { RateInterval, Verdict } from '../../core/tuning/events.ts';
import { standpoints, valuesAt, type Standpoint } from '../../core/tuning/standpoints.ts';
import type { TuningState } from '../../core/tuning/state.ts';
import type { ModelQuestions, ModelReplies, Told } from '../../session/model-answers.ts';
import { isGeneral } from './progress-words.ts';

/** The rates of all standpoints, over the distances that matter. */
export const allRates: ModelQuestions['rates'] = {
  kind: 'rates',
  of: standpoints,
  distancesM: [],
};

/**
 * The hit rate to show for a standpoint, by the model that speaks; null while it is not known of just these values: a rate of values that
 * were there before would look like one of theirs.
 */
export function rateOf(
  state: TuningState,
  standpoint: Standpoint,
  told: Told<ModelReplies['rates']>,
): RateInterval | null {
  const { verdict } = state;
  const values = valuesAt(state, standpoint);
  if (values === null) return null;
  const answer = told.last?.value[standpoint];
  return answer !== undefined && !isGeneral(verdict?.model) && isSame(answer.of, values)
    ? answer.overall
    : byVerdict(verdict, standpoint);
}

function byVerdict(verdict: Verdict | null, standpoint: Standpoint): RateInterval | null {
  switch (standpoint) {
    case 'best':
      return verdict?.bestRate ?? null;
    case 'baseline':
      return verdict?.baselineRate ?? null;
    case 'now':
    case 'code-default':
      return null;
  }
}

/** Whether two sets of values are the same. */
export const isSame = (a: Values, b: Values): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([topic, value]) => b[topic] === value);
