import { own } from './own.ts';
import type { TuningState } from './state.ts';
import { settled } from './values.ts';

/** Returns the state in which shots belong to the latest trial, once its last value has left proposal and waiting. */
export function settle(state: TuningState): TuningState {
  const trial = state.trial?.number ?? 0;
  if (trial === state.shootingTrial || !settled(state)) return state;
  const sinceUs = Object.keys(state.writes).flatMap(
    (topic) => own(state.known, topic)?.at(-1)?.serverUs ?? [],
  );
  return {
    ...state,
    shootingTrial: trial,
    shootingSinceUs: sinceUs.length === 0 ? null : Math.max(...sinceUs),
    formerTrial: state.shootingTrial,
    trialShots: 0,
  };
}
