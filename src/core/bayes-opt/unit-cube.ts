import { type AimSpace, aimSpace, pinned, reachable, snapToGrid } from '../aim/aim-space.ts';
import { type RawRange, toRaw, toUnit } from '../aim/unit-scale.ts';
import type { Dimension } from './space.ts';

/** The search space as the unit cube: each coordinate from 0 at its low bound to 1 at its high one; bounds of integers are whole. */
export interface UnitCube extends AimSpace {
  /** Largest change per suggestion of each coordinate, share of the range. */
  readonly maxSteps: readonly number[];
}

/** Throws a RangeError when a dimension has no room to search in: that should have been refused where it was typed. */
export function unitCube(space: readonly Dimension[]): UnitCube {
  const ranges = space.map(rangeOf);
  const start = Float64Array.from(ranges, (range, j) => toUnit(range, space[j]!.start));
  const cube = aimSpace(ranges, start);
  snapToGrid(cube, start);
  return { ...cube, maxSteps: space.map(({ maxStep }) => maxStep) };
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

/** The cube cut down to where the robot is in the dimensions that are fixed. */
export function pinnedCube(
  cube: UnitCube,
  here: Float64Array,
  space: readonly Dimension[],
): UnitCube {
  const isFixed = space.map(({ fixed }) => fixed === true);
  return { ...pinned(cube, here, isFixed), maxSteps: cube.maxSteps };
}

/** Raw values → the point of the cube that the robot makes of them: inside, integers whole (half rounds up). */
export function pointOf(cube: UnitCube, values: readonly number[]): Float64Array {
  return snapped(
    cube,
    Float64Array.from(cube.ranges, (range, j) => toUnit(range, values[j]!)),
  );
}

/** The point that the robot makes of `point`: inside the space, on the grid of the integers. */
export function snapped(space: AimSpace, point: Float64Array): Float64Array {
  const out = Float64Array.from(point);
  snapToGrid(space, out);
  return out;
}

/** Raw values of a point: inside the bounds, integers whole. */
export function valuesOf(cube: UnitCube, point: Float64Array): number[] {
  return cube.ranges.map((range, j) => toRaw(range, point[j]!));
}

/** The nearest to `target` that the step limits allow from `current`. */
export function withinSteps(
  cube: UnitCube,
  target: Float64Array,
  current: Float64Array,
): Float64Array {
  return snapped(reachable(cube, current, cube.maxSteps), target);
}

/** Raw values as the robot may have them: inside the bounds, integers whole; those that are so already stay as they are. */
export function legalValues({ ranges }: UnitCube, values: readonly number[]): number[] {
  return ranges.map(({ low, high, integer }, j) => {
    const value = values[j]!;
    return Math.min(Math.max(integer ? Math.floor(value + 0.5) : value, low), high);
  });
}
