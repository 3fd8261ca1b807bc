import type { Happening } from './events.ts';
import type { GateReason } from './gate.ts';
import type { Command, Input } from './input.ts';

/** What a decision comes to: facts for the log, and orders for the borders. */
export interface Outcome {
  readonly happenings: readonly Happening[];
  readonly commands: readonly Command[];
}

/** Nothing happened and nothing is to be done. */
export const nothing: Outcome = { happenings: [], commands: [] };

/** Facts alone. */
export const happened = (...happenings: readonly Happening[]): Outcome => ({
  happenings,
  commands: [],
});

/** Orders alone. */
export const ordered = (...commands: readonly Command[]): Outcome => ({ happenings: [], commands });

/** The operator's wish can't be granted now. */
export const refused = (input: Input, why: GateReason): Outcome =>
  ordered({ type: 'tell', notice: { kind: 'refused', input: input.type, why } });
