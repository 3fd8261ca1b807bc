import type { LetterFault } from './letters.ts';

/** Why a letter was not taken, and what to do. */
export function letterFaultWords(fault: LetterFault): string {
  switch (fault.kind) {
    case 'not-one-letter':
      return 'Type one letter, or the question mark.';
    case 'driver-station':
      return 'Space, Enter, Backspace, [ ] \\, F1, left Ctrl and Esc + I belong to the Driver Station: they could stop the robot. Type another letter.';
    case 'digit':
      return 'Digits are kept for counting. Type a letter.';
    case 'taken':
      return `That letter is for "${fault.words}" already. Give that one another letter first.`;
  }
}
