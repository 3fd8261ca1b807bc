import { type RawRange, toRaw, toUnit } from '../aim/unit-scale.ts';
import type { Dimension } from './space.ts';

/** The search space as the unit cube: each coordinate from 0 at its low bound to 1 at its high one. */
export interface UnitCube {
  readonly dims: number;
  /** Bounds of integers are whole here. */
  readonly ranges: readonly RawRange[];
  /** Largest change per suggestion of each coordinate, share of the range. */
  readonly maxSteps: readonly number[];
  /** Where the search begins. */
  readonly start: Float64Array;
}

/** Throws a RangeError when a dimension has no room to search in: that should have been refused where it was typed. */
export function unitCube(space: readonly Dimension[]): UnitCube {
  const ranges = space.map(rangeOf);
  const cube = {
    dims: space.length,
    ranges,
    maxSteps: space.map(({ maxStep }) => maxStep),
    start: new Float64Array(space.length),
  };
  return {
    ...cube,
    start: pointOf(
      cube,
      space.map(({ start }) => start),
    ),
  };
}

function rangeOf({ low, high, integer, scale }: Dimension, j: number): RawRange {
  const range = {
    low: integer ? Math.ceil(low) : low,
    high: integer ? Math.floor(high) : high,
    integer,
    scale,
  };
  if (!(range.low < range.high && Number.isFinite(range.high - range.low)))
    throw new RangeError(`dimension ${j}: nothing to search between ${low} and ${high}`);
  if (scale === 'log' && range.low <= 0)
    throw new RangeError(`dimension ${j}: a log scale needs a low bound above 0, not ${low}`);
  return range;
}

/** Raw values → the point of the cube that the robot makes of them: inside, integers whole (half rounds up). */
export function pointOf(cube: UnitCube, values: readonly number[]): Float64Array {
  return snapped(
    cube,
    Float64Array.from(cube.ranges, (range, j) => toUnit(range, values[j]!)),
  );
}

/** The point that the robot makes of `point`: inside the cube, on the grid of the integers. */
export function snapped(cube: UnitCube, point: Float64Array): Float64Array {
  return point.map((u, j) => {
    const range = cube.ranges[j]!;
    return range.integer ? toUnit(range, toRaw(range, u)) : Math.min(Math.max(u, 0), 1);
  });
}

/** Raw values of a point: inside the bounds, integers whole. */
export function valuesOf(cube: UnitCube, point: Float64Array): number[] {
  return cube.ranges.map((range, j) => toRaw(range, point[j]!));
}

/** Rounding may put a step of exactly the limit this far beyond it. */
const slack = 1e-9;

/**
 * The nearest to `target` that the step limits allow from `current`. An integer may always take one step: with a limit under a step it
 * would never move.
 */
export function withinSteps(
  cube: UnitCube,
  target: Float64Array,
  current: Float64Array,
): Float64Array {
  const goal = snapped(cube, target);
  return goal.map((u, j) => {
    const from = current[j]!;
    const limit = cube.maxSteps[j]!;
    if (Math.abs(u - from) <= limit + slack) return u;
    const reach = from + Math.sign(u - from) * limit;
    const range = cube.ranges[j]!;
    return range.integer ? wholeWithin(range, from, reach) : reach;
  });
}

/** The last whole value from `from` on, up to `reach`, but at least the next one. */
function wholeWithin(range: RawRange, from: number, reach: number): number {
  const unrounded = { ...range, integer: false };
  const here = toRaw(range, from);
  const end = toRaw(unrounded, reach);
  const value =
    reach > from
      ? Math.max(Math.floor(end + slack), here + 1)
      : Math.min(Math.ceil(end - slack), here - 1);
  return toUnit(range, value);
}

/** Raw values as the robot may have them: inside the bounds, integers whole; those that are so already stay as they are. */
export function legalValues({ ranges }: UnitCube, values: readonly number[]): number[] {
  return ranges.map(({ low, high, integer }, j) => {
    const value = values[j]!;
    return Math.min(Math.max(integer ? Math.floor(value + 0.5) : value, low), high);
  });
}
