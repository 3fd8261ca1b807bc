import { mulberry32, seedFor } from '../stats/random.ts';
import type { AimModel } from './aim-model.ts';
import { snapToGrid } from './aim-space.ts';
import { type DistanceNodes, type Draws, writeRates } from './draws.ts';
import { fillNormals } from './normal-stream.ts';
import { ratesOf } from './rates.ts';

/** What more tuning could bring, over the posterior: the best any point could do less what `best` does. */
export interface GainLeft {
  /** Expected gain in hit rate, 0 to 1. */
  readonly mean: number;
  /** Probability that no more than `smallGain` is left. */
  readonly probabilitySmall: number;
}

/** A gain that no team would shoot another hour for. */
const smallGain = 0.05;
/** Points that are compared: about the best, wider and wider; scattered ones; the newest rows. */
const aroundBest = 120;
const spreads = [0.03, 0.08, 0.2, 0.4];
const scattered = 60;
const newestRows = 40;
const stream = 5;

/** Expected gain left beyond `best`; bounded below by what the compared points show. */
export function gainLeft(
  model: AimModel,
  draws: Draws,
  best: Float64Array,
  distances: DistanceNodes,
): GainLeft {
  const atBest = ratesOf(draws, best, distances);
  const top = Float64Array.from(atBest);
  const rates = new Float64Array(draws.count);
  for (const point of rivals(model, best)) {
    writeRates(draws, point, distances, rates);
    for (let s = 0; s < draws.count; s++) top[s] = Math.max(top[s]!, rates[s]!);
  }
  let mean = 0;
  let probabilitySmall = 0;
  for (let s = 0; s < draws.count; s++) {
    const gain = top[s]! - atBest[s]!;
    mean += draws.probabilities[s]! * gain;
    if (gain <= smallGain) probabilitySmall += draws.probabilities[s]!;
  }
  return { mean, probabilitySmall };
}

function rivals(model: AimModel, best: Float64Array): Float64Array[] {
  const { space, shots } = model;
  const random = mulberry32(seedFor(seedFor(model.setup.seed, shots.length), stream));
  const normals = new Float64Array(space.dims);
  const points = shots.slice(-newestRows).map(({ point }) => Float64Array.from(point));
  for (let i = 0; i < scattered; i++) points.push(best.map(() => random()));
  for (let i = 0; i < aroundBest; i++) {
    fillNormals(normals, 0, space.dims, random);
    const spread = spreads[i % spreads.length]!;
    points.push(best.map((u, j) => u + spread * normals[j]!));
  }
  for (const point of points) snapToGrid(space, point);
  return points;
}
