import { seemMetres } from './length-unit.ts';

/** A list of pairs: a distance, and what the table says there. */
export interface PairList {
  /** Places in the list of the distances, and of what belongs to each. */
  readonly distances: readonly number[];
  readonly values: readonly number[];
}

/** Length of a field, inches. */
const fieldIn = 700;
/** Farther than any field in any unit, mm: that is no distance. */
const farthest = 20_000;

/**
 * Returns how a list is one of pairs, `[4.92, 1900, 3.46, 1610, 2.79, 1560]`: every other number goes up or down steadily, and those between
 * lie all above these or all below. Null where it is none, or either side could be the distances.
 */
export function pairsIn(list: readonly number[]): PairList | null {
  if (list.length < 4 || list.length % 2 > 0) return null;
  const places = Array.from(list.keys());
  const even = places.filter((i) => i % 2 === 0);
  const odd = places.filter((i) => i % 2 > 0);
  const at = (side: readonly number[]): readonly number[] => side.map((i) => list[i]!);
  const isOnField = (side: readonly number[]): boolean => at(side).every((d) => d <= fieldIn);
  if (!liesApart(at(even), at(odd)) && !zigzags(list)) return null;
  const possible = [even, odd].filter((side) => canBeDistances(at(side)));
  const sure =
    [possible, possible.filter((side) => seemMetres(at(side))), possible.filter(isOnField)].find(
      (sides) => sides.length === 1,
    ) ?? [];
  const [side] = sure;
  if (side === undefined) return null;
  return side === even ? { distances: even, values: odd } : { distances: odd, values: even };
}

const liesApart = (a: readonly number[], b: readonly number[]): boolean =>
  Math.max(...a) < Math.min(...b) || Math.max(...b) < Math.min(...a);

/** Whether a list goes up and down by turns, as no table does. */
const zigzags = (list: readonly number[]): boolean =>
  list.length >= 6 &&
  list.slice(2).every((value, i) => (value - list[i + 1]!) * (list[i + 1]! - list[i]!) < 0);

const canBeDistances = (numbers: readonly number[]): boolean => {
  const steps = numbers.slice(1).map((number, i) => number - numbers[i]!);
  return (
    (steps.every((step) => step > 0) || steps.every((step) => step < 0)) &&
    numbers.every((number) => number >= 0 && number <= farthest)
  );
};
