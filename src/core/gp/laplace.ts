import { dot, factorise, halfLogDeterminant, solveLower, solveUpper } from '../linalg/cholesky.ts';
import { type LikelihoodAt, probitLikelihood } from './probit-likelihood.ts';
import type { Rows } from './rows.ts';

/** The Gaussian that Laplace's method puts in the place of the posterior over the latent values at the rows. */
export interface LaplaceFit {
  /** The mode f̂. */
  readonly mode: Float64Array;
  /** ∇ log p(rows | f̂); K∇ + mean = f̂. */
  readonly gradient: Float64Array;
  /** √W. */
  readonly rootCurvature: Float64Array;
  /** L Lᵀ = B = I + √W K √W, n × n. */
  readonly lower: Float64Array;
  /** Approximate log marginal likelihood. Source: GPML eq. 3.32. */
  readonly logEvidence: number;
}

/** Newton steps at most: from a bad start fifteen are needed, from a near one three. */
const mostSteps = 40;
/** Gain of a step under which the mode is found, nats: Newton's next gain would be of the order of its square. */
const smallGain = 1e-6;
/** Halvings of a step that would go downhill. */
const mostHalvings = 12;

/**
 * Finds the mode by Newton's method, steps halved while they go downhill. Source: GPML algorithm 3.1.
 * @param covariance K of the rows, n × n. @param start where to begin; the mean when null.
 */
export function laplace(
  rows: Rows,
  covariance: Float64Array,
  mean: number,
  start: Float64Array | null,
): LaplaceFit {
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
  const { rootCurvature, lower } = factorOf(covariance, n, at);
  return {
    mode: f,
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
  const { rootCurvature, lower } = factorOf(covariance, n, at);
  const b = at.gradient.map((g, i) => at.curvature[i]! * (f[i]! - mean) + g);
  const c = timesPlus(covariance, n, b, 0);
  for (let i = 0; i < n; i++) c[i]! *= rootCurvature[i]!;
  solveLower(lower, n, c);
  solveUpper(lower, n, c);
  for (let i = 0; i < n; i++) b[i]! -= rootCurvature[i]! * c[i]!;
  return Float64Array.from(b);
}

function factorOf(
  covariance: Float64Array,
  n: number,
  { curvature }: LikelihoodAt,
): { readonly rootCurvature: Float64Array; readonly lower: Float64Array } {
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
