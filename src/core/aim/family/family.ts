import type { AimSample } from './shot-at.ts';

/** A robot of a family, ready to shoot. */
export interface SimulatedRobot {
  /** Half of the height that its balls may pass at, m. */
  readonly halfOpeningM: number;
  /**
   * Writes to `out` where a shot goes with the coordinates at `at` (those of the feature map), from scaled distance `t`.
   */
  readonly shoot: (coordinates: Float64Array, at: number, t: number, out: AimSample) => void;
}

/** Robots that could be the team's: a prior by simulation. */
export interface Family {
  /** Independent standard normal deviates that make a robot. */
  readonly causeCount: number;
  /** The robot made by the causes from `from` on. */
  readonly robot: (causes: Float64Array, from: number) => SimulatedRobot;
}

/** A family of the robots that `make` makes, asking equally often for a cause every time. */
export function familyOf(make: (cause: () => number) => SimulatedRobot): Family {
  let causeCount = 0;
  make(() => {
    causeCount++;
    return 0;
  });
  return {
    causeCount,
    robot(causes, from) {
      let next = from;
      return make(() => causes[next++]!);
    },
  };
}
