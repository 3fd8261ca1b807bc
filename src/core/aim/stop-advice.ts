import type { GainLeft } from './gain-left.ts';

/** Whether to go on: why not yet, or that nothing much is to be expected. */
export type StopAdvice =
  | { readonly kind: 'too-early'; readonly shotsNeeded: number }
  | { readonly kind: 'go-on'; readonly gain: number }
  | { readonly kind: 'stop'; readonly gain: number };

/**
 * Expected gain under which to stop, and how sure it must be that only a small one is left. The posterior is surer than it should be: with
 * .03 and .8 the truth was within five points of the best in four of ten worlds, so in seven (shoot3 with roles, worlds 0 to 9).
 */
const stopGain = 0.015;
const stopProbability = 0.93;
/** Shots before any advice: fewer can't have told the posterior what it doesn't know. */
const leastShots = 15;
const leastShotsPerDimension = 3;
/** Shots that must lie near the best: a best that was never shot at is a guess. */
const leastNear = 10;
const nearShare = 0.1;

/** Advice from what is left to gain, the rows' points and the best point (unit cube). Equal outcomes alone never stop anything. */
export function stopAdvice(
  gain: GainLeft,
  points: readonly Float64Array[],
  best: Float64Array,
): StopAdvice {
  const least = leastShots + leastShotsPerDimension * best.length;
  const near = points.filter((point) => distance(point, best) <= nearShare).length;
  const shotsNeeded = Math.max(least - points.length, leastNear - near);
  if (gain.mean > stopGain || gain.probabilitySmall < stopProbability)
    return points.length < least
      ? { kind: 'too-early', shotsNeeded: least - points.length }
      : { kind: 'go-on', gain: gain.mean };
  return shotsNeeded > 0 ? { kind: 'too-early', shotsNeeded } : { kind: 'stop', gain: gain.mean };
}

/** Root mean square distance over the dimensions. */
function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < b.length; j++) sum += (a[j]! - b[j]!) ** 2;
  return Math.sqrt(sum / b.length);
}
