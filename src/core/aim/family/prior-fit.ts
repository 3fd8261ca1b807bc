import type { Random } from '../../stats/random.ts';
import { completeBase, type FeatureMap, writeFeatures } from '../features.ts';
import { fillNormals } from '../normal-stream.ts';
import type { Family } from './family.ts';
import { solveRidge } from './least-squares.ts';
import { fitSurface, type ResponseSurface } from './response-surface.ts';
import type { AimSample } from './shot-at.ts';

/** What the causes of a robot make of its weights: the aim weights of the polynomial, then the 2 + dims of the noise. */
export interface FamilyFit {
  /** Which of the feature map's aim weights were fitted: all but the waves'. */
  readonly aimIndices: Int32Array;
  readonly causeCount: number;
  /** Outputs: `aimIndices`, then the noise. */
  readonly surface: ResponseSurface;
}

/** Robots and shots per robot that are simulated: more change the fit by less than the inflation. */
const robots = 500;
const shotsPerWeight = 8;
/** Where the aim error counts: beyond two half windows a miss is a miss. */
const errorThatMatters = 2;
const ridge = 0.02;
/** Logs of spreads are taken above this, in half windows. */
const leastSpread = 0.02;

/** Simulates the family and projects each robot on the features. Deterministic by `random`. */
export function fitFamily<R>(map: FeatureMap, family: Family<R>, random: Random): FamilyFit {
  const aimIndices = polynomialIndices(map);
  const aims = aimIndices.length;
  const noises = 2 + map.dims;
  const size = aims + noises;
  const shots = shotsPerWeight * aims;
  const features = new Float64Array(shots * aims);
  const noiseFeatures = new Float64Array(shots * noises);
  const errors = new Float64Array(shots);
  const logSpreads = new Float64Array(shots);
  const counts = new Float64Array(shots);
  const rows = new Float64Array(robots * size);
  const causes: number[] = [];
  const normal = new Float64Array(1);
  const base = new Float64Array(map.baseCount);
  const all = new Float64Array(map.count);
  const sample: AimSample = { error: 0, spread: 0 };
  for (let s = 0; s < robots; s++) {
    const robot = family.robot(() => {
      fillNormals(normal, 0, 1, random);
      causes.push(normal[0]!);
      return normal[0]!;
    });
    for (let i = 0; i < shots; i++) {
      const t = 2 * random() - 1;
      family.shoot(robot, i, t, random, base, 1, sample);
      completeBase(map, base, 0);
      writeFeatures(map, base, 0, t, all, 0);
      for (let k = 0; k < aims; k++) features[i * aims + k] = all[aimIndices[k]!]!;
      noiseFeatures[i * noises] = 1;
      noiseFeatures[i * noises + 1] = t;
      for (let j = 0; j < map.dims; j++) noiseFeatures[i * noises + 2 + j] = base[1 + j]!;
      errors[i] = sample.error;
      logSpreads[i] = sample.spread;
      counts[i] = 1 / (1 + (sample.error / errorThatMatters) ** 2);
    }
    const aim = solveRidge(features, errors, counts, aims, ridge);
    for (let i = 0; i < shots; i++) {
      // What the polynomial misses scatters the shots like noise does.
      let missed = errors[i]!;
      for (let k = 0; k < aims; k++) missed -= aim[k]! * features[i * aims + k]!;
      const miss = Math.min(Math.abs(missed), 1);
      logSpreads[i] = 0.5 * Math.log(logSpreads[i]! ** 2 + miss * miss + leastSpread ** 2);
    }
    const noise = solveRidge(noiseFeatures, logSpreads, counts, noises, ridge);
    rows.set(aim, s * size);
    rows.set(noise, s * size + aims);
  }
  const causeCount = causes.length / robots;
  const surface = fitSurface(Float64Array.from(causes), causeCount, rows, size);
  return { aimIndices, causeCount, surface };
}

/** Indices of the aim weights that are not waves'. */
function polynomialIndices(map: FeatureMap): Int32Array {
  const polynomial = map.baseCount - map.waveCount;
  return Int32Array.from(
    { length: 2 * polynomial + 1 + map.dims },
    (_, k) => k + (k >= polynomial ? map.waveCount : 0) + (k >= 2 * polynomial ? map.waveCount : 0),
  );
}
