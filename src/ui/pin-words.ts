import type { Coefficient } from '../core/tuning/coefficient.ts';
import type { Notice, PinSource } from '../core/tuning/input.ts';
import { own } from '../core/tuning/own.ts';
import type { Pin } from '../core/tuning/state.ts';

/** Everything that is said of pins. */

/** What a pin is called where nobody says: the next number. */
export const pinName = (pins: readonly Pin[]): string => `Pin ${pins.length + 1}`;

export const pinSourceWords: Readonly<Record<PinSource, string>> = {
  robot: 'Pin what is on the robot',
  best: 'Pin the best so far',
};

/** Why a value of a pin can't go to the robot; null where it can. */
export function restoreFault(coefficient: Coefficient | undefined, value: number): string | null {
  if (coefficient === undefined) return 'not tuned now';
  const { min, max } = coefficient;
  return value >= min && value <= max ? null : `outside its bounds now, ${min} to ${max}`;
}

/** Why a pin as a whole can't go to the robot; null where it can. */
export function restoreAllFault(pin: Pin, tuned: readonly Coefficient[]): string | null {
  const named = tuned.filter(({ topic }) => own(pin.values, topic) !== undefined);
  if (named.length === 0) return 'None of its coefficients is tuned now.';
  const outside = named.find((coefficient) => {
    const value = own(pin.values, coefficient.topic)!;
    return restoreFault(coefficient, value) !== null;
  });
  return outside === undefined
    ? null
    : `${outside.name} is outside its bounds now: widen them in Setup, or put back the others one by one.`;
}

type PinNotice = Extract<Notice, { kind: 'nothing-to-pin' | 'pin-not-tuned' | 'pin-restored' }>;

export function pinNoticeWords(notice: PinNotice): string {
  switch (notice.kind) {
    case 'nothing-to-pin':
      return "Nothing to pin yet: the robot's values have not been read.";
    case 'pin-not-tuned':
      return `${notice.name}: none of its coefficients is tuned now, so nothing was written.`;
    case 'pin-restored':
      return `${notice.name}: its values are on their way. They are held until you resume.`;
  }
}
