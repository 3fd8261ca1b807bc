import { type DistanceNodes, middleOnly } from '../aim/draws.ts';
import type { GpModel } from './gp-model.ts';

/** Three points of Gauss and Legendre: exact to the fifth power of the distance, and outcomes never tell more than that. */
const threeDistances: DistanceNodes = {
  t: Float64Array.of(-0.7745966692414834, 0, 0.7745966692414834),
  weights: Float64Array.of(5 / 18, 8 / 18, 5 / 18),
};

/** The distances that a point's outcome is averaged over. */
export function nodesOf({ rows }: GpModel): DistanceNodes {
  return rows.width > rows.dims ? threeDistances : middleOnly;
}

/** A point at each of the distances: nodes × width, in length scales. */
export function placesOver({ rows, h }: GpModel, point: Float64Array): Float64Array {
  const { dims, width } = rows;
  const { lengths } = h;
  if (width === dims) return point.map((u, j) => u / lengths[j]!);
  const { t } = threeDistances;
  const places = new Float64Array(t.length * width);
  for (let k = 0; k < t.length; k++) {
    for (let j = 0; j < dims; j++) places[k * width + j] = point[j]! / lengths[j]!;
    places[k * width + dims] = t[k]! / lengths[dims]!;
  }
  return places;
}
