/** The unit cube as the robot's grid cuts it: the model never sees a point the robot can't use. */
export interface AimSpace {
  readonly dims: number;
  /** Where V = 0, usually the robot's start. */
  readonly origin: Float64Array;
  /** Steps between low and high of each dimension; 0 where it is continuous. */
  readonly gridSteps: Float64Array;
}

/** Puts `dims` coordinates at `at` of `points` onto the grid and into [low, high] (the unit cube where not given), in place. */
export function snapToGrid(space: AimSpace, points: Float64Array, at: number): void {
  for (let j = 0; j < space.dims; j++) {
    const steps = space.gridSteps[j]!;
    const u = Math.min(Math.max(points[at + j]!, 0), 1);
    points[at + j] = steps > 0 ? Math.round(u * steps) / steps : u;
  }
}
