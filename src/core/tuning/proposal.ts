import type { TuningEvent, WithdrawalCause } from './events.ts';
import { own } from './own.ts';
import { noRefusals } from './state.ts';
import type { Proposal, Refusals, TuningState } from './state.ts';
import { onRobot, tuned } from './values.ts';

type Told<K extends TuningEvent['type']> = Extract<TuningEvent, { readonly type: K }>;

/** The proposal that can be accepted now; null where none waits, or what it was made from holds no longer. */
export const openProposal = ({ proposal }: TuningState): Proposal | null =>
  proposal?.stale === null ? proposal : null;

/** Whether the operator changed it. */
export const isEdited = ({ proposed, values }: Proposal): boolean =>
  Object.entries(values).some(([topic, value]) => own(proposed, topic) !== value);

/** The state with values that wait for the operator's yes; the wish for them is granted. */
export function withProposal(
  state: TuningState,
  { after, kind, values, reason, seed }: Told<'proposal'>,
): TuningState {
  return {
    ...state,
    asked: false,
    proposal: { after, kind, proposed: values, values, reason, seed, stale: null },
  };
}

/** The state after the operator changed one value of the proposal. */
export function withProposalEdited(
  state: TuningState,
  { topic, value }: Told<'proposal-edited'>,
): TuningState {
  const { proposal } = state;
  if (proposal === null) return state;
  return { ...state, proposal: { ...proposal, values: { ...proposal.values, [topic]: value } } };
}

/** The state after the operator said no. */
export function withProposalRefused(state: TuningState): TuningState {
  const { proposal, refusals, trialShots } = state;
  if (proposal === null) return state;
  return {
    ...state,
    proposal: null,
    refusals: { times: refusals.times + 1, atShots: trialShots, last: proposal },
  };
}

/** The state after that no was taken back. */
export function withProposalReopened(state: TuningState): TuningState {
  const { times, last } = state.refusals;
  if (last === null) return state;
  return { ...state, proposal: last, refusals: { times: times - 1, atShots: 0, last: null } };
}

/** The state after something happened that a proposal was not made for: it can't be accepted any more, nor its refusal taken back. */
export function withStale(state: TuningState, why: WithdrawalCause): TuningState {
  const { proposal, refusals } = state;
  const open = openProposal(state);
  if (open === null && refusals.last === null) return state;
  return {
    ...state,
    proposal: open === null ? proposal : { ...open, stale: why },
    refusals: { ...refusals, last: null },
  };
}

/** The state after a trial: what waits now is overtaken, and what was refused before it is past. */
export const overtakenByTrial = (state: TuningState): TuningState => ({
  ...withStale(state, 'other-values'),
  refusals: noRefusals,
});

/** The state after the robot told a value: a proposal that was made from another one is stale. */
export function afterTold(before: TuningState, after: TuningState, topic: string): TuningState {
  if (after.proposal === null && after.refusals.last === null) return after;
  const isTuned = tuned(after).some((coefficient) => coefficient.topic === topic);
  return isTuned && onRobot(before, topic) !== onRobot(after, topic)
    ? withStale(after, 'robot-values')
    : after;
}

/** Counted shots of the trial that the next proposal is made after: since the last one was refused. */
export const shotsForProposal = ({
  trialShots,
  refusals,
}: {
  readonly trialShots: number;
  readonly refusals: Refusals;
}): number => Math.max(0, trialShots - refusals.atShots);
