import { connectionFaults } from './connection-faults.ts';
import type { Fault } from './fault.ts';
import { valueFaults } from './value-faults.ts';

/** Everything that is let happen, in the order of the table. */
export const faults: readonly Fault[] = [...connectionFaults, ...valueFaults];
