import type { Coefficient } from './coefficient.ts';

/** Steps of a coarse tap; a fine one is one step. */
export const coarseSteps = 10;

/** What one tap on + is. */
export const stepOf = ({ step, integer }: Pick<Coefficient, 'step' | 'integer'>): number =>
  integer ? Math.max(1, Math.round(step)) : step;

/** A value some steps further, within the bounds, and whole where it must be. From anything that is no number it is the lower bound. */
export function stepped(
  coefficient: Pick<Coefficient, 'min' | 'max' | 'step' | 'integer'>,
  value: number,
  steps: number,
): number {
  const { min, max, integer } = coefficient;
  const low = integer ? Math.ceil(min) : min;
  const high = integer ? Math.floor(max) : max;
  if (!Number.isFinite(value)) return low;
  const one = stepOf(coefficient);
  const next = (integer ? Math.round(value) : value) + steps * one;
  // Far below a step, so that 0.1 + 0.2 is 0.3 and what was finer than a step stays.
  const digits = Math.min(100, Math.max(0, Math.ceil(-Math.log10(one))) + 6);
  return Math.min(high, Math.max(low, Number(next.toFixed(digits)))) + 0;
}
