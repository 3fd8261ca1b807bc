import { dot, inverseFrom } from '../linalg/cholesky.ts';
import { covariance, distance, type Hyperparameters, matern52Slope, scaled } from './kernel.ts';
import { laplace, type LaplaceFit } from './laplace.ts';
import { thirdDerivative } from './probit-likelihood.ts';
import type { Rows } from './rows.ts';

/** Approximate log marginal likelihood of the rows and its slopes. */
export interface Evidence {
  readonly log: number;
  /** Over log ℓ of each coordinate, log scale, mean; in this order. */
  readonly gradient: Float64Array;
  readonly fit: LaplaceFit;
}

/** Evidence of the rows under `h`, and its gradient. Source: GPML algorithm 5.1. @param start of the mode search, see `laplace`. */
export function evidence(rows: Rows, h: Hyperparameters, start: Float64Array | null): Evidence {
  const { count: n, width } = rows;
  const places = scaled(rows.places, h.lengths);
  const k = covariance(places, n, width, h.scale);
  const fit = laplace(rows, k, h.mean, start);
  const { gradient: slope } = fit;

  // r = √W B⁻¹ √W = (K + W⁻¹)⁻¹.
  const root = fit.rootCurvature;
  const r = inverseFrom(fit.lower, n);
  const drift = thirdDerivative(rows, fit.mode);
  for (let i = 0; i < n; i++) {
    // (K⁻¹ + W)⁻¹ = W^-½ (I − B⁻¹) W^-½ is the variance left at row i; the mode takes the curvature, and log |B|, with it.
    drift[i]! *= (0.5 * (1 - r[i * n + i]!)) / root[i]! ** 2;
    for (let j = 0; j < n; j++) r[i * n + j]! *= root[i]! * root[j]!;
  }
  // (I + K W)ᵀ⁻¹ drift = drift − R K drift: taken once instead of K R times every derivative.
  const carried = times(r, n, times(k, n, drift)).map((x, i) => drift[i]! - x);

  const gradient = new Float64Array(width + 2);
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
    const own = 0.5 * (slope[i]! * slope[i]! - r[i * n + i]!) + carried[i]! * slope[i]!;
    gradient[width]! += 2 * own * variance;
    gradient[width + 1]! += slope[i]! + carried[i]!;
  }
  return { log: fit.logEvidence, gradient, fit };
}

function times(matrix: Float64Array, n: number, x: Float64Array): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => dot(matrix, i * n, x, 0, n));
}
