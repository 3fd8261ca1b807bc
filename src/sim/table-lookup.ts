/**
 * The table's value at `x`: on a straight line between two knots, the nearest knot's beyond the ends.
 * @param from where in `values` the table of as many values as knots begins.
 */
export function lookUp(
  knots: readonly number[],
  values: readonly number[],
  from: number,
  x: number,
): number {
  const last = knots.length - 1;
  if (x <= knots[0]!) return values[from]!;
  if (x >= knots[last]!) return values[from + last]!;
  let right = 1;
  while (x > knots[right]!) right++;
  const share = (x - knots[right - 1]!) / (knots[right]! - knots[right - 1]!);
  return (1 - share) * values[from + right - 1]! + share * values[from + right]!;
}
