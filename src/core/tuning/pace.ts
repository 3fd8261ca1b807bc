/** A robot that confirms has this long to do so before the value is sent again, ms. */
export const confirmWithinMs = 1_000;
/** Sends of one value before it counts as not confirmed. */
export const attempts = 3;
/** At most `writesPerWindow` writes leave in any window of this length, ms. */
export const writeWindowMs = 1_000;
/** More would crowd a robot's network; fewer would let a trial of many coefficients take seconds. */
export const writesPerWindow = 5;

/**
 * Time since a moment of the wall clock, ms. Never negative: a clock that was set back must not keep values waiting,
 * nor a tuner armed, until it has caught up.
 */
export const elapsedMs = (sinceMs: number, nowMs: number): number => Math.abs(nowMs - sinceMs);
