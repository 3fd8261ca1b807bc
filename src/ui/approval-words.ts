import type { WithdrawalCause } from '../core/tuning/events.ts';
import type { Notice } from '../core/tuning/input.ts';

/** What is said of answers to proposals. */

/** What the tuner waits for. */
export const approvalWords = 'Nothing is written before you accept.';

const withdrawals: Readonly<Record<WithdrawalCause, string>> = {
  settings: 'the settings were changed',
  'other-values': 'other values were chosen',
  finished: 'tuning was finished',
  turn: 'another coefficient has its turn',
  'robot-values': 'a value on the robot was changed from elsewhere',
  restart: 'the robot restarted',
};

/** That a proposal can't be accepted any more, and why. */
export const withdrawnWords = (why: WithdrawalCause): string =>
  `Proposal withdrawn: ${withdrawals[why]}. Nothing of it was written.`;

type ApprovalNotice = Extract<
  Notice,
  {
    kind:
      'no-proposal' | 'proposal-open' | 'proposal-refused' | 'proposal-withdrawn' | 'beyond-step';
  }
>;

/** @param nameOf a topic's name. */
export function approvalNoticeWords(
  notice: ApprovalNotice,
  nameOf: (topic: string) => string,
): string {
  switch (notice.kind) {
    case 'no-proposal':
      return 'No proposal waits for an answer.';
    case 'proposal-open':
      return 'A proposal waits for your answer already: accept or refuse it.';
    case 'proposal-refused':
      return 'Proposal refused; nothing was written. Next asks for another one.';
    case 'proposal-withdrawn':
      return withdrawnWords(notice.why);
    case 'beyond-step':
      return `${nameOf(notice.topic)}: ${notice.value} is more than one trial may change it, ${notice.low} to ${notice.high}. The largest step is in Setup.`;
  }
}
