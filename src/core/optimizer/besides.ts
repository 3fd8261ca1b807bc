import type { AimShot } from '../aim/shot-table.ts';

/** Spread of measured heights that counts as one row before any was measured, m. */
const firstSpreadM = 0.5;

/** Misses that were low and high so far, each with one before the first. */
interface Sides {
  low: number;
  high: number;
}

/** Heights measured so far of rows with one label: how many, their mean and the sum of their squared distances from it. */
interface Heights {
  count: number;
  meanM: number;
  squares: number;
}

/**
 * What the aim model foretold, less the log probability that one who knows labels alone gives what else a row told: a side, a measured
 * height. It is then what the general model's word on the label can be compared with. To that one a side is as likely as it was so far, and
 * a height is one more of those that were measured with the same label, wherever the shot was taken.
 * @param foretold log probability or density of each shot before it was known.
 */
export function lessBesides(
  foretold: readonly number[],
  shots: readonly AimShot[],
): readonly number[] {
  const sides: Sides = { low: 1, high: 1 };
  const heights = [true, false, null].map((hit) => ({ hit, ...noHeights() }));
  return shots.map(({ outcome, weight }, i) => {
    if (outcome.kind === 'hit' || outcome.kind === 'miss') return foretold[i]!;
    let besides: number;
    if (outcome.kind === 'error') {
      const alike = heights.find(({ hit }) => hit === outcome.hit)!;
      besides = logDensity(alike, outcome.errorM);
      measure(alike, outcome.errorM, weight);
    } else {
      besides = Math.log(sides[outcome.kind] / (sides.low + sides.high));
      sides[outcome.kind] += weight;
    }
    return foretold[i]! - weight * besides;
  });
}

const noHeights = (): Heights => ({ count: 1, meanM: 0, squares: firstSpreadM ** 2 });

/** Student's, 4 degrees, as the aim model's own is: a wild reading must not decide between the models. */
function logDensity({ count, meanM, squares }: Heights, errorM: number): number {
  const scaleM = Math.sqrt(squares / count);
  return Math.log(0.375 / scaleM) - 2.5 * Math.log1p((errorM - meanM) ** 2 / (4 * scaleM ** 2));
}

function measure(heights: Heights, errorM: number, weight: number): void {
  const away = errorM - heights.meanM;
  heights.count += weight;
  heights.meanM += (weight * away) / heights.count;
  heights.squares += weight * away * (errorM - heights.meanM);
}
