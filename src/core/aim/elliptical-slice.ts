import type { Random } from '../stats/random.ts';
import { likelihood } from './log-likelihood.ts';
import { fillNormals } from './normal-stream.ts';
import { halfWindowM, lapseRate, type ParticleSet, rowError, rowLogSigma } from './particles.ts';
import type { ShotTable } from './shot-table.ts';

/** Shrinking halves the bracket on average: after this many the old point is kept. */
const maxProposals = 40;
/** Logs are taken of products of this many likelihoods: each is at least 1e-5, so the product is far above underflow. */
const rowsPerLog = 16;

/** Buffers of one sweep, sized once per particle set and row capacity. */
export interface SliceWork {
  latents: Float64Array;
  weights: Float64Array;
  scales: Float64Array;
  errors: Float64Array;
  logSigmas: Float64Array;
}

export function sliceWork(set: ParticleSet): SliceWork {
  return {
    latents: new Float64Array(set.prior.latentCount),
    weights: new Float64Array(set.prior.weightCount),
    scales: new Float64Array(2 * set.prior.scaleCount),
    errors: new Float64Array(set.capacity),
    logSigmas: new Float64Array(set.capacity),
  };
}

/**
 * One elliptical slice step of particle `s` in its latents (Murray, Adams & MacKay 2010). The aim error is linear in them, so a
 * proposal costs one blend per row, not a product with the features.
 */
export function stepLatents(
  set: ParticleSet,
  s: number,
  table: ShotTable,
  work: SliceWork,
  random: Random,
): void {
  const { prior, capacity } = set;
  const { latentCount, weightCount, scaleCount } = prior;
  const n = table.count;
  const row = s * capacity;
  const w = s * weightCount;
  fillNormals(work.latents, 0, latentCount, random);
  prior.spread(work.latents, 0, set.scales, s * scaleCount, work.weights, 0);
  for (let i = 0; i < n; i++) {
    work.errors[i] = rowError(table, i, work.weights, 0);
    work.logSigmas[i] = rowLogSigma(table, i, work.weights, 0);
  }
  const threshold = set.logLikelihoods[s]! + Math.log(1 - random());
  let angle = random() * 2 * Math.PI;
  let low = angle - 2 * Math.PI;
  let high = angle;
  for (let proposal = 0; proposal < maxProposals; proposal++) {
    const c = Math.cos(angle);
    const d = Math.sin(angle);
    const total = blendLogLikelihood(set, s, table, work, c, d, threshold);
    if (total > threshold) {
      const z = s * latentCount;
      for (let k = 0; k < latentCount; k++)
        set.latents[z + k] = c * set.latents[z + k]! + d * work.latents[k]!;
      for (let k = 0; k < weightCount; k++)
        set.weights[w + k] = c * set.weights[w + k]! + d * work.weights[k]!;
      for (let i = 0; i < n; i++) {
        set.errors[row + i] = c * set.errors[row + i]! + d * work.errors[i]!;
        set.logSigmas[row + i] = c * set.logSigmas[row + i]! + d * work.logSigmas[i]!;
      }
      set.logLikelihoods[s] = total;
      return;
    }
    if (angle < 0) low = angle;
    else high = angle;
    angle = low + random() * (high - low);
  }
}

/** Log likelihood of the blend cos·old + sin·new, or −∞ as soon as it can't reach the threshold. */
function blendLogLikelihood(
  set: ParticleSet,
  s: number,
  table: ShotTable,
  work: SliceWork,
  c: number,
  d: number,
  threshold: number,
): number {
  const { prior, errors, logSigmas, meanErrors, meanLogSigmas } = set;
  const last = prior.weightCount - 1;
  const w = s * prior.weightCount;
  const row = s * set.capacity;
  const lapse = lapseRate(prior, c * set.weights[w + last - 1]! + d * work.weights[last - 1]!);
  const window = halfWindowM(prior, c * set.weights[w + last]! + d * work.weights[last]!);
  const bounded = !table.hasDensity;
  let total = 0;
  let product = 1;
  for (let i = 0; i < table.count; i++) {
    const p = likelihood(
      table,
      i,
      meanErrors[i]! + c * errors[row + i]! + d * work.errors[i]!,
      meanLogSigmas[i]! + c * logSigmas[row + i]! + d * work.logSigmas[i]!,
      lapse,
      window,
    );
    const weight = table.weights[i]!;
    if (weight === 1) product *= p;
    else total += weight * Math.log(p);
    if (i % rowsPerLog === rowsPerLog - 1) {
      total += Math.log(product);
      product = 1;
      if (bounded && total < threshold) return -Infinity;
    }
  }
  return total + Math.log(product);
}

/** One elliptical slice step of particle `s` in its scales, its latents held: each proposal costs a product with the features. */
export function stepScales(
  set: ParticleSet,
  s: number,
  table: ShotTable,
  work: SliceWork,
  random: Random,
): void {
  const { prior, capacity } = set;
  const { latentCount, weightCount, scaleCount } = prior;
  if (scaleCount === 0) return;
  fillNormals(work.scales, 0, scaleCount, random);
  const threshold = set.logLikelihoods[s]! + Math.log(1 - random());
  let angle = random() * 2 * Math.PI;
  let low = angle - 2 * Math.PI;
  let high = angle;
  for (let proposal = 0; proposal < maxProposals; proposal++) {
    const c = Math.cos(angle);
    const d = Math.sin(angle);
    for (let j = 0; j < scaleCount; j++)
      work.scales[scaleCount + j] = c * set.scales[s * scaleCount + j]! + d * work.scales[j]!;
    prior.spread(set.latents, s * latentCount, work.scales, scaleCount, work.weights, 0);
    const total = freshLogLikelihood(set, s, table, work, threshold);
    if (total > threshold) {
      set.scales.set(work.scales.subarray(scaleCount), s * scaleCount);
      set.weights.set(work.weights, s * weightCount);
      set.errors.set(work.errors.subarray(0, table.count), s * capacity);
      set.logLikelihoods[s] = total;
      return;
    }
    if (angle < 0) low = angle;
    else high = angle;
    angle = low + random() * (high - low);
  }
}

/** Log likelihood under the weights in `work`, filling its errors; the noise does not depend on the scales. */
function freshLogLikelihood(
  set: ParticleSet,
  s: number,
  table: ShotTable,
  work: SliceWork,
  threshold: number,
): number {
  const { prior, logSigmas, meanErrors, meanLogSigmas } = set;
  const last = prior.weightCount - 1;
  const row = s * set.capacity;
  const lapse = lapseRate(prior, work.weights[last - 1]!);
  const window = halfWindowM(prior, work.weights[last]!);
  const bounded = !table.hasDensity;
  let total = 0;
  let product = 1;
  for (let i = 0; i < table.count; i++) {
    const e = rowError(table, i, work.weights, 0);
    work.errors[i] = e;
    const p = likelihood(
      table,
      i,
      meanErrors[i]! + e,
      meanLogSigmas[i]! + logSigmas[row + i]!,
      lapse,
      window,
    );
    const weight = table.weights[i]!;
    if (weight === 1) product *= p;
    else total += weight * Math.log(p);
    if (i % rowsPerLog === rowsPerLog - 1) {
      total += Math.log(product);
      product = 1;
      if (bounded && total < threshold) return -Infinity;
    }
  }
  return total + Math.log(product);
}
