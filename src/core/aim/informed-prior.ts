import type { FeatureMap } from './features.ts';
import { cholesky } from './family/least-squares.ts';
import type { FamilyFit } from './family/prior-fit.ts';
import { genericPrior, type GenericBeliefs } from './generic-prior.ts';
import type { AimPrior } from './prior.ts';

/** How far the family is trusted. */
export interface FamilyTrust {
  /** Factor on every standard deviation of the fit. */
  readonly inflation: number;
  /** Standard deviation added to every fitted aim weight, and to every fitted noise weight. */
  readonly aimFloor: number;
  readonly noiseFloor: number;
  /** Amplitude of what the polynomial misses. */
  readonly waveSd: number;
}

export const familyTrust: FamilyTrust = {
  inflation: 1.2,
  aimFloor: 0.05,
  noiseFloor: 0.05,
  waveSd: 0.1,
};

/**
 * The family's prior for every weight that involves only dimensions marked `known`, the generic one for the rest; the two are
 * independent. With all known it is the fit; with one unknown it is what remains when that coefficient's role is not believed.
 */
export function informedPrior(
  map: FeatureMap,
  fit: FamilyFit,
  known: readonly boolean[],
  beliefs: GenericBeliefs,
  trust: FamilyTrust,
): AimPrior {
  const generic = genericPrior(map, { ...beliefs, waveSd: trust.waveSd });
  const weightOf = fittedWeights(map, fit);
  const kept = Array.from(weightOf.keys()).filter((k) => involvesOnly(map, weightOf[k]!, known));
  const size = kept.length;
  const all = fit.mean.length;
  const aims = fit.aimIndices.length;
  const covariance = new Float64Array(size * size);
  kept.forEach((k, a) => {
    kept.forEach((l, b) => {
      covariance[a * size + b] = trust.inflation ** 2 * fit.covariance[k * all + l]!;
    });
    const floor = k < aims ? trust.aimFloor : trust.noiseFloor;
    covariance[a * size + a] = covariance[a * size + a]! + floor ** 2;
  });
  const lower = cholesky(covariance, size);
  const targets = Int32Array.from(kept, (k) => weightOf[k]!);
  const mean = Float64Array.from(generic.mean);
  kept.forEach((k) => {
    mean[weightOf[k]!] = fit.mean[k]!;
  });
  const allKnown = known.every(Boolean);
  const noScales = new Float64Array(map.dims);
  return {
    ...generic,
    // The scales only size what is generic.
    scaleCount: allKnown ? 0 : generic.scaleCount,
    mean,
    spread(latents, from, scales, scalesFrom, out, at) {
      if (allKnown) generic.spread(latents, from, noScales, 0, out, at);
      else generic.spread(latents, from, scales, scalesFrom, out, at);
      for (let a = 0; a < size; a++) {
        let sum = 0;
        for (let b = 0; b <= a; b++) sum += lower[a * size + b]! * latents[from + targets[b]!]!;
        out[at + targets[a]!] = sum;
      }
    },
  };
}

/** The weight that each entry of the fit is about. */
function fittedWeights(map: FeatureMap, fit: FamilyFit): Int32Array {
  const aims = fit.aimIndices.length;
  return Int32Array.from({ length: fit.mean.length }, (_, k) =>
    k < aims ? fit.aimIndices[k]! : map.count + k - aims,
  );
}

function involvesOnly(map: FeatureMap, weight: number, known: readonly boolean[]): boolean {
  const { dims, baseCount, count } = map;
  if (weight >= count) {
    const j = weight - count - 2;
    return j < 0 || known[j]!;
  }
  let k = weight % baseCount;
  if (k === 0) return true;
  if (k <= dims) return known[k - 1]!;
  k -= 1 + dims;
  for (let i = 0; i < dims; i++)
    for (let j = i; j < dims; j++) if (k-- === 0) return known[i]! && known[j]!;
  return false;
}
