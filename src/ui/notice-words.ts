import type { Coefficient } from '../core/tuning/coefficient.ts';
import type { Input, Notice } from '../core/tuning/input.ts';
import type { PressFault } from '../core/tuning/remote.ts';
import { approvalNoticeWords } from './approval-words.ts';
import { conflictWords } from './confirmation-words.ts';
import { burstNoticeWords } from './burst-words.ts';
import { closedWords } from './destination-words.ts';
import { finishedWords, nothingToGoBack, wentToWords } from './comparison/going-words.ts';
import { pinNoticeWords } from './pin-words.ts';
import { disarmWords, formatValue, gateWords } from './text.ts';

const refusedActs: Partial<Record<Input['type'], string>> = {
  arm: 'Not armed.',
  next: 'No new values.',
  accept: 'Nothing is written; the proposal waits.',
  'restore-pin': 'The values stay as they are.',
  'go-to': 'The values stay as they are.',
  'go-back': 'The values stay as they are.',
  finish: 'Not finished.',
  set: 'The value stays as it is.',
  override: 'Writing stays locked.',
  skip: 'The turn stays where it is.',
  previous: 'The turn stays where it is.',
  'turn-to': 'The turn stays where it is.',
};

const pressFaults: Readonly<Record<PressFault, string>> = {
  stale: 'it was pressed more than three seconds ago, or before this page was connected',
  mode: 'it does not fit how this session tunes',
  off: 'the switch beside it is off',
  bias: 'no shot has told yet where it passed in that direction, or the amount is not from 0 to 1',
  sideways:
    'the model knows how high a shot passes, not how far to the side, so it can aim only up or down',
  threshold: 'the threshold beside it is no whole number from 1 on',
  name: 'no coefficient that is tuned has the name beside it',
};

/** What was done after a restart because the settings say so. */
const restartedWords = {
  trial: "The robot restarted. The trial's values are sent again, as Setup says.",
  adopt: 'The robot restarted. It keeps its own values, as Setup says.',
} as const;

/** A notice as one or two sentences. */
export function noticeWords(notice: Notice, coefficients: readonly Coefficient[]): string {
  const nameOf = (topic: string): string =>
    coefficients.find((coefficient) => coefficient.topic === topic)?.name ?? topic;
  const stepOf = (topic: string): number =>
    coefficients.find((coefficient) => coefficient.topic === topic)?.step ?? 0.001;
  switch (notice.kind) {
    case 'refused':
      return `${refusedActs[notice.input] ?? 'Not done.'} ${gateWords(notice.why)}`;
    case 'nothing-to-undo':
      return 'Nothing to undo.';
    case 'undone':
      return {
        shot: `Undone: shot ${notice.shot} is taken back.`,
        label: `Undone: shot ${notice.shot} has its former label.`,
        void: `Undone: shot ${notice.shot} counts again.`,
      }[notice.act];
    case 'set-by-hand': {
      const step = stepOf(notice.topic);
      const was = notice.before === null ? '' : `; it was ${formatValue(notice.before, step)}`;
      return `${nameOf(notice.topic)}: ${formatValue(notice.value, step)}, set by hand${was}.`;
    }
    case 'went-to':
      return wentToWords(notice.target);
    case 'nothing-to-go-back':
      return nothingToGoBack;
    case 'finished':
      return finishedWords(notice.with, notice.arrival);
    case 'no-proposal':
    case 'proposal-open':
    case 'proposal-refused':
    case 'proposal-withdrawn':
    case 'beyond-step':
      return approvalNoticeWords(notice, nameOf);
    case 'nothing-to-pin':
    case 'pin-not-tuned':
    case 'pin-restored':
      return pinNoticeWords(notice);
    case 'burst-undone':
    case 'burst-short':
      return burstNoticeWords(notice);
    case 'nothing-to-void':
      return 'No shot to void: there is none, or the last ones are void already.';
    case 'already-asked':
      return 'The next values are asked for already; they come as soon as they can.';
    case 'no-best-yet':
      return 'There is no best yet: the model needs a few shots first.';
    case 'restart-answered':
      return restartedWords[notice.choice];
    case 'no-baseline-yet':
      return "There is no baseline yet: the robot's own values have not been read.";
    case 'no-turns':
      return 'All coefficients are tuned at once, so there is no turn to give. Choose "one at a time" in Setup first.';
    case 'no-such-turn':
      return 'It has the turn already, or there is none to go to.';
    case 'press-ignored':
      return `${notice.button} was pressed on another dashboard and did nothing: ${pressFaults[notice.why]}.`;
    case 'out-of-bounds':
      return `${nameOf(notice.topic)}: ${notice.value} lies outside ${notice.min} to ${notice.max}, so nothing was written. Widen the bounds in Setup if the robot can take it.`;
    case 'cannot-leave':
      return `The value stays as it is. ${closedWords(nameOf(notice.topic), notice.why)}`;
    case 'invalid-shots':
      return `${notice.run} shots in a row look wrong (${notice.reason}). They are logged and left out of the model. Check the sensor, or the limits in Setup, Goal & limits.`;
    case 'robot-trouble':
      return troubleWords(notice.about, notice.topic, notice.detail);
    case 'unconfirmed': {
      const { topic, value, acknowledged } = notice;
      const step = stepOf(topic);
      return acknowledged === null
        ? `${nameOf(topic)}: ${formatValue(value, step)} was sent three times, and robot code acknowledges no number.`
        : `${nameOf(topic)}: ${formatValue(value, step)} was sent three times, and robot code still acknowledges ${formatValue(acknowledged, step)}.`;
    }
    case 'write-conflict':
      return `${nameOf(notice.topic)}: ${conflictWords(notice.how, [])}`;
    case 'acknowledged-no-number':
      return `${nameOf(notice.topic)}: robot code acknowledges ${notice.said}, which is no number. Shots do not count until it has one: look for the fault in robot code.`;
    case 'stored-again':
      return 'This browser stores the log again. Nothing was lost: the entries from meanwhile are stored too.';
    case 'disarmed':
      return disarmWords(notice.cause);
  }
}

/** What the robot sent that can't be used. */
function troubleWords(
  about: Extract<Notice, { kind: 'robot-trouble' }>['about'],
  topic: string | null,
  detail: string,
): string {
  const where = topic ?? 'the connection';
  switch (about) {
    case 'frame':
      return `The robot sent something unreadable on ${where} (${detail}). It was left out; everything else goes on.`;
    case 'value':
      return `The robot's value of ${where} can't be used: ${detail}. The last good one stands. Look for the fault in robot code.`;
    case 'type':
      return `${where} has another type than it is used with (${detail}), so it is not written. Check the topic in Setup.`;
    case 'shot':
      return `Not all of a shot could be read from ${where}: ${detail}. The shots go on without it. Check the names in Setup, Shots from the robot.`;
    case 'listener':
      return `A part of this page failed on ${where} (${detail}). The log is safe; reload the page if something stands still.`;
  }
}
