/**
 * The process before any shot: its mean, and how far and fast it varies. Latent unit: standard deviations of the probit, or of the
 * standardised numbers.
 */
export interface Hyperparameters {
  readonly mean: number;
  /** Standard deviation of the process. */
  readonly scale: number;
  /** Length scale of each coordinate: it hardly changes over less. */
  readonly lengths: Float64Array;
  /** Spread of a number about the process; labels have none. */
  readonly noise: number;
}

const root5 = Math.sqrt(5);

/** Matérn correlation with ν = 5/2 at scaled distance `r`. Source: GPML eq. 4.17. */
export function matern52(r: number): number {
  const s = root5 * r;
  return (1 + s + (s * s) / 3) * Math.exp(-s);
}

/** −(∂k/∂r)/r of the Matérn correlation with ν = 5/2: times (Δ/ℓ)² it is the slope over log ℓ of one coordinate. */
export function matern52Slope(r: number): number {
  const s = root5 * r;
  return (5 / 3) * (1 + s) * Math.exp(-s);
}

/** Each coordinate in units of its length scale. @param places n × width. */
export function scaled(places: Float64Array, lengths: Float64Array): Float64Array {
  const width = lengths.length;
  return places.map((x, i) => x / lengths[i % width]!);
}

/** Distance between place `a` of `as` and place `b` of `bs`, both scaled. */
export function distance(
  as: Float64Array,
  a: number,
  bs: Float64Array,
  b: number,
  width: number,
): number {
  let sum = 0;
  for (let c = 0; c < width; c++) {
    const d = as[a * width + c]! - bs[b * width + c]!;
    sum += d * d;
  }
  return Math.sqrt(sum);
}

/** Covariance of all pairs of scaled places, n × n, exactly symmetric. */
export function covariance(
  places: Float64Array,
  n: number,
  width: number,
  scale: number,
): Float64Array {
  const out = new Float64Array(n * n);
  const variance = scale * scale;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const k = variance * matern52(distance(places, i, places, j, width));
      out[i * n + j] = k;
      out[j * n + i] = k;
    }
    out[i * n + i] = variance;
  }
  return out;
}
