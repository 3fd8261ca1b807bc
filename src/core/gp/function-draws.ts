import { fillNormals } from '../aim/normal-stream.ts';
import { dot, solveLower, solveUpper } from '../linalg/cholesky.ts';
import type { Random } from '../stats/random.ts';
import { covarianceWithRows, type GpModel } from './gp-model.ts';

/** Latent functions drawn from the posterior: whole functions, not values at chosen places, so any search can follow them. */
export interface FunctionDraws {
  readonly model: GpModel;
  readonly count: number;
  /** Waves × width: frequencies over scaled places. */
  readonly frequencies: Float64Array;
  readonly phases: Float64Array;
  /** count × waves: what each draw makes of the waves; together a draw of the prior. */
  readonly amplitudes: Float64Array;
  /** count × rows: what the rows add to it. */
  readonly duals: Float64Array;
}

/** Random waves that a prior draw is made of: they only matter away from the rows, where its roughness need not be exact. */
const waves = 128;

/**
 * Draws by Matheron's rule: a draw of the prior, plus what takes it to the rows. Source: Wilson et al., ICML 2020, eq. 12, with the
 * Gaussian rows that stand in the place of the labels or the wild numbers: variance W⁻¹ about f̂ + W⁻¹∇.
 */
export function drawFunctions(model: GpModel, count: number, random: Random): FunctionDraws {
  const { rows, places, h, posterior } = model;
  const { count: n, width } = rows;
  const frequencies = new Float64Array(waves * width);
  fillNormals(frequencies, 0, waves * width, random);
  const chi = new Float64Array(5);
  for (let r = 0; r < waves; r++) {
    // Matérn-5/2 has the spectrum of Student's t with 5 degrees of freedom.
    fillNormals(chi, 0, chi.length, random);
    const stretch = Math.sqrt(chi.length / dot(chi, 0, chi, 0, chi.length));
    for (let c = 0; c < width; c++) frequencies[r * width + c]! *= stretch;
  }
  const phases = Float64Array.from({ length: waves }, () => 2 * Math.PI * random());
  const amplitudes = new Float64Array(count * waves);
  fillNormals(amplitudes, 0, count * waves, random);
  const size = h.scale * Math.sqrt(2 / waves);
  for (let i = 0; i < amplitudes.length; i++) amplitudes[i]! *= size;

  const duals = new Float64Array(count * n);
  fillNormals(duals, 0, count * n, random);
  const draws = { model, count, frequencies, phases, amplitudes, duals };
  const wave = new Float64Array(waves);
  for (let i = 0; i < n; i++) {
    writeWaves(draws, places, i, wave);
    for (let s = 0; s < count; s++)
      duals[s * n + i]! += posterior.rootCurvature[i]! * dot(amplitudes, s * waves, wave, 0, waves);
  }
  for (let s = 0; s < count; s++) {
    // dual = ∇ − √W B⁻¹ (√W f_prior + ξ): all that a posterior draw differs from its prior draw by.
    const dual = duals.subarray(s * n, (s + 1) * n);
    solveLower(posterior.lower, n, dual);
    solveUpper(posterior.lower, n, dual);
    for (let i = 0; i < n; i++)
      dual[i] = posterior.gradient[i]! - posterior.rootCurvature[i]! * dual[i]!;
  }
  return draws;
}

/** Each draw's latent value at a scaled place, into `out`. */
export function valuesAt(draws: FunctionDraws, place: Float64Array, out: Float64Array): void {
  const { model, count, amplitudes, duals } = draws;
  const n = model.rows.count;
  const wave = new Float64Array(waves);
  writeWaves(draws, place, 0, wave);
  const k = covarianceWithRows(model, place, 0);
  for (let s = 0; s < count; s++)
    out[s] = model.h.mean + dot(amplitudes, s * waves, wave, 0, waves) + dot(duals, s * n, k, 0, n);
}

/** cos(ω·x + φ) of all waves at place `at` of `places`. */
function writeWaves(
  { frequencies, phases, model }: FunctionDraws,
  places: Float64Array,
  at: number,
  out: Float64Array,
): void {
  const { width } = model.rows;
  for (let r = 0; r < waves; r++)
    out[r] = Math.cos(phases[r]! + dot(frequencies, r * width, places, at * width, width));
}
