/**
 * Prior of the aim model's weights: w = m(s) + A(s) z with z ~ N(0, I) and s ~ N(0, I), the scales: what is not linear.
 * Weights: `aimCount` of the aim error (features.ts), then the noise (log σ = n₀ + n₁ t + Σ nⱼ Vⱼ: 2 + dims),
 * then the log lapse rate, then the log half window in metres.
 */
export interface AimPrior {
  readonly aimCount: number;
  readonly weightCount: number;
  readonly latentCount: number;
  readonly scaleCount: number;
  /** Whether m depends on s. */
  readonly movesCentre: boolean;
  /** Writes m(s) to `out[at …]`; s at `from` of `scales`. */
  readonly centre: (scales: Float64Array, from: number, out: Float64Array, at: number) => void;
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
