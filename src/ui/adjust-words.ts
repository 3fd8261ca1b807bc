import type { Coefficient } from '../core/tuning/coefficient.ts';
import { coarseSteps, stepOf } from '../core/tuning/stepped.ts';

/** What is wrong with a value that a person typed; null when it can be set. */
export function adjustFault(
  { min, max }: Pick<Coefficient, 'min' | 'max'>,
  value: number,
): string | null {
  if (!Number.isFinite(value)) return 'not a number. Type one, with a point for decimals.';
  return value < min || value > max
    ? `outside its bounds: ${min} to ${max}. Widen them in Setup if the robot can take it.`
    : null;
}

/** What can be set, and by how much a tap changes it. */
export const boundsWords = (coefficient: Coefficient): string =>
  `${coefficient.min} to ${coefficient.max}${coefficient.integer ? ', whole' : ''}; + is ${stepOf(coefficient)}, ++ is ${coarseSteps} times that.`;
