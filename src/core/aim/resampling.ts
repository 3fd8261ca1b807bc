import type { Random } from '../stats/random.ts';

/** Normalises log weights into `out` (summing to 1) and returns their log mean. */
export function normalise(logWeights: Float64Array, out: Float64Array): number {
  let top = -Infinity;
  for (const l of logWeights) if (l > top) top = l;
  let sum = 0;
  for (let s = 0; s < logWeights.length; s++) {
    out[s] = Math.exp(logWeights[s]! - top);
    sum += out[s]!;
  }
  for (let s = 0; s < out.length; s++) out[s] = out[s]! / sum;
  return top + Math.log(sum / logWeights.length);
}

/** Effective sample size of normalised weights, 1 to their number. */
export function effectiveSize(weights: Float64Array): number {
  let squares = 0;
  for (const w of weights) squares += w * w;
  return 1 / squares;
}

/** Systematic resampling: `size` parents, ascending; each particle is one ⌊size w⌋ or ⌈size w⌉ times. */
export function systematicParents(
  weights: Float64Array,
  random: Random,
  size = weights.length,
): Int32Array {
  const parents = new Int32Array(size);
  const start = random();
  let parent = 0;
  let sum = weights[0]!;
  for (let s = 0; s < size; s++) {
    const position = (start + s) / size;
    while (position > sum && parent < weights.length - 1) sum += weights[++parent]!;
    parents[s] = parent;
  }
  return parents;
}
