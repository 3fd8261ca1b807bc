import { solveLower, solveUpper } from '../../linalg/cholesky.ts';
import { cholesky } from './least-squares.ts';
import { covarianceOf, meansOf } from './moments.ts';

/**
 * Outputs as a polynomial of independent standard normal causes, and how what is left scatters. Source: Box & Wilson, J. R. Stat. Soc. B 13
 * (1951). Terms: 1, every cause, and the squares and products of the first `mains` of them.
 */
export interface ResponseSurface {
  /** The causes as the terms count them: the strongest first. */
  readonly order: Int32Array;
  readonly mains: number;
  readonly termCount: number;
  readonly outputs: number;
  /** termCount × outputs. */
  readonly coefficients: Float64Array;
  /** outputs × outputs, of runs the surface was not fitted to (leave one out). */
  readonly covariance: Float64Array;
}

/** Causes whose squares and products count; those of weaker ones are smaller than what the fit would make of chance. */
const mostMains = 8;
/** Ridges in runs: the constant has none. */
const linearRidge = 2;
const curvedRidge = 40;
/** A run that alone decides its own fit tells nothing of the rest. */
const mostLeverage = 0.9;

/**
 * Fits a surface to simulated runs.
 * @param causes runs × causeCount, standard normal. @param results runs × outputs.
 */
export function fitSurface(
  causes: Float64Array,
  causeCount: number,
  results: Float64Array,
  outputs: number,
): ResponseSurface {
  const runs = results.length / outputs;
  const mains = Math.min(mostMains, causeCount);
  const order = byStrength(causes, causeCount, results, outputs);
  const termCount = 1 + causeCount + (mains * (mains + 1)) / 2;
  const shape = { order, mains, termCount };
  const x = new Float64Array(runs * termCount);
  for (let r = 0; r < runs; r++) writeTerms(shape, causes, r * causeCount, x, r * termCount);

  const normal = new Float64Array(termCount * termCount);
  for (let r = 0; r < runs; r++)
    for (let i = 0; i < termCount; i++) {
      const xi = x[r * termCount + i]!;
      for (let j = 0; j <= i; j++) normal[i * termCount + j]! += xi * x[r * termCount + j]!;
    }
  for (let i = 0; i < termCount; i++)
    normal[i * termCount + i]! += i === 0 ? 0 : i <= causeCount ? linearRidge : curvedRidge;
  const lower = cholesky(normal, termCount);

  const coefficients = new Float64Array(termCount * outputs);
  const column = new Float64Array(termCount);
  const residuals = Float64Array.from(results);
  for (let k = 0; k < outputs; k++) {
    column.fill(0);
    for (let r = 0; r < runs; r++) {
      const y = results[r * outputs + k]!;
      for (let i = 0; i < termCount; i++) column[i]! += x[r * termCount + i]! * y;
    }
    solveLower(lower, termCount, column);
    solveUpper(lower, termCount, column);
    for (let i = 0; i < termCount; i++) coefficients[i * outputs + k] = column[i]!;
    for (let r = 0; r < runs; r++)
      for (let i = 0; i < termCount; i++)
        residuals[r * outputs + k]! -= x[r * termCount + i]! * column[i]!;
  }
  for (let r = 0; r < runs; r++) {
    column.set(x.subarray(r * termCount, (r + 1) * termCount));
    solveLower(lower, termCount, column);
    const leverage = column.reduce((sum, v) => sum + v * v, 0);
    const left = 1 / (1 - Math.min(leverage, mostLeverage));
    for (let k = 0; k < outputs; k++) residuals[r * outputs + k]! *= left;
  }
  const covariance = covarianceOf(residuals, runs, outputs);
  return { ...shape, outputs, coefficients, covariance };
}

/** Writes the terms of the causes at `from` to `out[at …]`. */
export function writeTerms(
  { order, mains }: Pick<ResponseSurface, 'order' | 'mains'>,
  causes: Float64Array,
  from: number,
  out: Float64Array,
  at: number,
): void {
  const count = order.length;
  out[at] = 1;
  for (let i = 0; i < count; i++) out[at + 1 + i] = causes[from + order[i]!]!;
  let k = at + 1 + count;
  for (let i = 0; i < mains; i++) {
    const a = out[at + 1 + i]!;
    // Hermite's polynomials: squares that average to 0 with variance 1.
    out[k++] = (a * a - 1) * Math.SQRT1_2;
    for (let j = i + 1; j < mains; j++) out[k++] = a * out[at + 1 + j]!;
  }
}

/** Causes by how much they move all outputs together, the strongest first. */
function byStrength(
  causes: Float64Array,
  causeCount: number,
  results: Float64Array,
  outputs: number,
): Int32Array {
  const runs = results.length / outputs;
  const means = meansOf(results, runs, outputs);
  const strength = Float64Array.from({ length: causeCount }, (_, c) => {
    let sum = 0;
    for (let k = 0; k < outputs; k++) {
      let slope = 0;
      for (let r = 0; r < runs; r++)
        slope += (causes[r * causeCount + c]! * (results[r * outputs + k]! - means[k]!)) / runs;
      sum += slope * slope;
    }
    return sum;
  });
  return Int32Array.from(Array.from(strength.keys()).sort((a, b) => strength[b]! - strength[a]!));
}
