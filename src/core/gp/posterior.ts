import { factorise } from '../linalg/cholesky.ts';

/**
 * The Gaussian over the latent values at the rows, exact or in the place of the true posterior: what Gaussian rows of variances W⁻¹
 * would leave.
 */
export interface Posterior {
  /** Where a later search for the posterior of the same rows may begin. */
  readonly warmStart: Float64Array;
  /** K⁻¹ (f̂ − mean), with f̂ the posterior mean; the slope of the rows' log likelihood there. */
  readonly gradient: Float64Array;
  /** √W. */
  readonly rootCurvature: Float64Array;
  /** L Lᵀ = B = I + √W K √W, n × n. */
  readonly lower: Float64Array;
  /** Approximate log marginal likelihood; of numbers a lower bound, up to a constant. */
  readonly logEvidence: number;
}

/** √W, and the factor of B = I + √W K √W. @param covariance K, n × n. @param curvature W, positive. */
export function factorOf(
  covariance: Float64Array,
  n: number,
  curvature: Float64Array,
): Pick<Posterior, 'rootCurvature' | 'lower'> {
  const rootCurvature = curvature.map(Math.sqrt);
  const b = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++)
      b[i * n + j] = rootCurvature[i]! * rootCurvature[j]! * covariance[i * n + j]!;
    b[i * n + i] = 1 + curvature[i]! * covariance[i * n + i]!;
  }
  const factorised = factorise(b, n);
  // The eigenvalues of B are at least 1: only rows that are not numbers can get here.
  if (!factorised.ok) throw new Error(`I + √W K √W is ${factorised.why}`);
  return { rootCurvature, lower: factorised.lower };
}
