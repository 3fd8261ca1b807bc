import { evidence } from './evidence.ts';
import type { Hyperparameters } from './kernel.ts';
import { ascend } from './ascend.ts';
import type { Rows } from './rows.ts';

/**
 * What is believed before any shot. Log length of a dimension: the more there are, the further apart points lie, so lengths grow with
 * their root (Hvarfner, Hellsten & Nardi, ICML 2024). All spreads are standard deviations.
 */
const prior = {
  lengthMedian: 0.35,
  lengthLogSd: 0.7,
  /** Of the scaled distance, whose range is 2 wide. */
  distanceLengthMedian: 1.5,
  scaleMedian: 2,
  scaleLogSd: 0.6,
  mean: -0.5,
  meanSd: 1,
};

/** Hyperparameters in standard deviations of their prior, so that all directions are alike: all 0 is the prior's median. */
export type Whitened = Float64Array;

/** @param z log length of each coordinate, log scale, mean. */
export function hyperparameters(z: Whitened, dims: number): Hyperparameters {
  const width = z.length - 2;
  const median = prior.lengthMedian * Math.sqrt(Math.max(dims, 2) / 2);
  return {
    lengths: Float64Array.from({ length: width }, (_, c) => {
      const middle = c < dims ? median : prior.distanceLengthMedian;
      return middle * Math.exp(prior.lengthLogSd * z[c]!);
    }),
    scale: prior.scaleMedian * Math.exp(prior.scaleLogSd * z[width]!),
    mean: prior.mean + prior.meanSd * z[width + 1]!,
  };
}

/** Most probable hyperparameters after `rows`. @param from where the search begins. */
export function fitHyperparameters(rows: Rows, from: Whitened): Whitened {
  const width = rows.width;
  const sds = from.map((_, c) =>
    c < width ? prior.lengthLogSd : c === width ? prior.scaleLogSd : prior.meanSd,
  );
  // Each evaluation begins its mode search where the last one ended: the same in every run.
  let mode: Float64Array | null = null;
  return ascend((z) => {
    const { log, gradient, fit } = evidence(rows, hyperparameters(z, rows.dims), mode);
    mode = fit.mode;
    let penalty = 0;
    for (const x of z) penalty += 0.5 * x * x;
    return { value: log - penalty, gradient: gradient.map((g, c) => g * sds[c]! - z[c]!) };
  }, from);
}
