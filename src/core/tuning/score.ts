import type { ShotRecord } from './state.ts';

/** As much of a shot as its result depends on. */
export type ScoredShot = Pick<ShotRecord, 'shot' | 'label' | 'direction' | 'voided'>;

/** What a list of shots adds up to. */
export interface Tally {
  /** All shots, voided ones too. */
  readonly shots: number;
  /** Neither voided nor outside the limits. */
  readonly valid: number;
  /** Valid and labelled: `hits + misses`. What rates are made of. */
  readonly counted: number;
  readonly hits: number;
  readonly misses: number;
  /** Valid, and waiting for a label. */
  readonly unlabelled: number;
  /** Misses whose direction is known, by where they went. */
  readonly short: number;
  readonly long: number;
  readonly left: number;
  readonly right: number;
  /** Counted shots with a finite distance, and the sum of those distances, m. */
  readonly withDistance: number;
  readonly distanceSumM: number;
  /** Counted shots with a finite miss vector, and the sums of its parts, m. */
  readonly withMiss: number;
  readonly missXSumM: number;
  readonly missYSumM: number;
  /** The last ten counted shots as bits, the newest in bit 0; 1 is a hit. */
  readonly recent: number;
}

/** Shots in `recentRate`: enough to mean something, few enough to show a change. Fits the bits of `recent`. */
const recentShots = 10;
const recentMask = (1 << recentShots) - 1;

type Sum = { -readonly [K in keyof Tally]: Tally[K] };

function zero(): Sum {
  return {
    shots: 0,
    valid: 0,
    counted: 0,
    hits: 0,
    misses: 0,
    unlabelled: 0,
    short: 0,
    long: 0,
    left: 0,
    right: 0,
    withDistance: 0,
    distanceSumM: 0,
    withMiss: 0,
    missXSumM: 0,
    missYSumM: 0,
    recent: 0,
  };
}

/** The tally of no shots. */
export const emptyTally: Tally = zero();

/** The tally of all shots, in one pass and without a list in between. */
export function tallyOf(shots: readonly ScoredShot[]): Tally {
  const sum = zero();
  for (const shot of shots) add(sum, shot);
  return sum;
}

/** The tally with one more shot, which is newer than all before. */
export function withShot(tally: Tally, shot: ScoredShot): Tally {
  const sum: Sum = { ...tally };
  add(sum, shot);
  return sum;
}

/** Hits per counted shot, 0 to 1; null without counted shots. */
export function hitRate({ hits, counted }: Tally): number | null {
  return counted === 0 ? null : hits / counted;
}

/** Hits per shot of the last ten counted ones; null without counted shots. */
export function recentRate({ recent, counted }: Tally): number | null {
  if (counted === 0) return null;
  let hits = 0;
  for (let bits = recent; bits !== 0; bits &= bits - 1) hits++;
  return hits / Math.min(counted, recentShots);
}

/** Mean distance of the counted shots whose distance is known, m; null where none is. */
export function meanDistanceM({ withDistance, distanceSumM }: Tally): number | null {
  return withDistance === 0 ? null : distanceSumM / withDistance;
}

/** Mean miss vector [right, up] of the counted shots where it is known, m; null where none is. */
export function meanMissM({
  withMiss,
  missXSumM,
  missYSumM,
}: Tally): readonly [number, number] | null {
  return withMiss === 0 ? null : [missXSumM / withMiss, missYSumM / withMiss];
}

function add(sum: Sum, { shot, label, direction, voided }: ScoredShot): void {
  sum.shots++;
  if (voided || shot.invalid !== null) return;
  sum.valid++;
  if (label === 'none') {
    sum.unlabelled++;
    return;
  }
  sum.counted++;
  const hit = label === 'hit';
  if (hit) sum.hits++;
  else {
    sum.misses++;
    if (direction !== null) sum[direction]++;
  }
  sum.recent = ((sum.recent << 1) | (hit ? 1 : 0)) & recentMask;
  const { distanceM, missX, missY } = shot;
  if (distanceM !== null && Number.isFinite(distanceM)) {
    sum.withDistance++;
    sum.distanceSumM += distanceM;
  }
  if (missX !== null && missY !== null && Number.isFinite(missX) && Number.isFinite(missY)) {
    sum.withMiss++;
    sum.missXSumM += missX;
    sum.missYSumM += missY;
  }
}
