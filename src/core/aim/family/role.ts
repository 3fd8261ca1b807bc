/**
 * What a coefficient is in the robot's own aiming code. The solver assumes `drag`, `air-density` and `launch-height`; it commands
 * (speed − `speed-offset`) / `speed-scale` and subtracts `angle-offset` (rad) and `detent-angle` (steps) from the mechanism's
 * angle; `solver` is its number of iterations or its tolerance. A knot is an entry of a look-up table over the distance, which the code
 * interpolates linearly: the wheel's speed, the launch angle above the floor, the hood's angle from the vertical (the launch angle is 90°
 * less it), or something else, of which nobody says what it does.
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
  'hood-knot',
  'other-knot',
] as const;

/** Roles of the entries of look-up tables over the distance. */
export type KnotRole = (typeof knotRoles)[number];

/** All of them, in the order in which tables are shown. */
const knotRoles = [
  'speed-knot',
  'angle-knot',
  'hood-knot',
  'other-knot',
] as const satisfies readonly Role[];

/** Whether a coefficient of that role is an entry of a look-up table. */
export const isKnot = (role: Role | null): role is KnotRole =>
  knotRoles.some((known) => known === role);

/** An entry of a look-up table, as far as it tells which table that is. */
interface TableEntry {
  readonly role: Role | null;
  readonly table?: string | undefined;
}

/** Returns whether two entries are of one table: there is one of each role, but as many as there are of which nobody says what they tell. */
export const sameTable = (a: TableEntry, b: TableEntry): boolean =>
  a.role === b.role && (a.role !== 'other-knot' || a.table === b.table);

/** Returns the entries of look-up tables, table by table. */
export function byTable<T extends TableEntry>(
  entries: readonly T[],
): readonly { readonly role: KnotRole; readonly entries: readonly T[] }[] {
  return knotRoles.flatMap((role) => {
    const ofRole = entries.filter((entry) => entry.role === role);
    const firsts = ofRole.filter((entry, i) => ofRole.findIndex((a) => sameTable(a, entry)) === i);
    return firsts.map((first) => ({
      role,
      entries: ofRole.filter((entry) => sameTable(entry, first)),
    }));
  });
}

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
  /** Tells tables of which nobody says what they tell from each other. */
  readonly table?: string;
  /** Radians in its unit, where it is an angle and says so. */
  readonly radPerUnit?: number;
}
