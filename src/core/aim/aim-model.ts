import { mulberry32, seedFor } from '../stats/random.ts';
import type { AimSpace } from './aim-space.ts';
import { assimilate, type Effort } from './assimilate.ts';
import type { Draws } from './draws.ts';
import type { Goal, RoledDimension } from './family/role.ts';
import { type FeatureMap, featureMap } from './features.ts';
import { hypothesesFor, type Hypothesis } from './hypotheses.ts';
import { type ParticleSet, particleSet } from './particles.ts';
import { normalise } from './resampling.ts';
import { type AimShot, appendShot, type ShotTable, shotTable } from './shot-table.ts';
import { toUnit } from './unit-scale.ts';

/** All that the model depends on besides its rows. */
export interface AimSetup {
  readonly space: readonly RoledDimension[];
  /** Null: unknown, and then no role is used. */
  readonly goal: Goal | null;
  readonly seed: number;
}

/** A hypothesis at work. */
interface Contender {
  readonly hypothesis: Hypothesis;
  readonly set: ParticleSet;
  /** Log of its prior probability and of all it gave the rows before it knew them. */
  logEvidence: number;
  /** Dropped for good once the evidence is far against it. */
  alive: boolean;
}

/** The posterior after some rows. It changes only by `learn`; same setup and rows in the same order, same posterior. */
export interface AimModel {
  readonly setup: AimSetup;
  readonly space: AimSpace;
  readonly map: FeatureMap;
  readonly table: ShotTable;
  readonly shots: AimShot[];
  /** Log probability that each of them was given before it was known. */
  readonly foretold: number[];
  readonly contenders: readonly Contender[];
}

/** Streams of random numbers of one model; rows use their own number. */
const streams = { waves: 1_000_001, family: 1_000_002, particles: 2_000_000 };
/** Random cosines per dimension set: enough to bend a slab, few enough to stay cheap. */
const waves = 16;
const effort: Effort = { sweeps: 4, earlySweeps: 12, earlyRows: 10, lazyRows: 30, moveBelow: 0.6 };
/** A contender this many nats behind the best is dropped, but not before the rows that made it so could be a streak. */
const hopelessNats = 9;
const patienceRows = 25;
/** Draws of contenders less probable than this say nothing. */
const negligible = 1e-3;

/** The model before any shot. */
export function aimModel(setup: AimSetup): AimModel {
  const origin = Float64Array.from(setup.space, (d) => toUnit(d, d.start));
  const map = featureMap(origin, waves, mulberry32(seedFor(setup.seed, streams.waves)));
  return modelOf(setup, map, hypothesesFor(map, setup.space, setup.goal, streams.family));
}

/** The model before any shot, from one of the same setup: the family need not be simulated again. */
export function restarted({ setup, map, contenders }: AimModel): AimModel {
  return modelOf(
    setup,
    map,
    contenders.map(({ hypothesis }) => hypothesis),
  );
}

function modelOf(setup: AimSetup, map: FeatureMap, hypotheses: readonly Hypothesis[]): AimModel {
  return {
    setup,
    space: {
      dims: map.dims,
      origin: map.origin,
      gridSteps: Float64Array.from(setup.space, (d) => (d.integer ? d.high - d.low : 0)),
    },
    map,
    table: shotTable(map),
    shots: [],
    foretold: [],
    contenders: hypotheses.map((hypothesis, i) => ({
      hypothesis,
      set: particleSet(
        hypothesis.prior,
        hypothesis.particles,
        mulberry32(seedFor(setup.seed, streams.particles + i)),
      ),
      logEvidence: Math.log(hypothesis.probability),
      alive: true,
    })),
  };
}

/** Takes one more row; returns the log probability the whole model gave it before. */
export function learn(model: AimModel, shot: AimShot): number {
  model.shots.push(shot);
  appendShot(model.table, shot);
  const row = model.table.count;
  const before = logTotal(model);
  model.contenders.forEach((contender, i) => {
    if (!contender.alive) return;
    const random = mulberry32(seedFor(seedFor(model.setup.seed, i), row));
    contender.logEvidence += shot.weight * assimilate(contender.set, model.table, effort, random);
  });
  const live = model.contenders.filter(({ alive }) => alive);
  const best = Math.max(...live.map(({ logEvidence }) => logEvidence));
  if (row >= patienceRows)
    for (const contender of live)
      if (contender.logEvidence < best - hopelessNats) contender.alive = false;
  const foretold = logTotal(model) - before;
  model.foretold.push(foretold);
  return foretold;
}

/** Posterior probability of each hypothesis, in the order of `contenders`. */
export function beliefs(model: AimModel): Float64Array {
  const logs = Float64Array.from(model.contenders, ({ alive, logEvidence }) =>
    alive ? logEvidence : -Infinity,
  );
  const out = new Float64Array(logs.length);
  normalise(logs, out);
  return out;
}

/** The posterior as draws: every particle of every hypothesis that still counts. */
export function drawsOf(model: AimModel): Draws {
  const belief = beliefs(model);
  const counted = model.contenders
    .map((contender, i) => ({ ...contender, probability: belief[i]! }))
    .filter(({ probability }) => probability > negligible);
  const count = counted.reduce((sum, { set }) => sum + set.size, 0);
  const weightCount = model.map.count + model.map.dims + 4;
  const weights = new Float64Array(count * weightCount);
  const probabilities = new Float64Array(count);
  const total = counted.reduce((sum, { probability }) => sum + probability, 0);
  let draw = 0;
  for (const { set, probability } of counted) {
    const share = new Float64Array(set.size);
    normalise(set.logWeights, share);
    for (let s = 0; s < set.size; s++, draw++) {
      for (let k = 0; k < weightCount; k++)
        weights[draw * weightCount + k] = set.prior.mean[k]! + set.weights[s * weightCount + k]!;
      probabilities[draw] = (probability / total) * share[s]!;
    }
  }
  return { map: model.map, count, weights, weightCount, probabilities };
}

function logTotal(model: AimModel): number {
  let top = -Infinity;
  for (const { alive, logEvidence } of model.contenders)
    if (alive) top = Math.max(top, logEvidence);
  let sum = 0;
  for (const { alive, logEvidence } of model.contenders)
    if (alive) sum += Math.exp(logEvidence - top);
  return top + Math.log(sum);
}
