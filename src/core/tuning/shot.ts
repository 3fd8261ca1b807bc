import type { Values } from './coefficient.ts';

/** What is known of a shot's result. `none` waits to be labelled; it is never guessed. */
export type Label = 'hit' | 'miss' | 'none';

/** Where a miss went, as the operator sees it from behind the robot. */
export type MissDirection = 'short' | 'long' | 'left' | 'right';

/** Which of the ways in a shot came by (a tap, an atomic record, MLtune's twelve topics, a struct or an event that the operator named). */
export type ShotSource = 'operator' | 'record' | 'firing-solver' | 'struct' | 'event';

/** One observation, as it was when it was taken. Labels given later are events of their own. */
export interface Shot {
  /** Unique in a session: `tap-…` for taps, `boot:id` for records, `fs-…` for MLtune robots, `struct-…`, `event-…`. */
  readonly id: string;
  readonly source: ShotSource;
  /** Robot clock at the shot, µs; null when no robot clock was known. */
  readonly serverUs: number | null;
  /** Distance to the goal, m; null when unknown. */
  readonly distanceM: number | null;
  /** The coefficient values it was taken with. */
  readonly values: Values;
  /** Whether the robot had confirmed those values; otherwise they are the last ones sent or read. */
  readonly confirmed: boolean;
  readonly label: Label;
  readonly direction: MissDirection | null;
  /** Miss vector at the goal, m, right and up positive; null when unknown. */
  readonly missX: number | null;
  readonly missY: number | null;
  /** Launch pitch (rad), exit velocity (m/s), yaw (rad) and whatever else the robot told, by name. */
  readonly extra: Readonly<Record<string, number>>;
  /** Why the model leaves it out; null for a valid shot. */
  readonly invalid: string | null;
  /** True when it was taken while the link was down and read from the robot afterwards. */
  readonly recovered: boolean;
  /** The burst it was tapped in: it is one of so many hits and misses, and their order means nothing. Absent for a shot by itself. */
  readonly burst?: string | undefined;
}

/** What counts as a plausible shot; outside it is logged, marked, and left out of the model. Inclusive. */
export interface ShotLimits {
  readonly distanceM: readonly [number, number];
  readonly exitVelocityMps: readonly [number, number];
  readonly pitchRad: readonly [number, number];
}

/** The usual limits of a valid shot: 1 to 10 m, 5 to 30 m/s, 0.17 to 1.57 rad. */
export const defaultShotLimits: ShotLimits = {
  distanceM: [1, 10],
  exitVelocityMps: [5, 30],
  pitchRad: [0.17, 1.57],
};
