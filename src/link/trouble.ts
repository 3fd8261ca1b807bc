import type { RobotAddress } from './addresses.ts';
import type { ProbeResult } from './probe.ts';

/** Why a connection did not come about, or ended. */
export type Trouble =
  /** The platform forbids the socket: a secure page, and an address it may not reach. */
  | { readonly kind: 'forbidden'; readonly detail: string }
  /** The page could not load its own code for a connection. */
  | { readonly kind: 'not-loaded' }
  /** Nothing came back from the address in the time there was. */
  | { readonly kind: 'no-answer' }
  /** It failed before its time was up: no program listens there, no way leads there, or nobody knows the name. */
  | { readonly kind: 'turned-down' }
  /** Something answers, but takes no socket. */
  | { readonly kind: 'refused' }
  /** Something answers, but the socket neither opens nor fails. */
  | { readonly kind: 'stalled' }
  /** The server takes sockets, and none with an NT protocol that we speak. */
  | { readonly kind: 'no-protocol' }
  /** The socket opened, and the server did not tell its clock, or hung up before. */
  | { readonly kind: 'no-clock' }
  /** The connection was up, and then nothing came any more. */
  | { readonly kind: 'silent' }
  /** The robot hung up. */
  | { readonly kind: 'closed'; readonly detail: string };

/** A trouble in words: what happened, and what to do. */
export function describeTrouble(trouble: Trouble, { host, port }: RobotAddress): string {
  switch (trouble.kind) {
    case 'forbidden':
      return `This browser forbids a connection from this page to ${host} (${trouble.detail}). Use the robot's number address, or open this app from the robot or from http://localhost.`;
    case 'not-loaded':
      return 'This page could not load all of itself. Load it again where it came from; from then on it works offline.';
    case 'no-answer':
      return `No answer from ${host}. Is the robot on, and this computer on its network?`;
    case 'turned-down':
      return `No connection to ${host} on port ${port}. Is the robot code running, and this computer on the robot's network?`;
    case 'refused':
      return `${host} answers, but takes no connection on port ${port}. Is the robot code running?`;
    case 'stalled':
      return `${host} answers, but the connection does not open. Trying again.`;
    case 'no-protocol':
      return `${host} answers, but speaks no NetworkTables 4. Is it another program on port ${port}?`;
    case 'no-clock':
      return `${host} took the connection, but did not tell its clock. Trying again.`;
    case 'silent':
      return `Nothing came from ${host} for over a second. Trying again.`;
    case 'closed':
      return `${host} hung up${trouble.detail === '' ? '' : ` (${trouble.detail})`}. Trying again.`;
  }
}

/** A socket's trouble in the light of the probe before it: only that one knows whether anything answers there. */
export function afterProbe(trouble: Trouble, result: ProbeResult): Trouble {
  if (result === 'answers') return trouble.kind === 'no-answer' ? { kind: 'stalled' } : trouble;
  return trouble.kind === 'refused' ? { kind: 'turned-down' } : trouble;
}

/** How far an attempt came: the further, the more it tells. A page that may not connect at all tells most. */
const ranks: Readonly<Record<Trouble['kind'], number>> = {
  'no-answer': 0,
  'turned-down': 0,
  refused: 1,
  stalled: 1,
  'no-protocol': 2,
  'no-clock': 3,
  silent: 4,
  closed: 4,
  forbidden: 5,
  'not-loaded': 5,
};

/** Whether `trouble` tells more than `other`. */
export function isWorse(trouble: Trouble, other: Trouble): boolean {
  return ranks[trouble.kind] > ranks[other.kind];
}
