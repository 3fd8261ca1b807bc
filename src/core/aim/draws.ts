import type { FeatureMap } from './features.ts';
import { fastNormalCdf } from './fast-normal.ts';

/** Aim models drawn from the posterior: what every answer is an average over. */
export interface Draws {
  readonly map: FeatureMap;
  readonly count: number;
  /** count × weightCount, the prior's mean included. */
  readonly weights: Float64Array;
  readonly weightCount: number;
  /** Sum to 1. */
  readonly probabilities: Float64Array;
}

/** Distances that matter: scaled distances and their weights, which sum to 1. */
export interface DistanceNodes {
  readonly t: Float64Array;
  readonly weights: Float64Array;
}

/** Gauss–Legendre of five points: a hit rate is smooth enough over the distances for errors under 0.003. */
export const uniformDistances: DistanceNodes = {
  t: Float64Array.of(
    -0.906179845938664,
    -0.5384693101056831,
    0,
    0.5384693101056831,
    0.906179845938664,
  ),
  weights: Float64Array.of(
    0.1184634425280945,
    0.2393143352496832,
    0.2844444444444444,
    0.2393143352496832,
    0.1184634425280945,
  ),
};

/** Hit rate over the distances under draw `s`, for the point whose base features begin at `from` of `base`. */
export function hitRate(
  draws: Draws,
  s: number,
  base: Float64Array,
  from: number,
  distances: DistanceNodes,
): number {
  const { map, weights } = draws;
  const { baseCount, dims, count } = map;
  const w = s * draws.weightCount;
  let level = 0;
  let slope = 0;
  for (let k = 0; k < baseCount; k++) {
    const g = base[from + k]!;
    level += weights[w + k]! * g;
    slope += weights[w + baseCount + k]! * g;
  }
  let bend = 0;
  for (let k = 0; k <= dims; k++) bend += weights[w + 2 * baseCount + k]! * base[from + k]!;
  const noise = w + count;
  let logSigma = weights[noise]!;
  for (let j = 0; j < dims; j++) logSigma += weights[noise + 2 + j]! * base[from + 1 + j]!;
  const growth = weights[noise + 1]!;
  let rate = 0;
  const { t, weights: share } = distances;
  for (let k = 0; k < t.length; k++) {
    const x = t[k]!;
    const e = level + slope * x + bend * x * x;
    const sharpness = Math.exp(-logSigma - growth * x);
    rate += share[k]! * (fastNormalCdf((1 - e) * sharpness) - fastNormalCdf((-1 - e) * sharpness));
  }
  return rate;
}
