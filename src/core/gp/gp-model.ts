import { dot, solveLower } from '../linalg/cholesky.ts';
import { covariance, distance, type Hyperparameters, matern52, scaled } from './kernel.ts';
import { conditioned } from './condition.ts';
import type { Posterior } from './posterior.ts';
import type { Rows } from './rows.ts';

/** The process after its rows. */
export interface GpModel {
  readonly rows: Rows;
  readonly h: Hyperparameters;
  /** The rows' places in length scales. */
  readonly places: Float64Array;
  readonly posterior: Posterior;
}

/** Latent values at some places: jointly normal. */
export interface Latent {
  readonly mean: Float64Array;
  /** count × count, row-major, exactly symmetric. */
  readonly covariance: Float64Array;
}

/** Conditions the process on its rows. */
export function gpModel(rows: Rows, h: Hyperparameters): GpModel {
  const places = scaled(rows.places, h.lengths);
  const k = covariance(places, rows.count, rows.width, h.scale);
  return { rows, h, places, posterior: conditioned(rows, k, h, null) };
}

/** Prior covariances of all rows with place `at` of `others`, which are in length scales. */
export function covarianceWithRows(
  { rows, h, places }: GpModel,
  others: Float64Array,
  at: number,
): Float64Array {
  const { count, width } = rows;
  const variance = h.scale * h.scale;
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++)
    out[i] = variance * matern52(distance(others, at, places, i, width));
  return out;
}

/** The latent values at `count` places, which are in length scales. Source: GPML algorithm 3.2. */
export function latentAt(model: GpModel, others: Float64Array, count: number): Latent {
  const { rows, h, posterior } = model;
  const n = rows.count;
  const mean = new Float64Array(count);
  const between = covariance(others, count, rows.width, h.scale);
  const explained: Float64Array[] = [];
  for (let a = 0; a < count; a++) {
    const k = covarianceWithRows(model, others, a);
    mean[a] = h.mean + dot(k, 0, posterior.gradient, 0, n);
    for (let i = 0; i < n; i++) k[i]! *= posterior.rootCurvature[i]!;
    solveLower(posterior.lower, n, k);
    explained.push(k);
    for (let b = 0; b <= a; b++) {
      const left = between[a * count + b]! - dot(k, 0, explained[b]!, 0, n);
      between[a * count + b] = left;
      between[b * count + a] = left;
    }
  }
  return { mean, covariance: between };
}
