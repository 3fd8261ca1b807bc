import type { Random } from '../stats/random.ts';
import type { SimulatedRobot } from './family/family.ts';
import { likelihood } from './log-likelihood.ts';
import { fillNormals } from './normal-stream.ts';
import {
  aimedAt,
  halfWindowM,
  lapseRate,
  type ParticleSet,
  perRow,
  robotOf,
  rowError,
  rowLogSigma,
} from './particles.ts';
import type { ShotTable } from './shot-table.ts';

/** Shrinking halves the bracket on average: after this many the old point is kept. */
const maxProposals = 40;
/**
 * Logs are taken of products of this many likelihoods: each is at least 1e-5, so the product is far above underflow. The newest rows, shot
 * near the best, go first: they rule out most proposals.
 */
const rowsPerLog = 16;
/** Where a row costs a shot of a robot, it is worth a log to stop in time. */
const fewRows = 3;

/** Buffers of one sweep, sized once per particle set and row capacity. */
export interface SliceWork {
  latents: Float64Array;
  /** What is drawn, and what is proposed. */
  scales: Float64Array;
  proposed: Float64Array;
  spread: Float64Array;
  centreErrors: Float64Array;
  centreLogSigmas: Float64Array;
  errors: Float64Array;
  logSigmas: Float64Array;
}

export function sliceWork(set: ParticleSet): SliceWork {
  const { latentCount, scaleCount, weightCount } = set.prior;
  return {
    latents: new Float64Array(latentCount),
    scales: new Float64Array(scaleCount),
    proposed: new Float64Array(scaleCount),
    spread: new Float64Array(weightCount),
    centreErrors: new Float64Array(set.capacity),
    centreLogSigmas: new Float64Array(set.capacity),
    errors: new Float64Array(set.capacity),
    logSigmas: new Float64Array(set.capacity),
  };
}

/**
 * One elliptical slice step (Murray, Adams & MacKay 2010): tries points of the ellipse through the old one (c = 1, d = 0) and a drawn one,
 * nearer and nearer to the old, until one's log likelihood is above a threshold under the old one's. Returns it, or NaN: keep the old.
 */
function slice(
  old: number,
  random: Random,
  logLikelihood: (c: number, d: number, threshold: number) => number,
): number {
  const threshold = old + Math.log(1 - random());
  let angle = random() * 2 * Math.PI;
  let low = angle - 2 * Math.PI;
  let high = angle;
  for (let proposal = 0; proposal < maxProposals; proposal++) {
    const total = logLikelihood(Math.cos(angle), Math.sin(angle), threshold);
    if (total > threshold) {
      ellipse.c = Math.cos(angle);
      ellipse.d = Math.sin(angle);
      return total;
    }
    if (angle < 0) low = angle;
    else high = angle;
    angle = low + random() * (high - low);
  }
  return Number.NaN;
}

/** Where the last successful slice ended. */
const ellipse = { c: 1, d: 0 };

/**
 * A step of particle `s` in its latents. The aim error is linear in them, so a proposal costs one blend per row, not a product with the
 * features.
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
  const { latents, spread, errors, logSigmas } = work;
  fillNormals(latents, 0, latentCount, random);
  prior.spread(latents, 0, set.scales, s * scaleCount, spread, 0);
  for (let i = 0; i < n; i++) {
    errors[i] = rowError(table, i, spread, 0);
    logSigmas[i] = rowLogSigma(table, i, spread, 0);
  }
  const total = slice(set.logLikelihoods[s]!, random, (c, d, threshold) =>
    blendLogLikelihood(set, s, table, work, c, d, threshold),
  );
  if (Number.isNaN(total)) return;
  const { c, d } = ellipse;
  blend(set.latents, s * latentCount, latents, latentCount, c, d);
  blend(set.spreads, w, spread, weightCount, c, d);
  blend(set.errors, row, errors, n, c, d);
  blend(set.logSigmas, row, logSigmas, n, c, d);
  set.logLikelihoods[s] = total;
}

/** old ← c old + d drawn. */
function blend(
  old: Float64Array,
  from: number,
  drawn: Float64Array,
  count: number,
  c: number,
  d: number,
): void {
  for (let k = 0; k < count; k++) old[from + k] = c * old[from + k]! + d * drawn[k]!;
}

/** Log likelihood of the centre and the blend cos·old + sin·new, or −∞ as soon as it can't reach the threshold. */
function blendLogLikelihood(
  set: ParticleSet,
  s: number,
  table: ShotTable,
  work: SliceWork,
  c: number,
  d: number,
  threshold: number,
): number {
  const { prior, spreads, errors, logSigmas, centreErrors, centreLogSigmas } = set;
  const last = prior.weightCount - 1;
  const w = s * prior.weightCount + last;
  const row = s * set.capacity;
  const { spread } = work;
  const logLapse = prior.mean[last - 1]! + c * spreads[w - 1]! + d * spread[last - 1]!;
  const logWindow = prior.mean[last]! + c * spreads[w]! + d * spread[last]!;
  const lapse = lapseRate(logLapse);
  const window = halfWindowM(set.robots[s]!, logWindow);
  const bounded = !table.hasDensity;
  let total = 0;
  let product = 1;
  for (let i = table.count - 1; i >= 0; i--) {
    const p = likelihood(
      table,
      i,
      centreErrors[row + i]! + c * errors[row + i]! + d * work.errors[i]!,
      centreLogSigmas[row + i]! + c * logSigmas[row + i]! + d * work.logSigmas[i]!,
      lapse,
      window,
    );
    const weight = table.weights[i]!;
    if (weight === 1) product *= p;
    else total += weight * Math.log(p);
    if (i % rowsPerLog === 0) {
      total += Math.log(product);
      product = 1;
      if (bounded && total < threshold) return -Infinity;
    }
  }
  return total + Math.log(product);
}

/** A step of particle `s` in its scales, its latents held: each proposal is another robot, and costs a shot of it and a product with the features a row. */
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
  const { scales, proposed, spread } = work;
  const own = s * scaleCount;
  fillNormals(scales, 0, scaleCount, random);
  let robot = set.robots[s] ?? null;
  const total = slice(set.logLikelihoods[s]!, random, (c, d, threshold) => {
    for (let j = 0; j < scaleCount; j++) proposed[j] = c * set.scales[own + j]! + d * scales[j]!;
    robot = robotOf(prior, proposed, 0);
    prior.spread(set.latents, s * latentCount, proposed, 0, spread, 0);
    return freshLogLikelihood(set, robot, table, work, threshold);
  });
  if (Number.isNaN(total)) return;
  set.scales.set(proposed, own);
  set.robots[s] = robot;
  set.spreads.set(spread, s * weightCount);
  const row = s * capacity;
  for (const key of perRow) set[key].set(work[key].subarray(0, table.count), row);
  set.logLikelihoods[s] = total;
}

/** Log likelihood of that robot and the spread in `work`, filling its rows; −∞ as soon as it can't reach the threshold. */
function freshLogLikelihood(
  { prior: { mean } }: ParticleSet,
  robot: SimulatedRobot | null,
  table: ShotTable,
  work: SliceWork,
  threshold: number,
): number {
  const { spread, centreErrors, centreLogSigmas, errors, logSigmas } = work;
  const last = spread.length - 1;
  const lapse = lapseRate(mean[last - 1]! + spread[last - 1]!);
  const window = halfWindowM(robot, mean[last]! + spread[last]!);
  const bounded = !table.hasDensity;
  let total = 0;
  let product = 1;
  for (let i = table.count - 1; i >= 0; i--) {
    const aimed = aimedAt(robot, table, i);
    const centre = aimed.error;
    const centreLogSigma = aimed.logSpread + rowLogSigma(table, i, mean, 0);
    const e = rowError(table, i, spread, 0);
    const logSigma = rowLogSigma(table, i, spread, 0);
    centreErrors[i] = centre;
    centreLogSigmas[i] = centreLogSigma;
    errors[i] = e;
    logSigmas[i] = logSigma;
    const p = likelihood(table, i, centre + e, centreLogSigma + logSigma, lapse, window);
    const weight = table.weights[i]!;
    if (weight === 1) product *= p;
    else total += weight * Math.log(p);
    if (i % fewRows === 0) {
      total += Math.log(product);
      product = 1;
      if (bounded && total < threshold) return -Infinity;
    }
  }
  return total + Math.log(product);
}
