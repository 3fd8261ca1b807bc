import type { Random } from '../stats/random.ts';
import { sliceWork, stepLatents, stepScales } from './elliptical-slice.ts';
import { likelihood } from './log-likelihood.ts';
import { halfWindowM, lapseRate, type ParticleSet, predictRows, resample } from './particles.ts';
import { effectiveSize, normalise, systematicParents } from './resampling.ts';
import type { ShotTable } from './shot-table.ts';

/** How hard the particles are moved after a row. Fewer sweeps are faster and follow a surprise later. */
export interface Effort {
  readonly sweeps: number;
  /** While there are at most `earlyRows` rows, when each one changes everything. */
  readonly earlySweeps: number;
  readonly earlyRows: number;
  /** From this many rows on, particles move only once their effective share has sunk below `moveBelow`. */
  readonly lazyRows: number;
  readonly moveBelow: number;
}

/** Effective share of the particles that a step must leave; rows that would leave less are taken in several, with parts of their power. */
const leastShare = 0.1;
/** Sweeps at the end of many rows together, where the steps have moved the particles on the way. */
const blockSweeps = 2;
/** Halvings by which the largest step is found. */
const bisections = 12;

/**
 * Takes the table's rows from `first` on into the particles, together; returns the log probability they gave them before they knew them.
 * Source: Chopin, Biometrika 89 (2002); Del Moral, Doucet & Jasra, J. R. Stat. Soc. B 68 (2006) for the steps.
 */
export function assimilate(
  set: ParticleSet,
  table: ShotTable,
  first: number,
  effort: Effort,
  random: Random,
): number {
  predictRows(set, table, first);
  const powers = table.weights.slice(first, table.count);
  const isSingle = powers.length === 1;
  const weights = new Float64Array(set.size);
  let predictive = 0;
  let taken = 0;
  while (taken < 1) {
    for (let i = first; i < table.count; i++) table.weights[i] = powers[i - first]!;
    const logRows = logLikelihoodsFrom(set, table, first);
    const step = largestStep(set.logWeights, logRows, 1 - taken, weights);
    predictive += logPredictive(set.logWeights, logRows, step);
    for (let s = 0; s < set.size; s++) {
      set.logWeights[s]! += step * logRows[s]!;
      set.logLikelihoods[s]! += step * logRows[s]!;
    }
    taken = step < 1 - taken ? taken + step : 1;
    for (let i = first; i < table.count; i++) table.weights[i] = powers[i - first]! * taken;
    normalise(set.logWeights, weights);
    const few = effectiveSize(weights) < effort.moveBelow * set.size;
    // A single row that surprises changes much; of many together the next step moves the particles on anyway.
    if (taken < 1) move(set, table, isSingle ? effort.earlySweeps : 1, random);
    else if (few || table.count <= effort.lazyRows)
      move(set, table, isSingle ? sweepsAt(table.count, effort) : blockSweeps, random);
  }
  return predictive;
}

const sweepsAt = (rows: number, { earlyRows, earlySweeps, sweeps }: Effort): number =>
  rows <= earlyRows ? earlySweeps : sweeps;

/** Weighs the particles by the table's rows instead of those they were weighed by, which told nearly the same. */
export function reweigh(set: ParticleSet, table: ShotTable): void {
  predictRows(set, table, 0);
  const logRows = logLikelihoodsFrom(set, table, 0);
  for (let s = 0; s < set.size; s++) set.logWeights[s]! += logRows[s]! - set.logLikelihoods[s]!;
  set.logLikelihoods.set(logRows);
}

/** The largest part of the rows' power, up to `most`, that leaves enough particles. */
function largestStep(
  logWeights: Float64Array,
  logRows: Float64Array,
  most: number,
  weights: Float64Array,
): number {
  const enough = (step: number): boolean => {
    normalise(
      logWeights.map((l, s) => l + step * logRows[s]!),
      weights,
    );
    return effectiveSize(weights) >= leastShare * logWeights.length;
  };
  if (enough(most)) return most;
  let low = 0;
  let high = most;
  for (let i = 0; i < bisections; i++) {
    const middle = (low + high) / 2;
    if (enough(middle)) low = middle;
    else high = middle;
  }
  // At least something, even where the first of the particles already outweighs all others.
  return Math.max(low, most / 2 ** bisections);
}

/** Resamples and sweeps: the particles have equal weights afterwards. */
function move(set: ParticleSet, table: ShotTable, sweeps: number, random: Random): void {
  const weights = new Float64Array(set.size);
  normalise(set.logWeights, weights);
  resample(set, systematicParents(weights, random));
  const work = sliceWork(set);
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (let s = 0; s < set.size; s++) {
      stepLatents(set, s, table, work, random);
      stepScales(set, s, table, work, random);
    }
}

/** Log likelihood of the rows from `first` on under each particle. */
function logLikelihoodsFrom(set: ParticleSet, table: ShotTable, first: number): Float64Array {
  const { prior, capacity, spreads } = set;
  const final = prior.weightCount - 1;
  return Float64Array.from({ length: set.size }, (_, s) => {
    const last = s * prior.weightCount + final;
    const lapse = lapseRate(prior.mean[final - 1]! + spreads[last - 1]!);
    const window = halfWindowM(set.robots[s]!, prior.mean[final]! + spreads[last]!);
    let total = 0;
    for (let i = first; i < table.count; i++) {
      const row = s * capacity + i;
      const e = set.centreErrors[row]! + set.errors[row]!;
      const logSigma = set.centreLogSigmas[row]! + set.logSigmas[row]!;
      total += table.weights[i]! * Math.log(likelihood(table, i, e, logSigma, lapse, window));
    }
    return total;
  });
}

/** Log of the mean of the rows' likelihood to this power. */
function logPredictive(logWeights: Float64Array, logRows: Float64Array, step: number): number {
  const before = new Float64Array(logWeights.length);
  normalise(logWeights, before);
  let top = -Infinity;
  for (const l of logRows) top = Math.max(top, step * l);
  let sum = 0;
  for (let s = 0; s < before.length; s++) sum += before[s]! * Math.exp(step * logRows[s]! - top);
  return top + Math.log(sum);
}
