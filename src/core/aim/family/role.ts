/**
 * What a coefficient is in the robot's own aiming code. The solver assumes `drag`, `air-density` and `launch-height`; it commands
 * (speed − `speed-offset`) / `speed-scale` and subtracts `angle-offset` (rad) and `detent-angle` (steps) from the mechanism's
 * angle; `solver` is its number of iterations or its tolerance. A `speed-knot` or `angle-knot` is an entry of a look-up table over the
 * distance, which the code interpolates linearly: what the wheel or the hood is told there.
 */
export type Role =
  | 'drag'
  | 'air-density'
  | 'launch-height'
  | 'speed-scale'
  | 'speed-offset'
  | 'angle-offset'
  | 'detent-angle'
  | 'solver'
  | 'speed-knot'
  | 'angle-knot';

/** What is shot at, and from where, as far as the team says it. */
export interface Goal {
  /** Middle of the opening, m above the floor. */
  readonly heightM: number;
  /** Half of the opening a ball's centre may pass, m. */
  readonly halfOpeningM: number;
  /** Distances that matter, m. */
  readonly distanceM: readonly [number, number];
}

/** A coefficient as the family of robots needs it: raw bounds and start, and what it is. */
export interface RoledDimension {
  readonly low: number;
  readonly high: number;
  readonly start: number;
  readonly integer: boolean;
  readonly scale: 'linear' | 'log';
  /** Null: no idea. */
  readonly role: Role | null;
  /** Distance of the entry of a look-up table, m; null for all that is none, and where it is not known. */
  readonly atM: number | null;
}
