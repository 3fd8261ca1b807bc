import { dot, inverseFrom } from '../linalg/cholesky.ts';
import { conditioned } from './condition.ts';
import { covariance, distance, type Hyperparameters, matern52Slope, scaled } from './kernel.ts';
import type { Posterior } from './posterior.ts';
import { thirdDerivative } from './probit-likelihood.ts';
import type { Rows } from './rows.ts';

/** Approximate log marginal likelihood of the rows and its slopes. */
export interface Evidence {
  readonly log: number;
  /** Over log ℓ of each coordinate, log scale, mean, and for numbers log noise; in this order. */
  readonly gradient: Float64Array;
  readonly posterior: Posterior;
}

/** Evidence of the rows under `h`, and its gradient. Source: GPML algorithm 5.1 and eq. 5.9. @param start see `conditioned`. */
export function evidence(rows: Rows, h: Hyperparameters, start: Float64Array | null): Evidence {
  const { count: n, width } = rows;
  const places = scaled(rows.places, h.lengths);
  const k = covariance(places, n, width, h.scale);
  const posterior = conditioned(rows, k, h, start);
  const { gradient: slope, rootCurvature: root } = posterior;

  // r = √W B⁻¹ √W = (K + W⁻¹)⁻¹.
  const r = inverseFrom(posterior.lower, n);
  const left = Float64Array.from({ length: n }, (_, i) => (1 - r[i * n + i]!) / root[i]! ** 2);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) r[i * n + j]! *= root[i]! * root[j]!;
  const carried = carriedBy(rows, posterior, k, r, left);

  const gradient = new Float64Array(width + (rows.kind === 'hits' ? 2 : 3));
  const variance = h.scale * h.scale;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const pair =
        slope[i]! * slope[j]! - r[i * n + j]! + carried[i]! * slope[j]! + carried[j]! * slope[i]!;
      const shape = pair * variance * matern52Slope(distance(places, i, places, j, width));
      for (let c = 0; c < width; c++) {
        const d = places[i * width + c]! - places[j * width + c]!;
        gradient[c]! += shape * d * d;
      }
      gradient[width]! += 2 * pair * k[i * n + j]!;
    }
  for (let i = 0; i < n; i++) {
    const fit = slope[i]! * slope[i]! - r[i * n + i]!;
    gradient[width]! += 2 * (0.5 * fit + carried[i]! * slope[i]!) * variance;
    gradient[width + 1]! += slope[i]! + carried[i]!;
    if (rows.kind === 'numbers') gradient[width + 2]! += fit / root[i]! ** 2;
  }
  return { log: posterior.logEvidence, gradient, posterior };
}

/**
 * What the evidence gains where the mode moves: the mode of labels takes the curvature, and log |B|, with it. Numbers have none: their
 * bound is at its top over the factors, so these may move freely.
 * @param left variance left at each row, the diagonal of (K⁻¹ + W)⁻¹.
 */
function carriedBy(
  rows: Rows,
  { warmStart: mode }: Posterior,
  k: Float64Array,
  r: Float64Array,
  left: Float64Array,
): Float64Array {
  const { count: n } = rows;
  if (rows.kind === 'numbers') return new Float64Array(n);
  const drift = thirdDerivative(rows, mode);
  for (let i = 0; i < n; i++) drift[i]! *= 0.5 * left[i]!;
  // (I + K W)ᵀ⁻¹ drift = drift − R K drift: taken once instead of K R times every derivative.
  return times(r, n, times(k, n, drift)).map((x, i) => drift[i]! - x);
}

function times(matrix: Float64Array, n: number, x: Float64Array): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => dot(matrix, i * n, x, 0, n));
}
