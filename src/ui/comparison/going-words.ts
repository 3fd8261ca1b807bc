import type { FinishChoice } from '../../core/tuning/events.ts';
import type { Arrival, Target } from '../../core/tuning/input.ts';
import type { Standpoint } from '../../core/tuning/standpoints.ts';

/** What each set of values is called. */
export const standpointWords: Readonly<
  Record<Standpoint, { readonly name: string; readonly what: string }>
> = {
  now: { name: 'Now', what: 'what the robot has' },
  best: { name: 'Best', what: 'the best the model knows' },
  baseline: { name: 'Baseline', what: 'what the robot had before tuning' },
  'code-default': { name: 'Code default', what: 'what its code says' },
};

/** What a tap on a way back does. */
export const goWords: Readonly<Record<Target, string>> = {
  best: 'Back to the best values',
  baseline: 'Back to the baseline',
  'code-default': 'Back to the defaults in code',
};

/** What brings back what was there before. */
export const goBackWords = (trial: number): string => `Undo: the values of trial ${trial} again`;

/** What is said of a set of values that was tapped. */
export const wentToWords = (target: Target): string => `${goWords[target]}. The tuner holds there.`;

/** What is said where no values were chosen that could be taken back. */
export const nothingToGoBack =
  'There is nothing to bring back: nobody chose the present values by a tap.';

/** What "finish" leaves on the robot. */
export const finishWords: Readonly<
  Record<FinishChoice, { readonly name: string; readonly what: string }>
> = {
  best: { name: 'With the best', what: 'The best values are written, then the tuner is disarmed.' },
  baseline: {
    name: 'With the baseline',
    what: 'What the robot had before tuning is written, then the tuner is disarmed.',
  },
  'as-is': { name: 'As it is now', what: 'Nothing is written; the tuner is disarmed.' },
};

/** What is said when tuning is over. */
export function finishedWords(choice: FinishChoice, arrival: Arrival): string {
  const values = { best: 'the best values', baseline: 'the baseline', 'as-is': 'its values' }[
    choice
  ];
  if (arrival === 'missing')
    return `Finished and disarmed, but not all of ${values} are known to be on the robot. Look at them before you rely on them.`;
  if (choice === 'as-is')
    return 'Finished: nothing was written, and the robot keeps what it has. The tuner is disarmed.';
  return arrival === 'confirmed'
    ? `Finished: the robot confirms ${values}. The tuner is disarmed.`
    : `Finished: the robot was sent ${values}, which it cannot confirm. The tuner is disarmed.`;
}

/** The line of the log where tuning ended. */
export const finishedMark = (choice: FinishChoice): string =>
  `Tuning ends, ${finishWords[choice].name.toLowerCase()}.`;
