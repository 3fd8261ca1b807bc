import type { Rows } from '../gp/rows.ts';
import type { SuggestRequest } from './request.ts';
import { toUnit } from '../aim/unit-scale.ts';
import { scaledDistance } from './space.ts';
import type { UnitCube } from './unit-cube.ts';

/** Distances up to this share of the range beyond it are believed; those further out were not measured right. */
const distanceMargin = 0.2;
/** Scaled distance at which one outside the range counts: near enough for the model not to look where no shot matters. */
const farthest = 1.3;

/**
 * The rows that a model can learn from, in their order: one place a shot, in the unit cube (beyond it for values that are out of bounds
 * now) and with the distance from −1 to 1. Left out are rows with a number that is none, and those from far outside the distances.
 */
export function usableRows({ data, context }: SuggestRequest, cube: UnitCube): Rows {
  const { dims, ranges } = cube;
  const width = context === null ? dims : dims + 1;
  const places: number[] = [];
  const hits: number[] = [];
  data.hits.forEach((hit, i) => {
    const t = context === null ? 0 : scaledDistance(context, data.distancesM[i]!);
    const values = data.points.subarray(i * dims, (i + 1) * dims);
    if (!(Math.abs(t) <= 1 + 2 * distanceMargin) || !values.every(Number.isFinite)) return;
    ranges.forEach((range, j) => places.push(toUnit(range, values[j]!)));
    if (context !== null) places.push(Math.min(Math.max(t, -farthest), farthest));
    hits.push(hit);
  });
  return {
    count: hits.length,
    dims,
    width,
    places: Float64Array.from(places),
    hits: Float64Array.from(hits),
    misses: Float64Array.from(hits, (hit) => 1 - hit),
  };
}
