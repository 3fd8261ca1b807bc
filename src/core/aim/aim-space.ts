import { type RawRange, toRaw, toUnit } from './unit-scale.ts';

/** Where points may lie: a box in the unit cube, cut by the robot's grid. The model never sees a point the robot can't use. */
export interface AimSpace {
  readonly dims: number;
  /** The robot's start. */
  readonly origin: Float64Array;
  /** Raw bounds of each dimension; integers have only whole values. */
  readonly ranges: readonly RawRange[];
  /** The box, 0 to 1; its corners are on the grid. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Ways in which dimensions belong together and are moved at once: what each moves for one unit. */
  readonly moves: readonly Float64Array[];
}

/** The whole cube. */
export function aimSpace(
  ranges: readonly RawRange[],
  origin: Float64Array,
  moves: readonly Float64Array[] = [],
): AimSpace {
  const dims = ranges.length;
  const space = {
    dims,
    origin,
    ranges,
    low: new Float64Array(dims),
    high: new Float64Array(dims).fill(1),
    moves,
  };
  for (const corner of [space.low, space.high])
    corner.forEach((u, j) => (corner[j] = onGrid(ranges[j]!, u)));
  return space;
}

/**
 * What the robot may reach in one step from where it is (unit cube; outside the space it counts as at the bound).
 * @param limits largest change per dimension, share of the range; whole numbers may always take one step, or they would never move.
 */
export function reachable(
  space: AimSpace,
  here: Float64Array,
  limits: readonly number[],
): AimSpace {
  const low = Float64Array.from(space.low);
  const high = Float64Array.from(space.high);
  const from = Float64Array.from(here);
  snapToGrid(space, from);
  space.ranges.forEach((range, j) => {
    const u = from[j]!;
    const limit = limits[j]!;
    let down = u - limit;
    let up = u + limit;
    if (range.integer) {
      const value = toRaw(range, u);
      const smooth = { ...range, integer: false };
      down = toUnit(range, Math.min(Math.ceil(toRaw(smooth, down) - slack), value - 1));
      up = toUnit(range, Math.max(Math.floor(toRaw(smooth, up) + slack), value + 1));
    }
    low[j] = Math.max(low[j]!, down);
    high[j] = Math.min(high[j]!, up);
  });
  return { ...space, low, high };
}

/** The box cut down to where the robot is in the dimensions that are fixed; out of bounds counts as at the bound. */
export function pinned(space: AimSpace, here: Float64Array, isFixed: readonly boolean[]): AimSpace {
  if (!isFixed.includes(true)) return space;
  const from = Float64Array.from(here);
  snapToGrid(space, from);
  return {
    ...space,
    low: space.low.map((u, j) => (isFixed[j] === true ? from[j]! : u)),
    high: space.high.map((u, j) => (isFixed[j] === true ? from[j]! : u)),
  };
}

/** Rounding may put a step of exactly the limit this far beyond it. */
const slack = 1e-9;

/** Puts a point onto the grid and into the box, in place. */
export function snapToGrid({ dims, ranges, low, high }: AimSpace, point: Float64Array): void {
  for (let j = 0; j < dims; j++) {
    const u = Math.min(Math.max(point[j]!, low[j]!), high[j]!);
    point[j] = ranges[j]!.integer ? onGrid(ranges[j]!, u) : u;
  }
}

const onGrid = (range: RawRange, u: number): number =>
  range.integer ? toUnit(range, toRaw(range, u)) : u;
