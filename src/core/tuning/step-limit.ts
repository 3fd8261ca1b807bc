import type { Coefficient } from './coefficient.ts';

/** Rounding may put a step of exactly the limit this far beyond it, share of the range. */
const slack = 1e-9;

/**
 * The nearest to a value that one trial may put a coefficient to, from what the robot has: no farther than the largest step, a share of the
 * range on its scale, but always one whole number. A value within that is left exactly as it is.
 */
export function withinStep(
  coefficient: Pick<Coefficient, 'min' | 'max' | 'integer' | 'scale' | 'maxStep'>,
  has: number,
  value: number,
): number {
  const { min, max, integer, scale, maxStep } = coefficient;
  const from = Math.min(max, Math.max(min, has));
  const reach = maxStep + slack;
  const ratio = (max / min) ** reach;
  const [down, up] =
    scale === 'log' && min > 0
      ? [from / ratio, from * ratio]
      : [from - reach * (max - min), from + reach * (max - min)];
  const low = integer ? Math.min(Math.ceil(down), Math.round(from) - 1) : down;
  const high = integer ? Math.max(Math.floor(up), Math.round(from) + 1) : up;
  return Math.min(high, Math.max(low, value));
}
