/**
 * What a coefficient is in the robot's own aiming code. The solver assumes `drag`, `air-density` and `launch-height`; it commands
 * (speed − `speed-offset`) / `speed-scale` and subtracts `angle-offset` (rad) and `detent-angle` (steps) from the mechanism's
 * angle; `solver` is its number of iterations or its tolerance. A `speed-knot` or `angle-knot` is an entry of a look-up table over the
 * distance, which the code interpolates linearly: what the wheel or the hood is told there.
 */
export type Role = (typeof roles)[number];

/** All roles there are, in the order of a list to choose from. */
export const roles = [
  'drag',
  'air-density',
  'launch-height',
  'speed-scale',
  'speed-offset',
  'angle-offset',
  'detent-angle',
  'solver',
  'speed-knot',
  'angle-knot',
] as const;

/** Roles of the entries of look-up tables over the distance. */
export type KnotRole = Extract<Role, 'speed-knot' | 'angle-knot'>;

/** Whether a coefficient of that role is an entry of a look-up table. */
export const isKnot = (role: Role | null): role is KnotRole =>
  role === 'speed-knot' || role === 'angle-knot';

/** The opening that is shot at. */
export interface Opening {
  /** Its middle, m above the floor. */
  readonly heightM: number;
  /** Half of the height that a ball's centre may pass at, m. */
  readonly halfOpeningM: number;
}

/** What is shot at, and from where, as far as the team says it. */
export interface Goal extends Opening {
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
  /** Distance of the entry of a look-up table, m; absent for all that is none, and where it is not known. */
  readonly atM?: number;
}
