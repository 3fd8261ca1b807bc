import { fastNormalCdf } from './fast-normal.ts';
import type { SimulatedRobot } from './family/family.ts';
import type { AimSample } from './family/shot-at.ts';
import { type FeatureMap, hat, writeBase } from './features.ts';

/** Aim models over the same features. */
export interface DrawSet {
  readonly map: FeatureMap;
  readonly count: number;
  /** One a draw: null where the weights say it all, else they correct the robot. */
  readonly robots: readonly (SimulatedRobot | null)[];
  /** count × weightCount, the prior's mean included. */
  readonly weights: Float64Array;
  readonly weightCount: number;
}

/** Aim models drawn from the posterior: what every answer is an average over. Numbered through all the sets. */
export interface Draws {
  readonly sets: readonly DrawSet[];
  /** Aim errors that count as a hit, in half openings of the goal: from −1 to 1 the whole of it. */
  readonly window: Window;
  readonly count: number;
  /** Sum to 1. */
  readonly probabilities: Float64Array;
}

/** A part of the goal from bottom to top: 0 is its middle, −1 and 1 are its edges. */
export interface Window {
  readonly bottom: number;
  readonly top: number;
}

export const wholeGoal: Window = { bottom: -1, top: 1 };

/** The part of the goal with its middle at `bias` (−1 to 1) that reaches to the nearer edge: who hits it most, aims there. */
export function windowAt(bias: number): Window {
  return bias < 0 ? { bottom: -1, top: 1 + 2 * bias } : { bottom: 2 * bias - 1, top: 1 };
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

/** Where no distance matters. */
export const middleOnly: DistanceNodes = { t: Float64Array.of(0), weights: Float64Array.of(1) };

/** Where look-up tables bend between their knots five points would leave some knots unseen: even cells instead. */
const cells = 14;
export const evenDistances: DistanceNodes = {
  t: Float64Array.from({ length: cells }, (_, k) => (2 * k + 1) / cells - 1),
  weights: new Float64Array(cells).fill(1 / cells),
};

/** Draw number `s` as a set of its own. */
export function setOf({ sets }: Draws, s: number): DrawSet {
  let first = 0;
  for (const set of sets) {
    if (s < first + set.count) {
      const at = (s - first) * set.weightCount;
      return {
        ...set,
        count: 1,
        robots: [set.robots[s - first]!],
        weights: set.weights.subarray(at, at + set.weightCount),
      };
    }
    first += set.count;
  }
  throw new RangeError(`there is no draw ${s}`);
}

/** Writes the hit rate of a point over the distances under every draw to `out`. */
export function writeRates(
  draws: Draws,
  point: Float64Array,
  distances: DistanceNodes,
  out: Float64Array,
): void {
  let draw = 0;
  let map: FeatureMap | null = null;
  let bases = new Float64Array(0);
  for (const set of draws.sets) {
    // Sets of single draws mostly share their features.
    if (set.map !== map) {
      map = set.map;
      bases = basesOf(map, point, distances);
    }
    for (let s = 0; s < set.count; s++, draw++)
      out[draw] = map.coordinates.vary
        ? rateNodeByNode(set, s, bases, distances, draws.window)
        : hitRate(set, s, bases, 0, distances, draws.window);
  }
}

/** The base features of a point; at each node, where the coordinates depend on the distance. */
function basesOf(
  map: FeatureMap,
  point: Float64Array,
  distances: DistanceNodes,
): Float64Array<ArrayBuffer> {
  const nodes = map.coordinates.vary ? distances.t.length : 1;
  const bases = new Float64Array(nodes * map.baseCount);
  for (let k = 0; k < nodes; k++) writeBase(map, point, distances.t[k]!, bases, k * map.baseCount);
  return bases;
}

/** Where the coordinates depend on the distance, each node has its own base features. */
function rateNodeByNode(
  set: DrawSet,
  s: number,
  bases: Float64Array,
  { t, weights }: DistanceNodes,
  window: Window,
): number {
  let rate = 0;
  for (let k = 0; k < t.length; k++) {
    const node = { t: t.subarray(k, k + 1), weights: weights.subarray(k, k + 1) };
    rate += hitRate(set, s, bases, k * set.map.baseCount, node, window);
  }
  return rate;
}

const aimed: AimSample = { error: 0, logSpread: 0 };

/** Rate of shots into the window over the distances under draw `s` of a set, for the point whose base features begin at `from` of `base`. */
function hitRate(
  { map, robots, weights, weightCount }: DrawSet,
  s: number,
  base: Float64Array,
  from: number,
  distances: DistanceNodes,
  { bottom, top }: Window,
): number {
  const { baseCount, dims, count } = map;
  const { knots } = map.coordinates;
  const w = s * weightCount;
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
  const robot = robots[s] ?? null;
  aimed.error = 0;
  aimed.logSpread = 0;
  for (let k = 0; k < t.length; k++) {
    const x = t[k]!;
    let e = level + slope * x + bend * x * x;
    for (let i = 0; i < knots.length; i++)
      e += weights[w + 2 * baseCount + 1 + dims + i]! * hat(knots, i, x);
    if (robot !== null) robot.shoot(base, from + 1, x, aimed);
    e += aimed.error;
    const sharpness = Math.exp(-aimed.logSpread - logSigma - growth * x);
    rate +=
      share[k]! * (fastNormalCdf((top - e) * sharpness) - fastNormalCdf((bottom - e) * sharpness));
  }
  return rate;
}
