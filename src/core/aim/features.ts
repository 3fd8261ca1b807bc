import type { Random } from '../stats/random.ts';

/**
 * What the aim error is linear in. With V = point − origin (unit cube) and t the scaled distance:
 * e = Σ (aₖ + bₖ t) gₖ(V) + Σ_{k ≤ dims} cₖ t² gₖ(V), where g is 1, V, the products VᵢVⱼ (i ≤ j) and random cosines of V
 * (Rahimi & Recht 2007) for what the polynomial misses. The t structure keeps a whole rate over distances cheap.
 */
export interface FeatureMap {
  readonly dims: number;
  /** Where V = 0; unit cube. */
  readonly origin: Float64Array;
  /** Length of g: 1 + dims + pairs + waves. */
  readonly baseCount: number;
  /** Length of the whole: 2 × baseCount + 1 + dims. */
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

/** A feature map around `origin` with `waveCount` random cosines drawn from `random`. */
export function featureMap(origin: Float64Array, waveCount: number, random: Random): FeatureMap {
  const dims = origin.length;
  const pairCount = (dims * (dims + 1)) / 2;
  const baseCount = 1 + dims + pairCount + waveCount;
  const scale = 1 / (waveLengthScale * Math.sqrt(Math.max(dims, 2) / 2));
  const frequencies = Float64Array.from(
    { length: waveCount * dims },
    () => studentT(waveDegrees, random) * scale,
  );
  const phases = Float64Array.from({ length: waveCount }, () => random() * 2 * Math.PI);
  return {
    dims,
    origin,
    baseCount,
    count: 2 * baseCount + 1 + dims,
    pairCount,
    waveCount,
    frequencies,
    phases,
  };
}

/** Writes g(V) of the point at `offset` of `points` to `out[at …]`. */
export function writeBase(
  map: FeatureMap,
  points: Float64Array,
  offset: number,
  out: Float64Array,
  at: number,
): void {
  const { dims, origin, waveCount, frequencies, phases } = map;
  out[at] = 1;
  for (let j = 0; j < dims; j++) out[at + 1 + j] = points[offset + j]! - origin[j]!;
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
  const { baseCount, dims } = map;
  for (let k = 0; k < baseCount; k++) {
    const g = base[from + k]!;
    out[at + k] = g;
    out[at + baseCount + k] = t * g;
  }
  for (let k = 0; k <= dims; k++) out[at + 2 * baseCount + k] = t * t * base[from + k]!;
}

function studentT(degrees: number, random: Random): number {
  let chiSquare = 0;
  for (let i = 0; i < degrees; i++) chiSquare += normalFrom(random) ** 2;
  return normalFrom(random) / Math.sqrt(chiSquare / degrees);
}

function normalFrom(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
