import type { Values } from './coefficient.ts';
import type { Label, ShotSource } from './shot.ts';

/** A shot as a robot reported it, before anything of ours is added. */
export interface IncomingShot {
  /** Unique for ever: the robot's boot and its count, or its boot and its stamp. */
  readonly key: string;
  readonly source: Exclude<ShotSource, 'operator'>;
  /** Robot clock at the shot, µs. */
  readonly serverUs: number;
  /** m; null when the robot did not tell. */
  readonly distanceM: number | null;
  readonly label: Label;
  /** Miss vector at the goal, m, right and up positive. */
  readonly missX: number | null;
  readonly missY: number | null;
  /** Topic → value the robot computed the shot with; null when it does not tell. */
  readonly used: Values | null;
  /**
   * Topics of `used` whose value is from before the shot, while a newer one may still arrive: they confirm nothing yet.
   * Absent where all that can arrive has.
   */
  readonly held?: readonly string[];
  readonly extra: Readonly<Record<string, number>>;
  /** Taken while the link was down, and read afterwards. */
  readonly recovered: boolean;
}

/** A shot that was reported before, as it is known since more of it arrived. */
export interface IncomingAmendment extends IncomingShot {
  readonly amends: true;
}

/** A result that came after its shot. */
export interface IncomingLabel {
  readonly key: string;
  readonly label: Exclude<Label, 'none'>;
}
