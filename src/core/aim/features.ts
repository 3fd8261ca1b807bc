import type { Random } from '../stats/random.ts';
import type { Coordinates } from './coordinates.ts';

/**
 * What the aim error is linear in. With V the coordinates and t the scaled distance:
 * e = Σ (aₖ + bₖ t) gₖ(V) + Σ_{k ≤ dims} cₖ t² gₖ(V) + Σ dₖ hₖ(t), where g is 1, V, the products VᵢVⱼ (i ≤ j) and random cosines of V
 * (Rahimi & Recht 2007) for what the polynomial misses, and h are the hats of a table's knots. The t structure keeps a whole rate over
 * distances cheap.
 */
export interface FeatureMap {
  readonly coordinates: Coordinates;
  /** Number of coordinates. */
  readonly dims: number;
  /** Length of g: 1 + dims + pairs + waves. */
  readonly baseCount: number;
  /** Length of the whole: 2 × baseCount + 1 + dims + knots. */
  readonly count: number;
  readonly pairCount: number;
  readonly waveCount: number;
  /** waveCount × dims, and waveCount phases in rad. */
  readonly frequencies: Float64Array;
  readonly phases: Float64Array;
}

/** Length scale of the cosines in the unit cube for two or fewer dimensions; grows with √(dims/2). */
const waveLengthScale = 0.45;
/** Frequencies have Student tails of this many degrees, as if the kernel were Matérn-5/2. */
const waveDegrees = 5;

/** A feature map over `coordinates` with `waveCount` random cosines drawn from `random`. */
export function featureMap(
  coordinates: Coordinates,
  waveCount: number,
  random: Random,
): FeatureMap {
  const dims = coordinates.count;
  const pairCount = (dims * (dims + 1)) / 2;
  const baseCount = 1 + dims + pairCount + waveCount;
  const scale = 1 / (waveLengthScale * Math.sqrt(Math.max(dims, 2) / 2));
  const frequencies = Float64Array.from(
    { length: waveCount * dims },
    () => studentT(waveDegrees, random) * scale,
  );
  const phases = Float64Array.from({ length: waveCount }, () => random() * 2 * Math.PI);
  return {
    coordinates,
    dims,
    baseCount,
    count: 2 * baseCount + 1 + dims + coordinates.knots.length,
    pairCount,
    waveCount,
    frequencies,
    phases,
  };
}

/** Writes g(V) of a point of the unit cube, for shots at scaled distance `t`, to `out[at …]`. */
export function writeBase(
  map: FeatureMap,
  point: Float64Array,
  t: number,
  out: Float64Array,
  at: number,
): void {
  map.coordinates.write(point, t, out, at + 1);
  const { dims, waveCount, frequencies, phases } = map;
  out[at] = 1;
  let k = at + 1 + dims;
  for (let i = 0; i < dims; i++)
    for (let j = i; j < dims; j++) out[k++] = out[at + 1 + i]! * out[at + 1 + j]!;
  const amplitude = Math.sqrt(2 / waveCount);
  for (let r = 0; r < waveCount; r++) {
    let angle = phases[r]!;
    for (let j = 0; j < dims; j++) angle += frequencies[r * dims + j]! * out[at + 1 + j]!;
    out[k++] = amplitude * Math.cos(angle);
  }
}

/** Writes all features of the base at `from` of `base`, at scaled distance `t`, to `out[at …]`. */
export function writeFeatures(
  map: FeatureMap,
  base: Float64Array,
  from: number,
  t: number,
  out: Float64Array,
  at: number,
): void {
  const { baseCount, dims, coordinates } = map;
  const { knots } = coordinates;
  for (let k = 0; k < baseCount; k++) {
    const g = base[from + k]!;
    out[at + k] = g;
    out[at + baseCount + k] = t * g;
  }
  for (let k = 0; k <= dims; k++) out[at + 2 * baseCount + k] = t * t * base[from + k]!;
  for (let k = 0; k < knots.length; k++) out[at + 2 * baseCount + 1 + dims + k] = hat(knots, k, t);
}

/** 1 at knot `k`, 0 at its neighbours, linear between; the first and the last stay 1 beyond. */
export function hat(knots: Float64Array, k: number, t: number): number {
  const here = knots[k]!;
  const neighbour = knots[t < here ? k - 1 : k + 1];
  if (neighbour === undefined) return 1;
  return Math.max(0, 1 - (t - here) / (neighbour - here));
}

function studentT(degrees: number, random: Random): number {
  let chiSquare = 0;
  for (let i = 0; i < degrees; i++) chiSquare += normalFrom(random) ** 2;
  return normalFrom(random) / Math.sqrt(chiSquare / degrees);
}

function normalFrom(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
