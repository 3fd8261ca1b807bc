/** The sentences about how a tap is heard, felt and reached. */

export const tonesWords = (able: boolean): string =>
  able
    ? 'A hit rises, a miss is low. If you hear nothing when you switch this on, the device is muted.'
    : 'This browser cannot make tones. Each tap still shows in its half of the screen.';

export const vibrationWords = (able: boolean): string =>
  able
    ? 'One pulse for a hit, two for a miss, on devices that can: most phones, no laptops.'
    : 'This browser cannot vibrate (Firefox and Safari do not). Each tap still shows in its half of the screen.';

export const leftHandedWords =
  'MISS is on the left and HIT on the right, and the row of buttons below starts at the right.';
