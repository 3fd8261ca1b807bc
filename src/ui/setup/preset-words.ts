import type { Aimed, Preset } from '../../core/profile/preset.ts';
import type { BoundsFrom, Presence, Suggestion } from '../../core/profile/suggestion.ts';
import type { IconName } from '../controls/icons.ts';

/** The presets: what each is called, and what it is for. */
export const presetWords: Readonly<
  Record<Preset['kind'], { readonly name: string; readonly about: string }>
> = {
  solver: {
    name: 'MLtune physics solver',
    about:
      'The seven numbers of MLtune’s robot code. Iterations and tolerances hardly move a shot: with drag and launch height alone fewer shots are needed.',
  },
  trims: {
    name: 'Global trims',
    about:
      'A scale and an offset for the wheel, offsets for hood and turret: your table or solver stays as it is, and all of it is shifted. Best at an event.',
  },
  polynomial: {
    name: 'Polynomial of the distance',
    about: 'a + b·d + c·d², with the distance d in m. Your code must compute the same.',
  },
  gains: {
    name: 'Gains of a mechanism',
    about:
      'Gains mostly change how fast a mechanism settles, and hits tell little of that. Find them with SysId first; tune here what is left.',
  },
  table: {
    name: 'Look-up table over the distance',
    about:
      'One number for each distance, as numbered topics. Between them your code goes in a straight line.',
  },
};

/** What a shooter is told. */
export const aimedWords: Readonly<Record<Aimed, string>> = {
  rpm: 'Speed of the wheel',
  angle: 'Angle of the hood, above the floor',
};

const boundsWords: Readonly<Record<BoundsFrom, string>> = {
  robot: 'Bounds: as the robot tells them.',
  value: 'Bounds: a guess, 20 % around the value that the robot has now. Check them.',
  'preset-at-0': 'Bounds: an example. The robot has 0 there, which tells nothing. Check them.',
  preset: 'Bounds: an example, not your robot’s. Check them.',
};
const knownBounds = 'Bounds: as in MLtune’s robot code.';

/** Where a suggestion's numbers come from. @param known whether the preset's bounds are right for every robot that has it. */
export function originWords({ boundsFrom, defaultFromRobot }: Suggestion, known: boolean): string {
  const bounds = known && boundsFrom === 'preset' ? knownBounds : boundsWords[boundsFrom];
  return `${bounds} ${defaultFromRobot ? 'Default: the robot’s.' : 'Default: the preset’s.'}`;
}

/** Whether the connected robot has a topic; null where nobody knows. */
export function presenceLine(
  presence: Presence,
): { readonly icon: IconName; readonly words: string; readonly calm: boolean } | null {
  switch (presence) {
    case 'unknown':
      return null;
    case 'number':
      return { icon: 'check', words: 'The robot has it.', calm: true };
    case 'absent':
      return {
        icon: 'alert',
        words: 'The robot has no such topic: nothing reads it there yet.',
        calm: false,
      };
    case 'unfit':
      return {
        icon: 'alert',
        words: 'The robot has it, but not as a number that can be written: it is not added.',
        calm: false,
      };
  }
}
