import type { FeatureMap } from './features.ts';
import { cholesky } from './family/least-squares.ts';
import type { FamilyFit } from './family/prior-fit.ts';
import { writeTerms } from './family/response-surface.ts';
import { genericPrior, type GenericBeliefs } from './generic-prior.ts';
import type { AimPrior } from './prior.ts';

/** How far the family is trusted. */
export interface FamilyTrust {
  /** Factor on the scatter about what the causes make of the weights. */
  readonly inflation: number;
  /** Standard deviation added to every fitted aim weight, and to every fitted noise weight. */
  readonly aimFloor: number;
  readonly noiseFloor: number;
  /** Amplitude of what the polynomial misses. */
  readonly waveSd: number;
}

export const familyTrust: FamilyTrust = {
  inflation: 1,
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
  const { surface, causeCount } = fit;
  const { outputs, termCount, coefficients } = surface;
  const weightOf = fittedWeights(map, fit);
  const kept = Int32Array.from(
    Array.from(weightOf.keys()).filter((k) => involvesOnly(map, weightOf[k]!, known)),
  );
  const targets = kept.map((k) => weightOf[k]!);
  const size = kept.length;
  const lower = cholesky(scatter(fit, kept, trust), size);
  const genericMean = new Float64Array(generic.weightCount);
  generic.centre(new Float64Array(generic.scaleCount), 0, genericMean, 0);
  const allKnown = known.every(Boolean);
  const noScales = new Float64Array(map.dims);
  /** First the causes; then what sizes the dimensions that stay generic. */
  const scaleCount = causeCount + (allKnown ? 0 : generic.scaleCount);
  const terms = new Float64Array(termCount);
  return {
    ...generic,
    scaleCount,
    movesCentre: true,
    centre(scales, from, out, at) {
      out.set(genericMean, at);
      for (let a = 0; a < size; a++) out[at + targets[a]!] = 0;
      writeTerms(surface, scales, from, terms, 0);
      for (let i = 0; i < termCount; i++) {
        const term = terms[i]!;
        const row = i * outputs;
        for (let a = 0; a < size; a++)
          out[at + targets[a]!]! += term * coefficients[row + kept[a]!]!;
      }
    },
    spread(latents, from, scales, scalesFrom, out, at) {
      if (allKnown) generic.spread(latents, from, noScales, 0, out, at);
      else generic.spread(latents, from, scales, scalesFrom + causeCount, out, at);
      for (let a = 0; a < size; a++) {
        let sum = 0;
        for (let b = 0; b <= a; b++) sum += lower[a * size + b]! * latents[from + targets[b]!]!;
        out[at + targets[a]!] = sum;
      }
    },
  };
}

/** Covariance of the fitted weights about what their causes make of them; row-major, kept × kept. */
function scatter(
  { surface, aimIndices }: FamilyFit,
  kept: Int32Array,
  trust: FamilyTrust,
): Float64Array {
  const { outputs, covariance } = surface;
  const size = kept.length;
  const out = new Float64Array(size * size);
  kept.forEach((k, a) => {
    kept.forEach((l, b) => {
      out[a * size + b] = trust.inflation ** 2 * covariance[k * outputs + l]!;
    });
    const floor = k < aimIndices.length ? trust.aimFloor : trust.noiseFloor;
    out[a * size + a]! += floor ** 2;
  });
  return out;
}

/** The weight that each entry of the fit is about. */
function fittedWeights(map: FeatureMap, fit: FamilyFit): Int32Array {
  const aims = fit.aimIndices.length;
  return Int32Array.from({ length: fit.surface.outputs }, (_, k) =>
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
