import { halfLogDeterminant, inverseFrom, solveLower, solveUpper } from '../linalg/cholesky.ts';
import type { Hyperparameters } from './kernel.ts';
import { factorOf, type Posterior } from './posterior.ts';
import type { NumberRows } from './rows.ts';

/** Degrees of freedom of the noise: at 4 a wild value hardly pulls, and good ones count almost as under a normal law. */
const freedom = 4;
/** Rounds of weighing at most, and the change of a weight's logarithm under which they end. */
const mostRounds = 12;
const smallChange = 0.02;

/**
 * The posterior of numbers with Student's t noise: as a normal law whose precision differs from row to row, by a factor that is weighed
 * in turns with the function. `warmStart` holds these factors; the evidence is a lower bound. Source: Tipping & Lawrence, Neurocomputing
 * 69 (2005).
 */
export function robustRegression(
  { count: n, values, counts }: NumberRows,
  covariance: Float64Array,
  h: Hyperparameters,
  start: Float64Array | null,
): Posterior {
  const precision = 1 / (h.noise * h.noise);
  const shape = (freedom + 1) / 2;
  let factors: Float64Array = start ?? new Float64Array(n).fill(1);
  for (let round = 1; ; round++) {
    const curvature = factors.map((factor, i) => factor * counts[i]! * precision);
    const { rootCurvature, lower } = factorOf(covariance, n, curvature);
    const gradient = rootCurvature.map((root, i) => root * (values[i]! - h.mean));
    solveLower(lower, n, gradient);
    solveUpper(lower, n, gradient);
    for (let i = 0; i < n; i++) gradient[i]! *= rootCurvature[i]!;

    // Expected square of what is left of row i: of y − f̂ = W⁻¹ ∇, and the posterior variance W^-½ (I − B⁻¹) W^-½.
    const inverse = inverseFrom(lower, n);
    const next = factors.map((_, i) => {
      const square =
        (gradient[i]! / curvature[i]!) ** 2 + (1 - inverse[i * n + i]!) / curvature[i]!;
      return shape / ((freedom + counts[i]! * precision * square) / 2);
    });
    const change = next.reduce(
      (most, factor, i) => Math.max(most, Math.abs(Math.log(factor / factors[i]!))),
      0,
    );
    if (change < smallChange || round === mostRounds) {
      let logEvidence = -halfLogDeterminant(lower, n);
      for (let i = 0; i < n; i++) {
        const rate = shape / factors[i]!;
        logEvidence += 0.5 * (Math.log(curvature[i]!) - gradient[i]! * (values[i]! - h.mean));
        logEvidence -= (freedom / 2) * (Math.log(rate) + shape / rate);
      }
      return { warmStart: factors, gradient, rootCurvature, lower, logEvidence };
    }
    factors = next;
  }
}
