import type { ScoredShot } from '../../../src/core/tuning/score.ts';
import type { Shot } from '../../../src/core/tuning/shot.ts';

/** A shot that counts and hits from 3 m, but for what is given. */
export function scoredShot(
  given: Partial<Pick<ScoredShot, 'label' | 'direction' | 'voided'> & Shot> = {},
): ScoredShot {
  const { label = 'hit', direction = null, voided = false, ...rest } = given;
  const shot: Shot = {
    id: 'tap-1',
    source: 'operator',
    serverUs: null,
    distanceM: 3,
    values: {},
    confirmed: true,
    label,
    direction,
    missX: null,
    missY: null,
    extra: {},
    invalid: null,
    recovered: false,
    ...rest,
  };
  return { shot, label, direction, voided };
}
