import type { Random } from '../stats/random.ts';
import { fillNormals } from './normal-stream.ts';
import type { AimPrior } from './prior.ts';
import type { ShotTable } from './shot-table.ts';

/**
 * A weighted sample of the posterior of one prior. Per particle: latents, scales, the weights they make (without the prior's
 * mean), and for each row so far the aim error and log σ they predict (without the mean's, which is kept once).
 */
export interface ParticleSet {
  readonly prior: AimPrior;
  readonly size: number;
  latents: Float64Array;
  scales: Float64Array;
  /** size × prior.weightCount. */
  weights: Float64Array;
  /** Rows that fit in the next four. */
  capacity: number;
  /** size × capacity. */
  errors: Float64Array;
  logSigmas: Float64Array;
  /** capacity. */
  meanErrors: Float64Array;
  meanLogSigmas: Float64Array;
  /** Log importance weights since the last resampling. */
  readonly logWeights: Float64Array;
  /** Log likelihood of all rows. */
  readonly logLikelihoods: Float64Array;
}

/** `size` draws of the prior, no rows seen. */
export function particleSet(prior: AimPrior, size: number, random: Random): ParticleSet {
  const capacity = 64;
  const latents = new Float64Array(size * prior.latentCount);
  const scales = new Float64Array(size * prior.scaleCount);
  const weights = new Float64Array(size * prior.weightCount);
  fillNormals(latents, 0, latents.length, random);
  fillNormals(scales, 0, scales.length, random);
  for (let s = 0; s < size; s++)
    prior.spread(
      latents,
      s * prior.latentCount,
      scales,
      s * prior.scaleCount,
      weights,
      s * prior.weightCount,
    );
  return {
    prior,
    size,
    latents,
    scales,
    weights,
    capacity,
    errors: new Float64Array(size * capacity),
    logSigmas: new Float64Array(size * capacity),
    meanErrors: new Float64Array(capacity),
    meanLogSigmas: new Float64Array(capacity),
    logWeights: new Float64Array(size),
    logLikelihoods: new Float64Array(size),
  };
}

/** Aim error that the weights at `at` predict for row `i`. */
export function rowError(table: ShotTable, i: number, weights: Float64Array, at: number): number {
  const { features } = table;
  const { count } = table.map;
  const from = i * count;
  // Four sums: one chain of additions would wait for each other.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    a += features[from + k]! * weights[at + k]!;
    b += features[from + k + 1]! * weights[at + k + 1]!;
    c += features[from + k + 2]! * weights[at + k + 2]!;
    d += features[from + k + 3]! * weights[at + k + 3]!;
  }
  for (; k < count; k++) a += features[from + k]! * weights[at + k]!;
  return a + b + (c + d);
}

/** Log σ that the weights at `at` predict for row `i`. */
export function rowLogSigma(
  table: ShotTable,
  i: number,
  weights: Float64Array,
  at: number,
): number {
  const { features, map } = table;
  const from = i * map.count;
  const noise = at + map.count;
  let sum = weights[noise]! + weights[noise + 1]! * features[from + map.baseCount]!;
  for (let j = 0; j < map.dims; j++) sum += weights[noise + 2 + j]! * features[from + 1 + j]!;
  return sum;
}

/** Makes room for the table's rows and predicts its last one. */
export function predictLastRow(set: ParticleSet, table: ShotTable): void {
  if (table.count > set.capacity) widen(set);
  const i = table.count - 1;
  const { capacity, prior } = set;
  set.meanErrors[i] = rowError(table, i, prior.mean, 0);
  set.meanLogSigmas[i] = rowLogSigma(table, i, prior.mean, 0);
  for (let s = 0; s < set.size; s++) {
    set.errors[s * capacity + i] = rowError(table, i, set.weights, s * prior.weightCount);
    set.logSigmas[s * capacity + i] = rowLogSigma(table, i, set.weights, s * prior.weightCount);
  }
}

/** The lapse rate of weights (without the mean) at `at`; never above ¼, where a label would tell too little. */
export function lapseRate(prior: AimPrior, logLapse: number): number {
  return Math.min(Math.exp(prior.mean[prior.weightCount - 2]! + logLapse), 0.25);
}

/** The half window, m. */
export function halfWindowM(prior: AimPrior, logWindow: number): number {
  return Math.exp(prior.mean[prior.weightCount - 1]! + logWindow);
}

/** The particles numbered `parents`, in order, each with equal weight. */
export function resample(set: ParticleSet, parents: Int32Array): void {
  set.latents = gathered(set.latents, set.prior.latentCount, parents);
  set.scales = gathered(set.scales, set.prior.scaleCount, parents);
  set.weights = gathered(set.weights, set.prior.weightCount, parents);
  set.errors = gathered(set.errors, set.capacity, parents);
  set.logSigmas = gathered(set.logSigmas, set.capacity, parents);
  set.logLikelihoods.set(gathered(set.logLikelihoods, 1, parents));
  set.logWeights.fill(0);
}

function gathered(from: Float64Array, stride: number, parents: Int32Array): Float64Array {
  const out = new Float64Array(from.length);
  for (let s = 0; s < parents.length; s++) {
    const p = parents[s]! * stride;
    out.set(from.subarray(p, p + stride), s * stride);
  }
  return out;
}

function widen(set: ParticleSet): void {
  const old = set.capacity;
  set.capacity *= 2;
  for (const key of ['errors', 'logSigmas'] as const) {
    const wide = new Float64Array(set.size * set.capacity);
    for (let s = 0; s < set.size; s++)
      wide.set(set[key].subarray(s * old, s * old + old), s * set.capacity);
    set[key] = wide;
  }
  for (const key of ['meanErrors', 'meanLogSigmas'] as const) {
    const long = new Float64Array(set.capacity);
    long.set(set[key]);
    set[key] = long;
  }
}
