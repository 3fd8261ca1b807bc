/** A coefficient's raw bounds and how it is spread over 0 to 1. */
export interface RawRange {
  readonly low: number;
  readonly high: number;
  readonly integer: boolean;
  readonly scale: 'linear' | 'log';
}

/** A value on a log scale that is not positive counts as this share of the low bound. */
const leastShare = 1e-6;

/** Raw value → 0 to 1 (beyond, for values out of bounds). */
export function toUnit({ low, high, scale }: RawRange, value: number): number {
  return scale === 'log'
    ? Math.log(Math.max(value / low, leastShare)) / Math.log(high / low)
    : (value - low) / (high - low);
}

/** 0 to 1 → raw value inside the bounds, whole where it must be. */
export function toRaw({ low, high, integer, scale }: RawRange, unit: number): number {
  const value =
    scale === 'log' ? low * Math.exp(unit * Math.log(high / low)) : low + unit * (high - low);
  // Bounds of whole numbers need not be whole.
  if (integer) return Math.min(Math.max(Math.floor(value + 0.5), Math.ceil(low)), Math.floor(high));
  return Math.min(Math.max(value, low), high);
}
