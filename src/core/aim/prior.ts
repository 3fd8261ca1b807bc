import type { Family } from './family/family.ts';

/**
 * Prior of the aim model: w = mean + A(s) z with z ~ N(0, I), the latents, and s ~ N(0, I), the scales: what is not linear.
 * Weights: `aimCount` of the aim error (features.ts), then the noise (log σ = n₀ + n₁ t + Σ nⱼ Vⱼ: 2 + dims),
 * then the log lapse rate, then the log half window in metres. With a family the weights only correct a
 * simulated robot, and the half window is the robot's.
 */
export interface AimPrior {
  readonly aimCount: number;
  readonly weightCount: number;
  readonly latentCount: number;
  /** With a family its causes come first. */
  readonly scaleCount: number;
  readonly mean: Float64Array;
  /** Robots of which each particle has one; null: the weights are all there is. */
  readonly family: Family | null;
  /** Writes A(s) z to `out[at …]`; z at `from` of `latents`, s at `scalesFrom` of `scales`. */
  readonly spread: (
    latents: Float64Array,
    from: number,
    scales: Float64Array,
    scalesFrom: number,
    out: Float64Array,
    at: number,
  ) => void;
}
