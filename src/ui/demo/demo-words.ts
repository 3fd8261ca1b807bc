import type { TuningState } from '../../core/tuning/state.ts';
import type { Waiting } from '../../core/tuning/waiting.ts';
import type { DemoChoices, DemoShot } from '../../session/demo-stand.svelte.ts';

/** Every sentence of the demo robot: on the banner, along the way, and at its end. */

/** How many steps the way through the demo has. */
export const guideSteps = 6;

/** Shots after which the model has something to say. */
export const enoughShots = 20;

/** A step of the way through the demo, from 1, and what to do in it. */
export interface GuideStep {
  readonly step: number;
  readonly words: string;
}

/** What of a session says where on the way it is. */
export type OnTheWay = Pick<
  TuningState,
  'online' | 'lastOnline' | 'restartPending' | 'armed' | 'shots' | 'trial'
>;

/** The step that is to be done now. */
export function guideStep(state: OnTheWay, waiting: Waiting['kind'], sensor: boolean): GuideStep {
  const shots = state.shots.filter(({ voided }) => !voided);
  if (state.online === null)
    return state.lastOnline === null
      ? { step: 1, words: 'Connecting. This robot lives in the page and needs no network.' }
      : { step: 1, words: 'The connection is away. Nothing is lost; it comes back by itself.' };
  if (state.restartPending)
    return { step: 2, words: 'The robot started anew. Choose which values it shall have.' };
  if (!state.armed)
    return { step: 2, words: 'Arm (A twice): before that, nothing is written to a robot.' };
  if (shots.some(({ label }) => label === 'none'))
    return { step: 4, words: 'What did you see? Press HIT (H) or MISS (M).' };
  if (shots.length === 0)
    return {
      step: 3,
      words: sensor
        ? 'Press Shoot (F). The robot’s sensor tells hit or miss.'
        : 'Press Shoot (F) and watch the ball.',
    };
  if (state.trial?.kind === 'best')
    return { step: 6, words: 'The best so far is on the robot. Reveal the truth (T).' };
  if (waiting === 'thinking' || waiting === 'sending' || waiting === 'confirmation')
    return { step: 5, words: 'Learning from that shot: the values change.' };
  if (shots.length < enoughShots)
    return {
      step: 5,
      words: `New values. Shoot on (F): ${shots.length} of ${enoughShots} shots for a first answer.`,
    };
  return { step: 6, words: 'Take the best so far: Best (B). Or shoot on (F).' };
}

/** What an onlooker saw of a shot. */
export function seenWords({ hit, errorM }: Pick<DemoShot, 'hit' | 'errorM'>): string {
  if (hit) return 'The ball went in.';
  if (!Number.isFinite(errorM)) return 'The ball fell short of the goal.';
  const far = Math.abs(errorM).toFixed(2);
  return errorM > 0 ? `Too high: ${far} m over the middle.` : `Too low: ${far} m under the middle.`;
}

/** A choice between two ways the demo robot can be, in words, in the order off, on. */
export interface DemoChoice {
  readonly name: keyof DemoChoices;
  readonly label: string;
  readonly off: string;
  readonly on: string;
}

/** All choices of the demo robot. */
export const demoChoices: readonly DemoChoice[] = [
  { name: 'sensor', label: 'Who tells hit or miss', off: 'You do', on: "The robot's sensor does" },
  { name: 'roams', label: 'Where it shoots from', off: 'Where you put it', on: 'Anywhere' },
  { name: 'batteryDrifts', label: 'Battery', off: 'Stays full', on: 'Runs down with each shot' },
  { name: 'dropsOut', label: 'Connection', off: 'Holds', on: 'Lost now and then for 4 s' },
];

/** What the log says of a choice. */
export const choiceNote = ({ label, off, on }: DemoChoice, isOn: boolean): string =>
  `Demo robot. ${label}: ${(isOn ? on : off).toLowerCase()}.`;
