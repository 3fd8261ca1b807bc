import type { Random } from '../../stats/random.ts';
import type { AimSample } from './shot-at.ts';

/** Gives independent standard normal deviates: what makes one robot differ from another. */
type Cause = () => number;

/** Robots that a prior is made of. */
export interface Family<R> {
  /** The robot that these causes make; asks equally often every time. */
  readonly robot: (cause: Cause) => R;
  /**
   * Picks values for shot `i` of a robot at scaled distance `t`, writes their coordinates to `coordinates[at …]`, and where the shot goes to
   * `out`.
   */
  readonly shoot: (
    robot: R,
    i: number,
    t: number,
    random: Random,
    coordinates: Float64Array,
    at: number,
    out: AimSample,
  ) => void;
}
