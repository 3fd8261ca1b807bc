import type { Happening } from './events.ts';
import type { Command } from './input.ts';

/** What a decision comes to: facts for the log, and orders for the borders. */
export interface Outcome {
  readonly happenings: readonly Happening[];
  readonly commands: readonly Command[];
}

/** Nothing happened and nothing is to be done. */
export const nothing: Outcome = { happenings: [], commands: [] };

export const happened = (...happenings: readonly Happening[]): Outcome => ({
  happenings,
  commands: [],
});

export const ordered = (...commands: readonly Command[]): Outcome => ({ happenings: [], commands });
