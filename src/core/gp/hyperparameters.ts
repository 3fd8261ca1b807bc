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
};
/**
 * The levels of each kind of row; numbers are standardised. That somewhere shots hit is hardly open to doubt: with a looser scale a run of
 * misses makes the process flat, and the hits that come are then taken for luck.
 */
const levels = {
  hits: { scaleMedian: 2, scaleLogSd: 0.3, mean: -0.5, meanSd: 1 },
  numbers: { scaleMedian: 1.2, scaleLogSd: 0.6, mean: 0, meanSd: 1 },
};
/** Of a number, in standard deviations of all. */
const noise = { median: 0.3, logSd: 1 };

/** Hyperparameters in standard deviations of their prior, so that all directions are alike: all 0 is the prior's median. */
export type Whitened = Float64Array;

/** The prior's median for such rows. */
export function medianFor(rows: Rows): Whitened {
  return new Float64Array(rows.width + (rows.kind === 'hits' ? 2 : 3));
}

/** @param z log length of each coordinate, log scale, mean, and for numbers log noise. @param rows whose kind and coordinates count. */
export function hyperparameters(z: Whitened, { kind, width, dims }: Rows): Hyperparameters {
  const median = prior.lengthMedian * Math.sqrt(Math.max(dims, 2) / 2);
  const level = levels[kind];
  return {
    lengths: Float64Array.from({ length: width }, (_, c) => {
      const middle = c < dims ? median : prior.distanceLengthMedian;
      return middle * Math.exp(prior.lengthLogSd * z[c]!);
    }),
    scale: level.scaleMedian * Math.exp(level.scaleLogSd * z[width]!),
    mean: level.mean + level.meanSd * z[width + 1]!,
    noise: kind === 'hits' ? 0 : noise.median * Math.exp(noise.logSd * z[width + 2]!),
  };
}

/** Most probable hyperparameters after `rows`. @param from where the search begins. */
export function fitHyperparameters(rows: Rows, from: Whitened): Whitened {
  const { width } = rows;
  const level = levels[rows.kind];
  const sds = from.map((_, c) =>
    c < width ? prior.lengthLogSd : [level.scaleLogSd, level.meanSd, noise.logSd][c - width]!,
  );
  // Each evaluation begins its search for the posterior where the last one ended: the same in every run.
  let start: Float64Array | null = null;
  return ascend((z) => {
    const { log, gradient, posterior } = evidence(rows, hyperparameters(z, rows), start);
    start = posterior.warmStart;
    let penalty = 0;
    for (const x of z) penalty += 0.5 * x * x;
    return { value: log - penalty, gradient: gradient.map((g, c) => g * sds[c]! - z[c]!) };
  }, from);
}
