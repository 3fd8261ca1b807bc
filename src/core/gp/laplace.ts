import { dot, halfLogDeterminant, solveLower, solveUpper } from '../linalg/cholesky.ts';
import { factorOf, type Posterior } from './posterior.ts';
import { type LikelihoodAt, probitLikelihood } from './probit-likelihood.ts';
import type { HitRows } from './rows.ts';

/** Newton steps at most: from a bad start fifteen are needed, from a near one three. */
const mostSteps = 40;
/** Gain of a step under which the mode is found, nats: Newton's next gain would be of the order of its square. */
const smallGain = 1e-6;
/** Halvings of a step that would go downhill. */
const mostHalvings = 12;

/**
 * The posterior of hits and misses by Laplace's method: the mode by Newton's method, steps halved while they go downhill. Source: GPML
 * algorithm 3.1.
 * @param covariance K of the rows, n × n. @param start a mode to begin at; the mean when null.
 */
export function laplace(
  rows: HitRows,
  covariance: Float64Array,
  mean: number,
  start: Float64Array | null,
): Posterior {
  const n = rows.count;
  // Dual form f = mean + K a: then no K⁻¹ is ever needed. A start that is not of this form is taken one step into it.
  let a = new Float64Array(n);
  let f = start ?? new Float64Array(n).fill(mean);
  let at = probitLikelihood(rows, f);
  let objective = start === null ? at.log : -Infinity;
  for (let step = 0; step < mostSteps; step++) {
    let next = newtonStep(covariance, n, mean, f, at);
    let nextF = timesPlus(covariance, n, next, mean);
    let nextAt = probitLikelihood(rows, nextF);
    let nextObjective = objectiveOf(next, nextF, mean, nextAt);
    for (let h = 0; h < mostHalvings && nextObjective < objective; h++) {
      const old = a;
      const oldF = f;
      next = next.map((x, i) => 0.5 * (x + old[i]!));
      nextF = nextF.map((x, i) => 0.5 * (x + oldF[i]!));
      nextAt = probitLikelihood(rows, nextF);
      nextObjective = objectiveOf(next, nextF, mean, nextAt);
    }
    const gain = nextObjective - objective;
    if (gain < 0) break;
    [a, f, at, objective] = [next, nextF, nextAt, nextObjective];
    if (gain < smallGain) break;
  }
  const { rootCurvature, lower } = factorOf(covariance, n, at.curvature);
  return {
    warmStart: f,
    gradient: at.gradient,
    rootCurvature,
    lower,
    logEvidence: objective - halfLogDeterminant(lower, n),
  };
}

/** a = b − √W B⁻¹ √W K b with b = W(f − mean) + ∇: the dual of the next f. */
function newtonStep(
  covariance: Float64Array,
  n: number,
  mean: number,
  f: Float64Array,
  at: LikelihoodAt,
): Float64Array<ArrayBuffer> {
  const { rootCurvature, lower } = factorOf(covariance, n, at.curvature);
  const b = at.gradient.map((g, i) => at.curvature[i]! * (f[i]! - mean) + g);
  const c = timesPlus(covariance, n, b, 0);
  for (let i = 0; i < n; i++) c[i]! *= rootCurvature[i]!;
  solveLower(lower, n, c);
  solveUpper(lower, n, c);
  for (let i = 0; i < n; i++) b[i]! -= rootCurvature[i]! * c[i]!;
  return Float64Array.from(b);
}

function objectiveOf(a: Float64Array, f: Float64Array, mean: number, at: LikelihoodAt): number {
  let penalty = 0;
  for (let i = 0; i < f.length; i++) penalty += a[i]! * (f[i]! - mean);
  return at.log - 0.5 * penalty;
}

/** K x + shift. */
function timesPlus(
  matrix: Float64Array,
  n: number,
  x: Float64Array,
  shift: number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = shift + dot(matrix, i * n, x, 0, n);
  return out;
}
