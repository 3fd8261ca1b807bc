import { mulberry32, seedFor } from '../stats/random.ts';
import { type AimSpace, aimSpace } from './aim-space.ts';
import { assimilate, type Effort, reweigh } from './assimilate.ts';
import { condensed } from './condense.ts';
import {
  type Coordinates,
  isTabled,
  plainCoordinates,
  tableCoordinates,
  tableMoves,
} from './coordinates.ts';
import {
  type DistanceNodes,
  type Draws,
  type DrawSet,
  evenDistances,
  middleOnly,
  uniformDistances,
  wholeGoal,
} from './draws.ts';
import type { Goal, RoledDimension } from './family/role.ts';
import { type FeatureMap, featureMap } from './features.ts';
import { hypothesesFor, type Hypothesis } from './hypotheses.ts';
import { type ParticleSet, particleSet } from './particles.ts';
import { normalise } from './resampling.ts';
import { type AimShot, appendShot, type ShotTable, shotTable, tableOf } from './shot-table.ts';
import { toUnit } from './unit-scale.ts';

/** All that the model depends on besides its rows. */
export interface AimSetup {
  readonly space: readonly RoledDimension[];
  /** Null: unknown, and then no role but the knots of tables is used. */
  readonly goal: Goal | null;
  /** Ends of the distances that matter, m: scaled distance −1 and 1. Null where none matters: all shots are as if from the middle. */
  readonly distanceM: readonly [number, number] | null;
  readonly seed: number;
}

/** A hypothesis at work. */
interface Contender {
  readonly hypothesis: Hypothesis;
  /** Which of the tables has the rows in its features. */
  readonly table: number;
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
  readonly tables: ShotTable[];
  readonly shots: AimShot[];
  /** What is left to learn from of `shots`: all of them, or old ones condensed. The tables hold these. */
  rows: AimShot[];
  /** The distances that matter, as a sum can have them: uniform over the range. */
  readonly distances: DistanceNodes;
  /** Log probability that each of them was given before it was known; rows learned together share theirs evenly. */
  readonly foretold: number[];
  readonly contenders: readonly Contender[];
}

/** Streams of random numbers of one model; rows use their own number. */
const streams = { waves: 1_000_001, particles: 2_000_000 };
/** Random cosines per dimension set: enough to bend a slab, few enough to stay cheap. */
const waves = 16;
const effort: Effort = { sweeps: 4, earlySweeps: 12, earlyRows: 10, lazyRows: 30, moveBelow: 0.6 };
/** With more rows than this the old ones are condensed to `oldRows`; the newest stay as they are. */
const mostRows = 400;
const oldRows = 150;
const newestRows = 120;
/** A contender this many nats behind the best is dropped, but not before the rows that made it so could be a streak. */
const hopelessNats = 9;
const patienceRows = 25;
/** Draws of contenders less probable than this say nothing. */
const negligible = 1e-3;

/** The model before any shot. */
export function aimModel(setup: AimSetup): AimModel {
  const { space, goal, seed } = setup;
  const [near, far] = setup.distanceM ?? [0, 1];
  const origin = originOf(setup);
  const mapOver = (coordinates: Coordinates): FeatureMap =>
    featureMap(coordinates, waves, mulberry32(seedFor(seed, streams.waves)));
  const scaled = (m: number): number => (2 * m - near - far) / (far - near);
  const lookedUp = tableCoordinates(space, origin, scaled);
  const tabled = lookedUp === null ? null : mapOver(lookedUp);
  const plain = mapOver(plainCoordinates(origin));
  const hypotheses = hypothesesFor(plain, tabled, space, goal);
  const maps = [...new Set(hypotheses.map(({ map }) => map))];
  const tables = maps.map((map) => shotTable(map));
  return {
    setup,
    space: aimSpace(space, origin, tables.flatMap(movesOf)),
    distances: distancesOf(setup, maps),
    tables,
    shots: [],
    rows: [],
    foretold: [],
    contenders: hypotheses.map((hypothesis, i) => ({
      hypothesis,
      table: maps.indexOf(hypothesis.map),
      set: particleSet(
        hypothesis.prior,
        hypothesis.particles,
        mulberry32(seedFor(seed, streams.particles + i)),
      ),
      logEvidence: Math.log(hypothesis.probability),
      alive: true,
    })),
  };
}

function distancesOf({ distanceM }: AimSetup, maps: readonly FeatureMap[]): DistanceNodes {
  if (distanceM === null) return middleOnly;
  return maps.some(({ coordinates }) => coordinates.vary) ? evenDistances : uniformDistances;
}

const movesOf = ({ map: { coordinates } }: ShotTable): Float64Array[] =>
  isTabled(coordinates) ? tableMoves(coordinates) : [];

const originOf = ({ space }: AimSetup): Float64Array =>
  Float64Array.from(space, (d) => toUnit(d, d.start));

/** Takes one more row; returns the log probability the whole model gave it before. */
export function learn(model: AimModel, shot: AimShot): number {
  return learnBlock(model, [shot]);
}

/** Takes some rows together, which is faster than one by one where many are known already; returns their log probability before. */
export function learnBlock(model: AimModel, shots: readonly AimShot[]): number {
  const first = model.rows.length;
  model.shots.push(...shots);
  model.rows.push(...shots);
  for (const table of model.tables) for (const shot of shots) appendShot(table, shot);
  const count = model.shots.length;
  const before = logTotal(model);
  model.contenders.forEach((contender, i) => {
    if (!contender.alive) return;
    const random = mulberry32(seedFor(seedFor(model.setup.seed, i), count));
    const table = model.tables[contender.table]!;
    contender.logEvidence += assimilate(contender.set, table, first, effort, random);
  });
  const live = model.contenders.filter(({ alive }) => alive);
  const best = Math.max(...live.map(({ logEvidence }) => logEvidence));
  if (count >= patienceRows)
    for (const contender of live)
      if (contender.logEvidence < best - hopelessNats) contender.alive = false;
  const foretold = logTotal(model) - before;
  model.foretold.push(...shots.map(() => foretold / shots.length));
  if (model.rows.length > mostRows) condense(model);
  return foretold;
}

/** Old rows become fewer; the particles are weighed anew by what they tell. */
function condense(model: AimModel): void {
  const old = model.rows.length - newestRows;
  model.rows = [...condensed(model.rows.slice(0, old), oldRows), ...model.rows.slice(old)];
  model.tables.forEach(({ map }, i) => (model.tables[i] = tableOf(map, model.rows)));
  for (const { alive, set, table } of model.contenders)
    if (alive) reweigh(set, model.tables[table]!);
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
  const total = counted.reduce((sum, { probability }) => sum + probability, 0);
  const probabilities = counted.flatMap(({ set, probability }) => {
    const share = new Float64Array(set.size);
    normalise(set.logWeights, share);
    return Array.from(share, (p) => (probability / total) * p);
  });
  return {
    window: wholeGoal,
    sets: counted.map(({ hypothesis, set }) => drawSet(hypothesis.map, set)),
    count: probabilities.length,
    probabilities: Float64Array.from(probabilities),
  };
}

function drawSet(map: FeatureMap, { prior, size, robots, spreads }: ParticleSet): DrawSet {
  const { mean, weightCount } = prior;
  return {
    map,
    count: size,
    robots,
    weights: spreads.map((weight, at) => mean[at % weightCount]! + weight),
    weightCount,
  };
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
