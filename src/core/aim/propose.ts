import { mulberry32, seedFor, type Random } from '../stats/random.ts';
import { type AimModel, beliefs } from './aim-model.ts';
import { reachable, snapToGrid } from './aim-space.ts';
import { type DistanceNodes, type Draws, setOf, writeRates } from './draws.ts';
import { maximise, type Scored, type SearchEffort } from './maximise.ts';
import { meanOf } from './rates.ts';
import { systematicParents } from './resampling.ts';

/**
 * Bold first, honest later: up to so many rows a trial maximises the mean of `bold` draws. Then one draw leads (Thompson 1933), with this
 * share of the say; the others keep it from the wild. Measured on shoot3, worlds 0 to 9, steps of 15 %, median of 150 shots: a draw alone
 * hits 99 and its trials around shot 100 are .22 below the best; with this lead they hit 117 and are .06 below, and the best found is as good.
 */
const fewDims = { boldRows: 36, bold: 4, late: { draws: 8, lead: 0.7 } };
/** A draw of the family is physical, and not wild: one alone finds more in the end, and hits as often. */
const familyDims = { boldRows: 36, bold: 4, late: { draws: 1, lead: 1 } };
/** Many generic dimensions need more draws a trial: a single one is wild in some of them, and costs hits without telling more. */
const manyGenericDims = { boldRows: 60, bold: 6, late: { draws: 2, lead: 0.5 } };
/** Rows a search starts from: the newest, and as many of the older ones at random. */
const newestStarts = 40;
const olderStarts = 30;
/**
 * How far a trial's search goes. A draw of the family is physical, and its best is worth a shot wherever it lies; a draw of the generic
 * prior is wild far from the data, and its best out there is not: a wide search then costs a fifth of the hits, and in more than
 * `wideDims` dimensions, where most is far from any data, regret as well.
 */
const wideDims = 3;
const wideEffort: SearchEffort = {
  scattered: 300,
  elites: 16,
  around: 12,
  spreads: [0.2, 0.1, 0.05, 0.025],
};
const nearEffort: SearchEffort = {
  scattered: 60,
  elites: 8,
  around: 8,
  spreads: [0.15, 0.07],
};
/** The best needs many draws and a fine end; where to look, some of them tell, and where it is not worth looking, few. */
const bestStages: readonly { readonly draws: number; readonly effort: SearchEffort }[] = [
  { draws: 12, effort: { scattered: 150, elites: 12, around: 0, spreads: [] } },
  { draws: 32, effort: { scattered: 0, elites: 8, around: 10, spreads: [0.15, 0.08, 0.05] } },
  { draws: 96, effort: { scattered: 0, elites: 5, around: 8, spreads: [0.025, 0.012] } },
];
/** Steps where look-up tables make many dimensions: each matters only to its own distances, and chance alone finds no good table. */
const tableSteps = [0.12, 0.06, 0.03, 0.015];
/** On the way to a point out of reach the rate may fall to this share of the best within reach; from below `hopelessRate` to anything. */
const wayShare = 0.5;
const hopelessRate = 0.1;
/** Streams of random numbers beside the model's. */
const streams = { trial: 3, best: 4 };

/**
 * The next point to try: the best for a few draws of the posterior. Where the robot may not go there at once, it goes as far as it may,
 * unless that is much worse on the way than the best within reach.
 * @param current where the robot is, unit cube. @param maxStep largest change per dimension, share of the range. @param space where trials may lie.
 * @param refused proposals from these shots that a person has refused: each time other draws lead.
 */
export function proposeTrial(
  model: AimModel,
  draws: Draws,
  current: Float64Array,
  maxStep: readonly number[],
  space = model.space,
  refused = 0,
): Float64Array {
  const rows = model.shots.length;
  const seed = seedFor(seedFor(model.setup.seed, rows), streams.trial);
  const random = mulberry32(refused === 0 ? seed : seedFor(seed, refused));
  const family = trustsFamily(model);
  const isLow = model.space.dims <= wideDims;
  const { boldRows, bold, late } = family ? familyDims : isLow ? fewDims : manyGenericDims;
  const few =
    rows < boldRows
      ? subset(draws, bold, random)
      : led(subset(draws, late.draws, random), late.lead);
  const goesWide = family || (isLow && rows >= boldRows);
  const effort = withTables(model, goesWide ? wideEffort : nearEffort);
  const rate = meanHitRate(few, model.distances);
  const from = starts(model, random);
  const target = maximise(space, rate, from, effort, random)[0]!.point;
  const reach = reachable(space, current, maxStep);
  const onTheWay = Float64Array.from(target);
  snapToGrid(reach, onTheWay);
  if (onTheWay.every((u, j) => Math.abs(u - target[j]!) < 1e-9)) return onTheWay;
  const near = maximise(reach, rate, [onTheWay, ...from], effort, random)[0]!;
  const isWorthIt = rate(onTheWay) >= wayShare * near.score || near.score < hopelessRate;
  return isWorthIt ? onTheWay : near.point;
}

/** The best points of a space for the mean over the posterior and the distances, best first; never merely the best observed. */
export function bestPoints(model: AimModel, draws: Draws, space = model.space): readonly Scored[] {
  const random = mulberry32(seedFor(seedFor(model.setup.seed, model.shots.length), streams.best));
  const { origin } = space;
  let found: readonly Scored[] = [];
  let from = starts(model, random);
  bestStages.forEach(({ draws: count, effort }, stage) => {
    const isLast = stage === bestStages.length - 1;
    const few = draws.count > count ? evenly(draws, count, random) : draws;
    found = maximise(
      space,
      meanHitRate(few, model.distances),
      from,
      isLast ? withTables(model, effort) : effort,
      random,
    );
    from = [origin, ...found.map(({ point }) => point)];
  });
  return found;
}

const withTables = ({ space }: AimModel, effort: SearchEffort): SearchEffort =>
  space.moves.length === 0 ? effort : { ...effort, steps: tableSteps };

/** Posterior mean of the hit rate over the distances. */
function meanHitRate(draws: Draws, distances: DistanceNodes): (point: Float64Array) => number {
  const rates = new Float64Array(draws.count);
  return (point) => {
    writeRates(draws, point, distances, rates);
    return meanOf(rates, draws.probabilities);
  };
}

/** Whether some hypothesis with roles is more probable than the one without any. */
export function trustsFamily(model: AimModel): boolean {
  const none = model.contenders.findIndex(({ hypothesis }) => hypothesis.belief.kind === 'none');
  return beliefs(model)[none]! < 0.5;
}

/** `count` draws picked by their probability, equally probable then. */
function subset(draws: Draws, count: number, random: Random): Draws {
  const sets = Array.from({ length: count }, () => {
    let left = random();
    let s = 0;
    while (s < draws.count - 1 && left > draws.probabilities[s]!) left -= draws.probabilities[s++]!;
    return setOf(draws, s);
  });
  return { ...draws, sets, count, probabilities: new Float64Array(count).fill(1 / count) };
}

/** `count` draws spread evenly over the probability, equally probable then. */
function evenly(draws: Draws, count: number, random: Random): Draws {
  const parents = systematicParents(draws.probabilities, random, count);
  const sets = Array.from(parents, (s) => setOf(draws, s));
  return { ...draws, sets, count, probabilities: new Float64Array(count).fill(1 / count) };
}

/** The same draws, the first with this share of the say. */
function led(draws: Draws, lead: number): Draws {
  const probabilities = new Float64Array(draws.count).fill(
    (1 - lead) / Math.max(draws.count - 1, 1),
  );
  probabilities[0] = lead;
  return { ...draws, probabilities };
}

/** Where a search begins: the start of the space, the newest rows, some older ones. */
function starts(model: AimModel, random: Random): Float64Array[] {
  const { shots, space } = model;
  const newest = shots.slice(-newestStarts);
  const older = shots.length - newest.length;
  const picked = Array.from(
    { length: Math.min(older, olderStarts) },
    () => shots[Math.floor(random() * older)]!,
  );
  return [space.origin, ...[...newest, ...picked].map(({ point }) => point)];
}
