import type { FeatureMap } from './features.ts';
import type { AimPrior } from './prior.ts';

/**
 * What the generic prior believes; one unit of aim error is half a window. The shares and spreads over distance are those of the
 * simulated family without regard to roles; sizes, waves and lapses were chosen on worlds 0 to 9 of the benchmark.
 */
export interface GenericBeliefs {
  /** Aim error of the start at the middle distance, its slope and its bend over half the distance range. */
  readonly offsetSd: number;
  readonly slopeSd: number;
  readonly bendSd: number;
  /** Share of the offset that its slope over distance has on top. */
  readonly slopeShare: number;
  /** Effect of a coefficient's whole range: median and spread of the log. */
  readonly effectMedian: number;
  readonly effectLogSd: number;
  /** How a coefficient's effect grows with distance: share that every coefficient has, and what is its own. */
  readonly growthShare: number;
  readonly growthSd: number;
  readonly bendShare: number;
  readonly bendSpread: number;
  /** Products of two coefficients, relative to the geometric mean of their effects. */
  readonly productSd: number;
  /** Amplitude of what the polynomial misses. */
  readonly waveSd: number;
  /** How far the start's aim error may jump at each knot of a look-up table. */
  readonly kinkSd: number;
  /** Shot noise σ at the middle distance: median and spread of the log; growth of log σ over half the range. */
  readonly noiseMedian: number;
  readonly noiseLogSd: number;
  readonly noiseGrowth: number;
  readonly noiseGrowthSd: number;
  /** How far the range of a coefficient changes log σ, if it is one of three; more of them share it, for few do. */
  readonly noiseEffectSd: number;
  readonly lapseMedian: number;
  readonly lapseLogSd: number;
  readonly windowMedianM: number;
  readonly windowLogSd: number;
}

export const genericBeliefs: GenericBeliefs = {
  offsetSd: 3,
  slopeSd: 0.9,
  bendSd: 0.35,
  slopeShare: 0.45,
  effectMedian: 5,
  effectLogSd: 0.9,
  growthShare: 0.45,
  growthSd: 0.3,
  bendShare: 0.03,
  bendSpread: 0.1,
  productSd: 0.2,
  waveSd: 0.3,
  kinkSd: 0.15,
  noiseMedian: 0.45,
  noiseLogSd: 0.35,
  noiseGrowth: 0.35,
  noiseGrowthSd: 0.15,
  noiseEffectSd: 0.35,
  lapseMedian: 0.01,
  lapseLogSd: 0.8,
  windowMedianM: 0.16,
  windowLogSd: 0.25,
};

/** The prior that knows nothing of any coefficient: each has its own effect size, learned from the shots (ARD). */
export function genericPrior(map: FeatureMap, beliefs: GenericBeliefs): AimPrior {
  const { dims, baseCount, count: aimCount, waveCount } = map;
  const b = beliefs;
  const weightCount = aimCount + dims + 4;
  const slope = baseCount;
  const bend = 2 * baseCount;
  const noise = aimCount;
  const mean = new Float64Array(weightCount);
  mean[noise] = Math.log(b.noiseMedian);
  mean[noise + 1] = b.noiseGrowth;
  mean[noise + 2 + dims] = Math.log(b.lapseMedian);
  mean[noise + 3 + dims] = Math.log(b.windowMedianM);
  const root = new Float64Array(dims);
  const noiseEffectSd = b.noiseEffectSd * Math.min(1, 3 / dims);
  return {
    aimCount,
    weightCount,
    latentCount: weightCount,
    scaleCount: dims,
    mean,
    family: null,
    spread(latents, from, scales, scalesFrom, out, at) {
      for (let j = 0; j < dims; j++)
        root[j] = Math.exp(
          0.5 * (Math.log(b.effectMedian) + b.effectLogSd * scales[scalesFrom + j]!),
        );
      out[at] = b.offsetSd * latents[from]!;
      out[at + slope] = b.slopeShare * out[at] + b.slopeSd * latents[from + slope]!;
      out[at + bend] = b.bendSd * latents[from + bend]!;
      for (let j = 0; j < dims; j++) {
        const effect = root[j]! * root[j]!;
        const k = 1 + j;
        const c = effect * latents[from + k]!;
        out[at + k] = c;
        out[at + slope + k] = b.growthShare * c + b.growthSd * effect * latents[from + slope + k]!;
        out[at + bend + k] = b.bendShare * c + b.bendSpread * effect * latents[from + bend + k]!;
      }
      let k = 1 + dims;
      for (let i = 0; i < dims; i++)
        for (let j = i; j < dims; j++) {
          const size = b.productSd * root[i]! * root[j]!;
          const q = size * latents[from + k]!;
          out[at + k] = q;
          out[at + slope + k] = 0.5 * q + 0.5 * size * latents[from + slope + k]!;
          k++;
        }
      for (let r = 0; r < waveCount; r++) {
        out[at + k] = b.waveSd * latents[from + k]!;
        out[at + slope + k] = 0.5 * b.waveSd * latents[from + slope + k]!;
        k++;
      }
      const hats = 2 * baseCount + 1 + dims;
      for (let i = hats; i < aimCount; i++) out[at + i] = b.kinkSd * latents[from + i]!;
      out[at + noise] = b.noiseLogSd * latents[from + noise]!;
      out[at + noise + 1] = b.noiseGrowthSd * latents[from + noise + 1]!;
      for (let j = 0; j < dims; j++)
        out[at + noise + 2 + j] = noiseEffectSd * latents[from + noise + 2 + j]!;
      out[at + noise + 2 + dims] = b.lapseLogSd * latents[from + noise + 2 + dims]!;
      out[at + noise + 3 + dims] = b.windowLogSd * latents[from + noise + 3 + dims]!;
    },
  };
}
