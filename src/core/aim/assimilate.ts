import type { Random } from '../stats/random.ts';
import { sliceWork, stepLatents, stepScales } from './elliptical-slice.ts';
import { likelihood } from './log-likelihood.ts';
import { lapseRate, type ParticleSet, predictLastRow, resample } from './particles.ts';
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

/** Effective share of the particles below which a row is taken in steps. */
const surprise = 0.1;
/** Steps a surprising row is taken in: powers ¼, ½, ¾, 1 of its likelihood. */
const temperSteps = 4;

/** Takes the table's last row into the particles; returns the log probability they gave it before they knew it. */
export function assimilate(
  set: ParticleSet,
  table: ShotTable,
  effort: Effort,
  random: Random,
): number {
  predictLastRow(set, table);
  const i = table.count - 1;
  const power = table.weights[i]!;
  const logRow = lastRowLogLikelihoods(set, table);
  const before = new Float64Array(set.size);
  normalise(set.logWeights, before);
  const predictive = logPredictive(before, logRow);
  const weights = new Float64Array(set.size);
  const ahead = set.logWeights.map((l, s) => l + power * logRow[s]!);
  normalise(ahead, weights);
  const effective = effectiveSize(weights) / set.size;
  if (effective < surprise) {
    for (let step = 1; step <= temperSteps; step++) {
      const rows = step === 1 ? logRow : lastRowLogLikelihoods(set, table);
      table.weights[i] = (power * step) / temperSteps;
      addLastRow(set, rows, power / temperSteps);
      move(set, table, effort.earlySweeps, random);
    }
    table.weights[i] = power;
    return predictive;
  }
  addLastRow(set, logRow, power);
  if (table.count <= effort.lazyRows || effective < effort.moveBelow)
    move(set, table, table.count <= effort.earlyRows ? effort.earlySweeps : effort.sweeps, random);
  return predictive;
}

function addLastRow(set: ParticleSet, logRow: Float64Array, power: number): void {
  for (let s = 0; s < set.size; s++) {
    set.logWeights[s] = set.logWeights[s]! + power * logRow[s]!;
    set.logLikelihoods[s] = set.logLikelihoods[s]! + power * logRow[s]!;
  }
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

function lastRowLogLikelihoods(set: ParticleSet, table: ShotTable): Float64Array {
  const { prior, capacity, centres, spreads } = set;
  const i = table.count - 1;
  return Float64Array.from({ length: set.size }, (_, s) => {
    const row = s * capacity + i;
    const window = (s + 1) * prior.weightCount - 1;
    const p = likelihood(
      table,
      i,
      set.centreErrors[row]! + set.errors[row]!,
      set.centreLogSigmas[row]! + set.logSigmas[row]!,
      lapseRate(centres[window - 1]! + spreads[window - 1]!),
      Math.exp(centres[window]! + spreads[window]!),
    );
    return Math.log(p);
  });
}

function logPredictive(weights: Float64Array, logRow: Float64Array): number {
  let sum = 0;
  for (let s = 0; s < weights.length; s++) sum += weights[s]! * Math.exp(logRow[s]!);
  return Math.log(sum);
}
