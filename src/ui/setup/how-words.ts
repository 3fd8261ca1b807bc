import type { Settings } from '../../core/tuning/events.ts';

/** How many coefficients are tuned at a time, and when that is right. */
export const searchWords: Readonly<
  Record<Settings['search'], { readonly name: string; readonly when: string }>
> = {
  joint: {
    name: 'All at once',
    when: 'Right in nearly every case: it needs fewer shots, as each tells something of all of them.',
  },
  'one-at-a-time': {
    name: 'One at a time, in the order of the list',
    when: 'Right where you want to see what each one does, or trust the others as they are. While one has its turn the others stay put.',
  },
};

/** The switches that pass over a coefficient's own rules. */
export const forceWords = {
  autotune: 'For every coefficient, the next values come by the rule for all',
  autoAdvance: 'Every coefficient hands on its turn by the rule for all',
  kept: 'Rules of their own are kept, and hold again when this is off.',
} as const;

/** What a coefficient does by itself while it has its turn. */
export const ownWords = {
  autotune: {
    own: 'Its own rule for the next values',
    on: 'They come by themselves',
    shots: 'Its shots per trial',
  },
  autoAdvance: {
    own: 'Its own rule for handing on the turn',
    on: 'Handed on by itself after a success',
    shots: 'Its shots for a success',
  },
} as const;

/** Whether a proposal waits for a yes, and how streams of shots are counted. */
export const approveWords = {
  name: 'Show them to me first: nothing is written before I accept',
  how: 'You see each proposal with the difference and the reason, and accept, change or refuse it. After a refusal the next one comes when you press Next, or after as many more shots as a trial has.',
} as const;
export const burstSettingWords = {
  name: 'The robot shoots streams: I count how many of a burst hit',
  how: 'One tap on Shoot logs a whole burst. Which of its shots hit is not known then; the model needs only the count.',
} as const;

/** What is said where a coefficient is moved in the order. */
export const movedWords = (name: string, place: number, of: number): string =>
  `${name} is now ${place} of ${of}.`;

/** Where in the goal to aim. */
export const towardsWords = {
  center: 'At its middle',
  up: 'Higher',
  down: 'Lower',
  left: 'More to the left',
  right: 'More to the right',
} as const;

/** Why it can't aim to a side. */
export const sidewaysWords =
  'Left and right are not possible yet: the model knows how high a shot passes, not how far to the side. It would need to be told that of each shot, and a coefficient that turns the aim. Until then, turn it in robot code.';

/** What aiming off the middle waits for; `told` once some shot told how high it passed. */
export const aimWords = (told: boolean): string =>
  told
    ? 'Shots have told how high they pass, so it holds from the next values on. More than 90 % counts as 90.'
    : 'It waits: no shot has told yet how high it passed. Tap Miss long or Miss short, or let the robot measure the height. Until then it aims at the middle.';
