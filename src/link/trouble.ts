import type { RobotAddress } from './addresses.ts';
import type { Trouble } from './connection.ts';

/** A trouble in words: what happened, and what to do. */
export function describeTrouble(trouble: Trouble, { host, port }: RobotAddress): string {
  switch (trouble.kind) {
    case 'forbidden':
      return `This browser forbids a connection from this page to ${host} (${trouble.detail}). Use the robot's number address, or open this app from the robot or from http://localhost.`;
    case 'no-answer':
      return `No answer from ${host}. Is the robot on, and this computer on its network?`;
    case 'refused':
      return `${host} answers, but takes no connection on port ${port}. Is the robot code running?`;
    case 'no-protocol':
      return `${host} answers, but speaks no NetworkTables 4. Is it another program on port ${port}?`;
    case 'no-clock':
      return `${host} took the connection, but does not tell its clock. Trying again.`;
    case 'silent':
      return `Nothing came from ${host} for over a second. Trying again.`;
    case 'closed':
      return `${host} hung up${trouble.detail === '' ? '' : ` (${trouble.detail})`}. Trying again.`;
  }
}

/** How far an attempt came: the further, the more it tells. A page that may not connect at all tells most. */
const ranks: Readonly<Record<Trouble['kind'], number>> = {
  'no-answer': 0,
  refused: 1,
  'no-protocol': 2,
  'no-clock': 3,
  silent: 4,
  closed: 4,
  forbidden: 5,
};

/** Whether `trouble` tells more than `other`. */
export function isWorse(trouble: Trouble, other: Trouble): boolean {
  return ranks[trouble.kind] > ranks[other.kind];
}
