import { logNormalCdf, slopeOfLogCdf } from '../stats/normal.ts';
import type { HitRows } from './rows.ts';

/** The likelihood of all rows at latent values f, and its derivatives row by row. */
export interface LikelihoodAt {
  /** Σ log p(row | f). */
  readonly log: number;
  /** ∂ log p / ∂f. */
  readonly gradient: Float64Array;
  /** W = −∂² log p / ∂f²; positive. */
  readonly curvature: Float64Array;
}

/** Far in the right tail a row's curvature underflows; W must stay positive to have a root that is divided by. */
const leastCurvature = 1e-10;

/** Hits have probability Φ(f), misses Φ(−f); a part of one has that power of it. Source: GPML eq. 3.16. */
export function probitLikelihood({ count, hits, misses }: HitRows, f: Float64Array): LikelihoodAt {
  let log = 0;
  const gradient = new Float64Array(count);
  const curvature = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const z = f[i]!;
    const up = hits[i]!;
    const down = misses[i]!;
    let w = 0;
    if (up > 0) {
      const r = slopeOfLogCdf(z);
      log += up * logNormalCdf(z);
      gradient[i]! += up * r;
      w += up * r * (r + z);
    }
    if (down > 0) {
      const r = slopeOfLogCdf(-z);
      log += down * logNormalCdf(-z);
      gradient[i]! -= down * r;
      w += down * r * (r - z);
    }
    curvature[i] = Math.max(w, leastCurvature);
  }
  return { log, gradient, curvature };
}

/** ∂³ log p / ∂f³ row by row. */
export function thirdDerivative({ count, hits, misses }: HitRows, f: Float64Array): Float64Array {
  const of = (z: number): number => {
    const r = slopeOfLogCdf(z);
    return r * ((r + z) * (2 * r + z) - 1);
  };
  return Float64Array.from({ length: count }, (_, i) => {
    const z = f[i]!;
    return (hits[i]! > 0 ? hits[i]! * of(z) : 0) - (misses[i]! > 0 ? misses[i]! * of(-z) : 0);
  });
}
