import type { Family } from './family/family.ts';
import type { FeatureMap } from './features.ts';
import { genericPrior, type GenericBeliefs } from './generic-prior.ts';
import type { AimPrior } from './prior.ts';

/** How far the simulation is trusted. */
export interface FamilyTrust {
  /** Standard deviation of every weight that corrects a robot's aim error, and of every one that corrects its log spread. */
  readonly aimSd: number;
  readonly noiseSd: number;
  /** Amplitude of what the polynomial misses. */
  readonly waveSd: number;
}

export const familyTrust: FamilyTrust = { aimSd: 0.05, noiseSd: 0.05, waveSd: 0.1 };

/**
 * Robots of a family, corrected a little in every weight that involves only dimensions marked `known`; the generic prior for what the
 * others do.
 */
export function informedPrior(
  map: FeatureMap,
  family: Family,
  known: readonly boolean[],
  beliefs: GenericBeliefs,
  trust: FamilyTrust,
): AimPrior {
  const generic = genericPrior(map, { ...beliefs, waveSd: trust.waveSd });
  const corrections = correctionsOf(map, known, trust);
  const mean = Float64Array.from(generic.mean);
  mean.fill(0, map.count, map.count + 2);
  const allKnown = known.every(Boolean);
  const noScales = new Float64Array(map.dims);
  return {
    ...generic,
    mean,
    family,
    scaleCount: family.causeCount + (allKnown ? 0 : generic.scaleCount),
    spread(latents, from, scales, scalesFrom, out, at) {
      if (allKnown) generic.spread(latents, from, noScales, 0, out, at);
      else generic.spread(latents, from, scales, scalesFrom + family.causeCount, out, at);
      for (const { weight, sd } of corrections) out[at + weight] = sd * latents[from + weight]!;
    },
  };
}

/** The weights that only correct, and how far they may. */
function correctionsOf(
  map: FeatureMap,
  known: readonly boolean[],
  { aimSd, noiseSd }: FamilyTrust,
): readonly { readonly weight: number; readonly sd: number }[] {
  return Array.from({ length: map.count + 2 + map.dims }, (_, weight) => ({
    weight,
    sd: weight < map.count ? aimSd : noiseSd,
  })).filter(({ weight }) => involvesOnly(map, weight, known));
}

/** Whether a weight, not a wave's or a knot's, is of known dimensions alone. */
function involvesOnly(map: FeatureMap, weight: number, known: readonly boolean[]): boolean {
  const { dims, baseCount, count } = map;
  if (weight >= count) {
    const j = weight - count - 2;
    return j < 0 || known[j]!;
  }
  if (weight > 2 * baseCount + dims) return false;
  let k = weight % baseCount;
  // Where the start aims, an unknown dimension may have its part in.
  if (k === 0) return known.every(Boolean);
  if (k <= dims) return known[k - 1]!;
  k -= 1 + dims;
  for (let i = 0; i < dims; i++)
    for (let j = i; j < dims; j++) if (k-- === 0) return known[i]! && known[j]!;
  return false;
}
