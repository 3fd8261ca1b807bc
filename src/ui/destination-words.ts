import type { ClosedWhy } from '../core/tuning/destination.ts';

/** Why nothing is sent for a coefficient, and what to do. */
export function closedWords(name: string, why: ClosedWhy): string {
  switch (why.kind) {
    case 'absent':
      return `${name}: the robot does not offer it now, so nothing is sent. Start the code that has it, or switch it off in Setup.`;
    case 'type':
      return `${name}: on the robot it is of type ${why.type}, which is no number here, so nothing is sent. Make it a number in robot code, or take it out in Setup.`;
    case 'unread':
      return `${name}: it has no value on the robot, so nothing is sent. Give it one in robot code, or switch it off in Setup.`;
    case 'unpublished':
      return `${name}: the robot's server does not take it from this page, so nothing is sent. Disconnect and connect again; if it stays so, restart the robot code.`;
    case 'list-short':
      return `${name}: its list on the robot has only ${why.length} numbers now, so nothing is sent. Lengthen the list in robot code, or take this one out in Setup.`;
    case 'no-number':
      return why.type === 'int'
        ? `${name}: the robot takes whole numbers, and none lies within its bounds, so nothing is sent. Widen the bounds in Setup.`
        : `${name}: no number that the robot's topic can hold lies within its bounds, so nothing is sent. Widen the bounds in Setup.`;
  }
}

/** The same in a few words, for the row of a value. */
export function closedBriefly(why: ClosedWhy): string {
  switch (why.kind) {
    case 'absent':
      return 'not on the robot now';
    case 'type':
      return `is ${why.type}, no number`;
    case 'unread':
      return 'no value on the robot';
    case 'unpublished':
      return 'not taken from this page';
    case 'list-short':
      return `list has only ${why.length}`;
    case 'no-number':
      return why.type === 'int' ? 'no whole number in bounds' : 'no number in bounds';
  }
}
