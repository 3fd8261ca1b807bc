import { fastNormalCdf } from './fast-normal.ts';
import { outcomeCode, type ShotTable } from './shot-table.ts';

/** Student tails of a measured error (degrees 4): a wild reading moves nothing far. */
const errorDegrees = 4;
/** Student's scale in σ: the one that fits normal errors best, so that measured errors and labels tell the same σ. */
const errorScale = 0.831;
/** A measured error scatters more the farther it is from the goal: σ grows by this share per half window. */
const errorGrowth = 0.08;
const errorGrowthReach = 12;
/** How sharply |error| against the half window decides a label, as a share of the half window. */
const windowEdge = 0.08;
const { hit, low, high, error } = outcomeCode;

/**
 * Probability (for a measured error: density per metre) of row `i`.
 * @param e aim error in half windows. @param logSigma log of its spread. @param lapse rate of wrong clicks.
 * @param halfWindowM the half window; for measured errors only.
 */
export function likelihood(
  table: ShotTable,
  i: number,
  e: number,
  logSigma: number,
  lapse: number,
  halfWindowM: number,
): number {
  const kind = table.kinds[i]!;
  const sharpness = Math.exp(-logSigma);
  if (kind <= hit) {
    const p = fastNormalCdf((1 - e) * sharpness) - fastNormalCdf((-1 - e) * sharpness);
    return lapse + (1 - 2 * lapse) * (kind === hit ? p : 1 - p);
  }
  switch (kind) {
    case low:
      return 0.5 * lapse + (1 - 1.5 * lapse) * fastNormalCdf((-1 - e) * sharpness);
    case high:
      return 0.5 * lapse + (1 - 1.5 * lapse) * fastNormalCdf((e - 1) * sharpness);
    case error:
      return errorDensity(table, i, e, sharpness, lapse, halfWindowM);
    default:
      throw new RangeError(`no outcome has code ${kind}`);
  }
}

function errorDensity(
  table: ShotTable,
  i: number,
  e: number,
  sharpness: number,
  lapse: number,
  halfWindowM: number,
): number {
  const y = table.errorsM[i]! / halfWindowM;
  const far = Math.min(Math.abs(y), errorGrowthReach);
  const scale = (errorScale * (1 + errorGrowth * far)) / sharpness;
  const r = (y - e) / scale;
  // Γ(5/2) / (Γ(2) √(4π)) = 3/8: Student density with 4 degrees.
  const x = 1 + (r * r) / errorDegrees;
  const density = 0.375 / (x * x * Math.sqrt(x) * scale * halfWindowM);
  const label = table.errorHits[i]!;
  if (label === 2) return density;
  const inside = fastNormalCdf((1 - Math.abs(y)) / windowEdge);
  return density * (lapse + (1 - 2 * lapse) * (label === 1 ? inside : 1 - inside));
}
