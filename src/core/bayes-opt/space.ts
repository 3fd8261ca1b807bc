import type { Role } from '../aim/family/role.ts';

/** One coordinate the optimizer may move, in raw units. */
export interface Dimension {
  readonly low: number;
  readonly high: number;
  /** Where the search begins; within the bounds. */
  readonly start: number;
  readonly integer: boolean;
  readonly scale: 'linear' | 'log';
  /** The largest change from the current value in one suggestion, as a fraction of the range, (0, 1]. */
  readonly maxStep: number;
  /** Neither the next point nor the best moves it from where the robot has it. */
  readonly fixed?: true;
  /** What it is in the robot's aiming code; null: no idea. */
  readonly role: Role | null;
  /** Distance of an entry of a look-up table, m; absent for all that is none. */
  readonly atM?: number;
  /** Tells look-up tables of which nobody says what they tell from each other. */
  readonly table?: string;
  /** Radians in its unit, where it is an entry of a table of angles and says so. */
  readonly radPerUnit?: number;
}

/** What is not ours to choose but matters: the distance, m. `low < high`. */
export interface Context {
  readonly low: number;
  readonly high: number;
}

/** −1 at the low end of the distances that matter, 1 at the high one. */
export function scaledDistance({ low, high }: Context, distanceM: number): number {
  return (2 * distanceM - low - high) / (high - low);
}
