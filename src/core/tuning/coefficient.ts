import type { Role } from '../aim/family/role.ts';
import type { Rule } from './rules.ts';

/** A robot number that may be tuned. Its topic is its identity. */
export interface Coefficient {
  /** The NetworkTables topic, e.g. `/Tuning/DragCoefficient`. */
  readonly topic: string;
  /** What the team calls it. */
  readonly name: string;
  /** The unit as shown beside the number; empty when it has none. */
  readonly unit: string;
  /** Hard bounds, inclusive; a value outside is never written. */
  readonly min: number;
  readonly max: number;
  /** The value in robot code; within the bounds. */
  readonly codeDefault: number;
  /** One tap of + or −; the digits shown follow it. Positive. */
  readonly step: number;
  /** The largest change in one trial, as a fraction of the range, 0 (exclusive) to 1. */
  readonly maxStep: number;
  readonly integer: boolean;
  readonly scale: 'linear' | 'log';
  /** Whether the optimizer may move it. */
  readonly enabled: boolean;
  /** What it is in the robot's aiming code; null: no idea. Logs from before there were roles lack it. */
  readonly role: Role | null;
  /** Distance of the entry of a look-up table, m; null for all that is none, and where nobody said. Older logs lack it too. */
  readonly atM: number | null;
  /** Place on the robot of the look-up table that it is an entry of; absent where nobody said, and in older logs. */
  readonly table?: string | undefined;
  /** Its own rules for what happens by itself while it is its turn; null: as for all. Logs from before there were turns lack it. */
  readonly own: { readonly autotune: Rule | null; readonly autoAdvance: Rule | null };
}

/** A coefficient without rules of its own. */
export const noRules: Coefficient['own'] = { autotune: null, autoAdvance: null };

/** Topic → value, in the units of the coefficients. */
export type Values = Readonly<Record<string, number>>;

/** The largest step per trial where the team says nothing: measured to cost no shots (15 % of the range). */
export const defaultMaxStep = 0.15;
