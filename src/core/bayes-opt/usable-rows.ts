import type { Rows } from '../gp/rows.ts';
import type { Dataset, SuggestRequest } from './request.ts';
import { toUnit } from '../aim/unit-scale.ts';
import { scaledDistance } from './space.ts';
import type { UnitCube } from './unit-cube.ts';

/** Distances up to this share of the range beyond it are believed; those further out were not measured right. */
const distanceMargin = 0.2;
/** Scaled distance at which one outside the range counts: near enough for the model not to look where no shot matters. */
const farthest = 1.3;

/** Heights above or below the middle of the goal up to this are believed, m: a shot that passes it higher up was not measured right. */
const farthestErrorM = 20;

/** Values up to so many ranges beyond the bounds are believed: those further out would be infinite once they are squared. */
const farthestRanges = 1e6;

/** The rows of a request that can be learned from, in their order: where each row of `usable` was. */
export function usableRows({ space, context, data, objective }: SuggestRequest): readonly number[] {
  const dims = space.length;
  return Array.from(data.hits.keys()).filter((i) => {
    const t = context === null ? 0 : scaledDistance(context, data.distancesM[i]!);
    const weight = weightOf(data, i);
    return (
      weight > 0 &&
      Number.isFinite(weight) &&
      Math.abs(t) <= 1 + 2 * distanceMargin &&
      space.every(
        (range, j) => Math.abs(toUnit(range, data.points[i * dims + j]!)) <= farthestRanges,
      ) &&
      (objective.kind === 'hits' || Number.isFinite(data.values?.[i]))
    );
  });
}

/**
 * The request with those rows only that can be learned from, in their order. Left out are rows with a number that is none, those from far
 * outside the distances or bounds, and those that count for nothing; and heights that nothing can have been shot to.
 */
export function usable(request: SuggestRequest): SuggestRequest {
  const { space, data } = request;
  const dims = space.length;
  const kept = usableRows(request);
  const errorsM = data.errorsM?.map((errorM) =>
    Math.abs(errorM) <= farthestErrorM ? errorM : Number.NaN,
  );
  if (kept.length === data.hits.length)
    return errorsM === undefined ? request : { ...request, data: { ...data, errorsM } };
  const { points, distancesM, hits, sides, weights, values } = data;
  return {
    ...request,
    data: {
      points: Float64Array.from(
        kept.flatMap((i) => [...points.subarray(i * dims, (i + 1) * dims)]),
      ),
      distancesM: Float64Array.from(kept, (i) => distancesM[i]!),
      hits: Uint8Array.from(kept, (i) => hits[i]!),
      sides: sides && Int8Array.from(kept, (i) => sides[i]!),
      errorsM: errorsM === undefined ? null : Float64Array.from(kept, (i) => errorsM[i]!),
      weights: weights && Float64Array.from(kept, (i) => weights[i]!),
      values: values && Float64Array.from(kept, (i) => values[i]!),
    },
  };
}

/**
 * The rows of a request as the process takes them: one place a shot, in the unit cube (beyond it for values that are out of bounds now)
 * and with the distance from −1 to 1. Numbers are turned so that larger is better. A row counts as its weight says, as that part of a shot.
 */
export function rowsOf({ data, context, objective }: SuggestRequest, cube: UnitCube): Rows {
  const { dims, ranges } = cube;
  const count = data.hits.length;
  const width = context === null ? dims : dims + 1;
  const places = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    ranges.forEach((range, j) => {
      places[i * width + j] = toUnit(range, data.points[i * dims + j]!);
    });
    if (context === null) continue;
    const t = scaledDistance(context, data.distancesM[i]!);
    places[i * width + dims] = Math.min(Math.max(t, -farthest), farthest);
  }
  const some = { count, dims, width, places };
  const weights = Float64Array.from({ length: count }, (_, i) => weightOf(data, i));
  if (objective.kind === 'hits') {
    const hits = weights.map((weight, i) => (data.hits[i] === 1 ? weight : 0));
    return { ...some, kind: 'hits', hits, misses: weights.map((weight, i) => weight - hits[i]!) };
  }
  const sign = objective.better === 'larger' ? 1 : -1;
  const values = Float64Array.from({ length: count }, (_, i) => sign * data.values![i]!);
  return { ...some, kind: 'numbers', values, counts: weights };
}

const weightOf = ({ weights }: Dataset, i: number): number => weights?.[i] ?? 1;
