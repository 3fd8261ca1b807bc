import { Tones } from './tones.ts';

/** The loudspeaker of this device: one for the page, however many screens use it. */
export const loudspeaker = new Tones(
  typeof AudioContext === 'function' ? () => new AudioContext() : null,
);

/** Lets this device vibrate: on and off by turns, ms. Null where the browser does not know how (Firefox, Safari). */
export const vibrate: ((pattern: number[]) => void) | null =
  typeof navigator !== 'undefined' &&
  typeof (navigator as Partial<Navigator>).vibrate === 'function'
    ? (pattern) => {
        navigator.vibrate(pattern);
      }
    : null;
