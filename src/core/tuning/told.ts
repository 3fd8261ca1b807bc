import type { ShotRecord } from './state.ts';

/** As much of a shot as says how high it passed. */
type ToldShot = Pick<ShotRecord, 'shot' | 'label' | 'direction'>;

/** Where a miss passed the goal, as the operator saw it: −1 low, 1 high, 0 for hits, for misses beside it, and where nobody said. */
export function sideOf({ label, direction }: ToldShot): -1 | 0 | 1 {
  if (label !== 'miss') return 0;
  switch (direction) {
    case 'short':
      return -1;
    case 'long':
      return 1;
    case 'left':
    case 'right':
    case null:
      return 0;
  }
}

/**
 * Height at the goal above its middle, m, as the robot measured it; NaN where it did not, and for a miss beside the goal: its height is not
 * why it missed, and would make the goal look lower than it is.
 */
export function errorMOf({ shot: { missX, missY }, label, direction }: ToldShot): number {
  if (missY === null || !Number.isFinite(missY)) return Number.NaN;
  const isBeside =
    direction === 'left' ||
    direction === 'right' ||
    (missX !== null && Math.abs(missX) >= Math.abs(missY));
  return label === 'miss' && isBeside ? Number.NaN : missY;
}

/** Whether some shot told on which side or how high it passed: without that nobody knows what is higher in the goal. */
export const tellsHeight = (records: readonly ToldShot[]): boolean =>
  records.some((record) => sideOf(record) !== 0 || Number.isFinite(errorMOf(record)));
