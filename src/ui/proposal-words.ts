import { isWithin, type Reach } from '../core/tuning/approval.ts';
import type { Coefficient } from '../core/tuning/coefficient.ts';
import { isEdited } from '../core/tuning/proposal.ts';
import type { Proposal } from '../core/tuning/state.ts';
import { adjustFault } from './adjust-words.ts';
import type { IconName } from './controls/icons.ts';
import { formatValue, reasonWords, unknown } from './text.ts';

/** What is said of a proposal, and of a change of it. */

/** What is proposed, and why. */
export function proposalWords(
  proposal: Proposal,
  changes: boolean,
  coefficients: readonly Coefficient[],
): string {
  if (isEdited(proposal)) return 'Proposed by the model, and changed by you.';
  if (!changes) return 'The model would stay with these values: accept, and shoot with them.';
  return proposal.kind === 'best'
    ? 'Its turn is over. These are the best values so far.'
    : reasonWords('proposal', proposal.reason, coefficients);
}

/** What a proposal does to a value: by how much it would change, or that it stays. Nothing of it is on its way. */
export function proposedWords(
  from: number | undefined,
  to: number,
  step: number,
): { readonly icon: IconName; readonly words: string; readonly calm: boolean } {
  if (from === to) return { icon: 'check', words: 'stays', calm: true };
  if (from === undefined) return { icon: 'proposed', words: unknown, calm: false };
  const sign = to > from ? '+' : '−';
  return {
    icon: 'proposed',
    words: `${sign}${formatValue(Math.abs(to - from), step)}`,
    calm: false,
  };
}

/** What is wrong with a change of the proposal; null when it can be made. */
export function editFault(
  coefficient: Pick<Coefficient, 'min' | 'max' | 'step'>,
  reach: Reach,
  value: number,
): string | null {
  const fault = adjustFault(coefficient, value);
  if (fault !== null || isWithin(reach, value)) return fault;
  return `more than one trial may change it: ${reachWords(reach, coefficient.step)}. The largest step is in Setup.`;
}

/** How far a proposal's value may be changed. */
export const reachWords = ({ low, high }: Reach, step: number): string =>
  `${formatValue(low, step)} to ${formatValue(high, step)}`;
