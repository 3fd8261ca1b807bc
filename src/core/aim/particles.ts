import type { Random } from '../stats/random.ts';
import { fillNormals } from './normal-stream.ts';
import type { SimulatedRobot } from './family/family.ts';
import type { AimSample } from './family/shot-at.ts';
import type { AimPrior } from './prior.ts';
import type { ShotTable } from './shot-table.ts';

/**
 * A weighted sample of the posterior of one prior. Per particle: latents, scales, the robot that they make, what they add to the mean
 * weights, and for each row so far the aim error and log σ of the centre (robot and mean weights) and of what is added: their sum is the
 * particle's.
 */
export interface ParticleSet {
  readonly prior: AimPrior;
  readonly size: number;
  latents: Float64Array;
  scales: Float64Array;
  /** Null without a family. */
  robots: (SimulatedRobot | null)[];
  /** size × prior.weightCount. */
  spreads: Float64Array;
  /** Rows that fit in the next four. */
  capacity: number;
  /** size × capacity, all. */
  centreErrors: Float64Array;
  centreLogSigmas: Float64Array;
  errors: Float64Array;
  logSigmas: Float64Array;
  /** Log importance weights since the last resampling. */
  readonly logWeights: Float64Array;
  /** Log likelihood of all rows. */
  readonly logLikelihoods: Float64Array;
}

/** What a particle has for each row. */
export const perRow = ['centreErrors', 'centreLogSigmas', 'errors', 'logSigmas'] as const;

/** `size` draws of the prior, no rows seen. */
export function particleSet(prior: AimPrior, size: number, random: Random): ParticleSet {
  const { latentCount, scaleCount, weightCount } = prior;
  const capacity = 64;
  const latents = new Float64Array(size * latentCount);
  const scales = new Float64Array(size * scaleCount);
  const spreads = new Float64Array(size * weightCount);
  fillNormals(latents, 0, latents.length, random);
  fillNormals(scales, 0, scales.length, random);
  for (let s = 0; s < size; s++)
    prior.spread(latents, s * latentCount, scales, s * scaleCount, spreads, s * weightCount);
  const rows = (): Float64Array => new Float64Array(size * capacity);
  return {
    prior,
    size,
    latents,
    scales,
    robots: Array.from({ length: size }, (_, s) => robotOf(prior, scales, s * scaleCount)),
    spreads,
    capacity,
    centreErrors: rows(),
    centreLogSigmas: rows(),
    errors: rows(),
    logSigmas: rows(),
    logWeights: new Float64Array(size),
    logLikelihoods: new Float64Array(size),
  };
}

/** The robot that the scales from `from` on make. */
export function robotOf(
  { family }: AimPrior,
  scales: Float64Array,
  from: number,
): SimulatedRobot | null {
  return family === null ? null : family.robot(scales, from);
}

const aimed: AimSample = { error: 0, logSpread: 0 };

/** Where the robot aims row `i`, and how its shots scatter there: 0 without a robot. The answer lives until the next call. */
export function aimedAt(robot: SimulatedRobot | null, table: ShotTable, i: number): AimSample {
  aimed.error = 0;
  aimed.logSpread = 0;
  if (robot !== null) {
    const { map, features } = table;
    const from = i * map.count;
    robot.shoot(features, from + 1, features[from + map.baseCount]!, aimed);
  }
  return aimed;
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

/** Makes room for the table's rows and predicts those from `first` on. */
export function predictRows(set: ParticleSet, table: ShotTable, first: number): void {
  while (table.count > set.capacity) widen(set);
  const { capacity, prior, robots, spreads } = set;
  for (let s = 0; s < set.size; s++) {
    const w = s * prior.weightCount;
    for (let i = first; i < table.count; i++) {
      const row = s * capacity + i;
      const { error, logSpread } = aimedAt(robots[s]!, table, i);
      set.centreErrors[row] = error;
      set.centreLogSigmas[row] = logSpread + rowLogSigma(table, i, prior.mean, 0);
      set.errors[row] = rowError(table, i, spreads, w);
      set.logSigmas[row] = rowLogSigma(table, i, spreads, w);
    }
  }
}

/** The lapse rate of its log; never above ¼, where a label would tell too little. */
export function lapseRate(logLapse: number): number {
  return Math.min(Math.exp(logLapse), 0.25);
}

/** The half window in m: the robot's, or of its log where there is none. */
export function halfWindowM(robot: SimulatedRobot | null, logWindow: number): number {
  return robot === null ? Math.exp(logWindow) : robot.halfOpeningM;
}

/** The particles numbered `parents`, in order, each with equal weight. */
export function resample(set: ParticleSet, parents: Int32Array): void {
  set.latents = gathered(set.latents, set.prior.latentCount, parents);
  set.scales = gathered(set.scales, set.prior.scaleCount, parents);
  set.robots = Array.from(parents, (p) => set.robots[p]!);
  set.spreads = gathered(set.spreads, set.prior.weightCount, parents);
  for (const key of perRow) set[key] = gathered(set[key], set.capacity, parents);
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
  for (const key of perRow) {
    const wide = new Float64Array(set.size * set.capacity);
    for (let s = 0; s < set.size; s++)
      wide.set(set[key].subarray(s * old, s * old + old), s * set.capacity);
    set[key] = wide;
  }
}
