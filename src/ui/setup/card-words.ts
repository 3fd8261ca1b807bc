import type { GateReason } from '../../core/tuning/gate.ts';
import type { IconName } from '../controls/icons.ts';
import type { Card, Mark, Page } from './cards.ts';

/** What each card is called, what it is for, and why it may be skipped. */
export const cardWords: Readonly<
  Record<Page, { readonly name: string; readonly what: string; readonly skip: string }>
> = {
  robot: {
    name: 'Robot',
    what: 'Connect to the robot that shoots.',
    skip: 'Skip it to prepare settings at your desk: the next cards work without a robot, with topics typed by name.',
  },
  what: {
    name: 'What to tune',
    what: 'Choose the values to tune, and how far each may go.',
    skip: 'Nothing to do where your robot tells its bounds: its values are chosen by themselves.',
  },
  shots: {
    name: 'How we know a shot',
    what: 'Say how the page learns that a shot left, and from where.',
    skip: 'Skip it and you tap HIT or MISS yourself. Without a distance, taps count as shot from the middle of the range.',
  },
  wiring: {
    name: 'Wiring check',
    what: 'See whether robot code uses what this page writes.',
    skip: 'Skip it where the robot tells nothing: one trial shows it too, but costs its shots.',
  },
  goal: {
    name: 'Goal & limits',
    what: 'Tell the goal, the distances that matter, and how to tune.',
    skip: 'Skip it and the usual rules hold. Without the goal MLtune needs more shots.',
  },
  page: {
    name: 'This page',
    what: 'Sounds, hands and keys, on this device only.',
    skip: 'None of it is needed to tune.',
  },
};

/** How far a card is: picture and word. */
export const markWords: Readonly<Record<Mark, { readonly icon: IconName; readonly word: string }>> =
  {
    done: { icon: 'check', word: 'done' },
    'to-do': { icon: 'proposed', word: 'to do' },
    attention: { icon: 'alert', word: 'needs attention' },
    skipped: { icon: 'void', word: 'skipped' },
  };

/** What the one button at the end of a card says; `next` is null after the last card. */
export function goOnWords(next: Card | null, act: 'save' | 'skip' | 'go'): string {
  const to = next === null ? 'Shoot' : cardWords[next].name;
  return { save: `Save and go on: ${to}`, skip: `Skip to: ${to}`, go: `Next: ${to}` }[act];
}

/** What is asked where a robot does not tell its state, and what says yes to it. */
export const benchWords = {
  why: 'This robot does not tell whether it is in a match, so nothing is written to it. If it is a bench or a simulation that never plays matches, say so.',
  yes: 'It is a bench or a simulation',
} as const;

/** Whether it can be armed now; if not, what is missing, and on which card it is mended. */
export function readyWords(
  bar: GateReason | null,
  {
    armed,
    online,
    unsaved,
    closed = 0,
  }: {
    readonly armed: boolean;
    readonly online: boolean;
    readonly unsaved: boolean;
    /** How many of the values to tune nothing can be written to. */
    readonly closed?: number;
  },
): { readonly words: string; readonly card: Card | null; readonly ready: boolean } {
  if (closed > 0 && (armed || bar === null || bar === 'not-armed'))
    return {
      words: `Not ready: ${closed} of the values to tune can’t be written.`,
      card: 'wiring',
      ready: false,
    };
  if (armed) return { words: 'Armed. Shoot.', card: null, ready: true };
  switch (bar) {
    case null:
    case 'not-armed':
      return { words: 'Ready: arm on Shoot.', card: null, ready: true };
    case 'unsaved-setup':
      return { words: 'Before arming: save or discard your changes.', card: null, ready: false };
    case 'old-session':
      return { words: 'An old session is open to be read.', card: null, ready: false };
    case 'not-set-up':
      if (!online) return readyWords('offline', { armed, online: true, unsaved });
      return unsaved
        ? { words: 'Before arming: save the settings.', card: null, ready: false }
        : { words: 'Before arming: choose what to tune.', card: 'what', ready: false };
    case 'offline':
      return { words: 'Before arming: connect to the robot.', card: 'robot', ready: false };
    case 'clock-unknown':
      return { words: 'Before arming: the robot’s clock is awaited.', card: null, ready: false };
    case 'match':
      return { words: 'Locked: the field is attached.', card: null, ready: false };
    case 'field-control':
      return {
        words: 'Locked: a field controls the Driver Station on this computer.',
        card: null,
        ready: false,
      };
    case 'e-stop':
      return { words: 'Locked: emergency stop.', card: null, ready: false };
    case 'robot-unknown':
      return {
        words: 'Before arming: the robot does not tell its state. Is it a bench or a simulation?',
        card: 'goal',
        ready: false,
      };
    case 'viewer':
      return { words: 'Another laptop tunes this robot now.', card: null, ready: false };
    case 'restart-unanswered':
      return {
        words: 'The robot restarted: choose its values on Shoot.',
        card: null,
        ready: false,
      };
  }
}
