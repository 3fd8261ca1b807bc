import { type DistanceNodes, type Draws, writeRates } from './draws.ts';

/** A predicted hit rate, 0 to 1, with its central 90 % interval. */
export interface RateEstimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Tail outside the interval on each side. */
const tail = 0.05;

/** The hit rate of a point under every draw. */
export function ratesOf(draws: Draws, point: Float64Array, distances: DistanceNodes): Float64Array {
  const rates = new Float64Array(draws.count);
  writeRates(draws, point, distances, rates);
  return rates;
}

/** Mean and interval of the predicted hit rate of a point. */
export function estimateRate(
  draws: Draws,
  point: Float64Array,
  distances: DistanceNodes,
): RateEstimate {
  return summarise(ratesOf(draws, point, distances), draws.probabilities);
}

/** Mean under probabilities that sum to 1. */
export function meanOf(values: Float64Array, probabilities: Float64Array): number {
  let mean = 0;
  for (let s = 0; s < values.length; s++) mean += probabilities[s]! * values[s]!;
  return mean;
}

/** Mean and central 90 % interval, widened where a long tail pulls the mean out of it; probabilities sum to 1. */
export function summarise(values: Float64Array, probabilities: Float64Array): RateEstimate {
  const mean = meanOf(values, probabilities);
  return {
    mean,
    low: Math.min(quantile(values, probabilities, tail), mean),
    high: Math.max(quantile(values, probabilities, 1 - tail), mean),
  };
}

/** The one distance that a scaled distance `t` is. */
export function atDistance(t: number): DistanceNodes {
  return { t: Float64Array.of(t), weights: Float64Array.of(1) };
}

/** How two points compare. */
export interface Comparison {
  /** How sure it is that the first hits more often, 0 to 1; a tie counts half. */
  readonly better: number;
  /** By how much it is expected to, share of all shots. */
  readonly gain: number;
}

export function compare(
  draws: Draws,
  a: Float64Array,
  b: Float64Array,
  distances: DistanceNodes,
): Comparison {
  const ratesA = ratesOf(draws, a, distances);
  const ratesB = ratesOf(draws, b, distances);
  let better = 0;
  let gain = 0;
  for (let s = 0; s < draws.count; s++) {
    const lead = ratesA[s]! - ratesB[s]!;
    better += draws.probabilities[s]! * (lead > 0 ? 1 : lead < 0 ? 0 : 0.5);
    gain += draws.probabilities[s]! * lead;
  }
  return { better: Math.min(better, 1), gain };
}

/** Rates along one dimension at these coordinates of it, the others as in `point`. */
export function sliceRates(
  draws: Draws,
  point: Float64Array,
  dimension: number,
  along: Float64Array,
  distances: DistanceNodes,
): readonly RateEstimate[] {
  return Array.from(along, (u) => estimateRate(draws, point.with(dimension, u), distances));
}

/** Mean rates over one dimension at these coordinates (columns) and these scaled distances (rows), row-major. */
export function mapRates(
  draws: Draws,
  point: Float64Array,
  dimension: number,
  along: Float64Array,
  distances: Float64Array,
): Float64Array {
  const out = new Float64Array(along.length * distances.length);
  const nodes = Array.from(distances, atDistance);
  const rates = new Float64Array(draws.count);
  along.forEach((u, c) => {
    const moved = point.with(dimension, u);
    nodes.forEach((node, r) => {
      writeRates(draws, moved, node, rates);
      out[r * along.length + c] = meanOf(rates, draws.probabilities);
    });
  });
  return out;
}

/** Smallest value with at least `share` of the probability at or below it. */
function quantile(values: Float64Array, probabilities: Float64Array, share: number): number {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  let sum = 0;
  for (const i of order) {
    sum += probabilities[i]!;
    if (sum >= share) return values[i]!;
  }
  return values[order.at(-1)!]!;
}
