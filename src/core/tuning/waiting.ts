import { firstClosed, type ClosedWhy } from './destination.ts';
import { writeBar } from './gate.ts';
import type { GateReason, Situation } from './gate.ts';
import { openProposal, shotsForProposal } from './proposal.ts';
import { ruleFor } from './rules.ts';
import { withoutLabel } from './shot-records.ts';
import type { TuningState } from './state.ts';
import { atTurn, isComplete } from './turns.ts';
import { allRead, settled, tuned } from './values.ts';

/** What the tuner waits for; the screen always says it. */
export type Waiting =
  | { readonly kind: 'barred'; readonly why: GateReason }
  /** A proposal waits for the operator's yes or no. */
  | { readonly kind: 'approval' }
  | { readonly kind: 'held' }
  /** Others keep setting all that is to be tuned. */
  | { readonly kind: 'conflict' }
  /** The robot has not told all values that are to be tuned. */
  | { readonly kind: 'values' }
  /** No value can leave for a tuned coefficient. */
  | { readonly kind: 'closed'; readonly topic: string; readonly why: ClosedWhy }
  | { readonly kind: 'sending' }
  | { readonly kind: 'confirmation' }
  | { readonly kind: 'thinking' }
  /** Shots came with these values of which nobody has said yet whether they hit. */
  | { readonly kind: 'labels'; readonly shots: number }
  | { readonly kind: 'shots'; readonly have: number; readonly need: number }
  /** Autotune is off: the operator's button. */
  | { readonly kind: 'button'; readonly have: number }
  /** One at a time: all have had their turn. */
  | { readonly kind: 'complete' };

/** The one thing that keeps the next values from coming. */
export function waitingFor(state: TuningState, now: Situation): Waiting {
  const bar = writeBar(state, now);
  if (bar !== null) return { kind: 'barred', why: bar };
  if (Object.keys(state.conflicts).length > 0 && tuned(state).length === 0)
    return { kind: 'conflict' };
  const closed = firstClosed(state, now);
  if (closed !== null) return { kind: 'closed', ...closed };
  if (!allRead(state)) return { kind: 'values' };
  if (!settled(state)) {
    const proposed = Object.values(state.writes).some(({ phase }) => phase.kind === 'proposed');
    return { kind: proposed ? 'sending' : 'confirmation' };
  }
  if (openProposal(state) !== null) return { kind: 'approval' };
  if (state.hold) return { kind: 'held' };
  if (now.thinking !== null || state.asked) return { kind: 'thinking' };
  if (isComplete(state)) return { kind: 'complete' };
  const rule = state.settings && ruleFor(state.settings, 'autotune', atTurn(state));
  if (rule?.on !== true) return { kind: 'button', have: state.trialShots };
  // Those of former values may stay without: nobody waits for them.
  const unlabelled = withoutLabel(state).filter(({ trial }) => trial === state.shootingTrial);
  return unlabelled.length > 0
    ? { kind: 'labels', shots: unlabelled.length }
    : { kind: 'shots', have: shotsForProposal(state), need: rule.shots };
}
