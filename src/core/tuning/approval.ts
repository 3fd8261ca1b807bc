import { aimSpace, reachable } from '../aim/aim-space.ts';
import { toRaw, toUnit } from '../aim/unit-scale.ts';
import type { Coefficient } from './coefficient.ts';
import { writeBar } from './gate.ts';
import type { Situation } from './gate.ts';
import type { Input } from './input.ts';
import { happened, nothing, ordered, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { own } from './own.ts';
import { isEdited, openProposal } from './proposal.ts';
import type { TuningState } from './state.ts';
import { newTrial, onGrid, outOfBounds } from './trials.ts';
import { intended, tuned } from './values.ts';

const noProposal: Outcome = ordered({ type: 'tell', notice: { kind: 'no-proposal' } });

/** The operator's yes: the proposal becomes the next trial, and a hold ends. */
export function interpretAccept(state: TuningState, now: Situation, input: Input): Outcome {
  const proposal = openProposal(state);
  if (proposal === null) return noProposal;
  const bar = writeBar(state, now);
  if (bar !== null) return refused(input, bar);
  const { kind, values, reason, seed } = proposal;
  const outside = outOfBounds(state, values);
  if (outside !== null) return ordered({ type: 'tell', notice: outside });
  return {
    happenings: [
      { type: 'proposal-accepted' },
      ...(state.hold ? [{ type: 'hold', on: false } as const] : []),
      isEdited(proposal)
        ? newTrial(state, 'edited', values, { kind: 'chosen' }, null)
        : newTrial(state, kind, values, reason, seed),
    ],
    commands: [{ type: 'cancel-suggest' }],
  };
}

/** The operator's no. The next one comes when it is asked for, or after as many more counted shots as a trial has. */
export const interpretRefuse = (state: TuningState): Outcome =>
  openProposal(state) === null
    ? noProposal
    : {
        happenings: [{ type: 'proposal-refused' }],
        commands: [{ type: 'tell', notice: { kind: 'proposal-refused' } }],
      };

/** A no is taken back, while nothing has changed that the proposal was made from, and no other one waits. */
export const interpretReopen = ({ proposal, refusals }: TuningState): Outcome =>
  proposal !== null || refusals.last === null
    ? noProposal
    : { happenings: [{ type: 'proposal-reopened' }], commands: [{ type: 'cancel-suggest' }] };

/** The operator changes one value of the proposal, within its bounds and as far as one trial may go. Nothing is written. */
export function interpretEdit(
  state: TuningState,
  { topic, value: given }: Extract<Input, { type: 'edit-proposal' }>,
): Outcome {
  const proposal = openProposal(state);
  if (proposal === null) return noProposal;
  const coefficient = tuned(state).find((other) => other.topic === topic);
  if (coefficient === undefined) return nothing;
  const value = own(onGrid(state, { [topic]: given }), topic) ?? given;
  const outside = outOfBounds(state, { [topic]: value });
  if (outside !== null) return ordered({ type: 'tell', notice: outside });
  const reach = editReach(state, coefficient);
  if (!isWithin(reach, value))
    return ordered({ type: 'tell', notice: { kind: 'beyond-step', topic, value, ...reach } });
  return own(proposal.values, topic) === value
    ? nothing
    : happened({ type: 'proposal-edited', topic, value });
}

/** From where to where a value may go in one trial. */
export interface Reach {
  readonly low: number;
  readonly high: number;
}

/** From where to where a proposal's value may be changed: as far from where the robot is as one trial may go. */
export function editReach(
  state: TuningState,
  { topic, min, max, integer, scale, maxStep }: Coefficient,
): Reach {
  const from = own(intended(state), topic);
  if (from === undefined) return { low: min, high: max };
  const range = { low: min, high: max, integer, scale };
  const at = Float64Array.of(toUnit(range, from));
  const { low, high } = reachable(aimSpace([range], at), at, [maxStep]);
  return { low: toRaw(range, low[0]!), high: toRaw(range, high[0]!) };
}

/** Rounding puts a step of exactly the limit this share of the range beyond it. */
const slack = 1e-9;

/** Whether a value can be reached in one trial. */
export const isWithin = ({ low, high }: Reach, value: number): boolean =>
  value >= low - slack * (high - low) && value <= high + slack * (high - low);
