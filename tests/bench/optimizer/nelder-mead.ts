/** A point and how small the function is there. */
export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
}

/** The simplex is small enough when its values differ by less, and its points by less than `samePoint` in each coordinate. */
const sameValue = 1e-5;
const samePoint = 1e-4;

/**
 * Nelder and Mead's search for a minimum, with the coefficients of their paper (Computer Journal 7, 1965): no chance in it.
 * @param size edge of the first simplex along each axis.
 * @param evaluations about how often the function may be asked.
 */
export function nelderMead(
  value: (point: readonly number[]) => number,
  start: readonly number[],
  size: number,
  evaluations: number,
): Minimum {
  let asked = 0;
  const ask = (point: readonly number[]): Minimum => {
    asked++;
    return { point, value: value(point) };
  };
  const byValue = (a: Minimum, b: Minimum): number => a.value - b.value;
  let simplex = [
    ask(start),
    ...start.map((_, axis) => ask(start.map((x, j) => (j === axis ? x + size : x)))),
  ].sort(byValue);
  while (asked < evaluations && !isFlat(simplex)) {
    const best = simplex[0]!;
    const rest = simplex.slice(0, -1);
    const worst = simplex.at(-1)!;
    const middle = start.map((_, j) => mean(rest.map(({ point }) => point[j]!)));
    /** From the worst point through the middle of the others: 1 is as far behind it. */
    const along = (share: number): Minimum =>
      ask(middle.map((m, j) => m + share * (m - worst.point[j]!)));
    let next = along(1);
    if (next.value < best.value) {
      next = [next, along(2)].sort(byValue)[0]!;
    } else if (next.value >= rest.at(-1)!.value) {
      const inside = next.value < worst.value ? along(0.5) : along(-0.5);
      next = inside.value < Math.min(next.value, worst.value) ? inside : worst;
    }
    simplex =
      next === worst
        ? [best, ...simplex.slice(1).map(({ point }) => ask(between(best.point, point)))]
        : [...rest, next];
    simplex.sort(byValue);
  }
  return simplex[0]!;
}

function isFlat(simplex: readonly Minimum[]): boolean {
  const best = simplex[0]!;
  return simplex.every(
    ({ point, value }) =>
      value - best.value < sameValue &&
      point.every((x, j) => Math.abs(x - best.point[j]!) < samePoint),
  );
}

const between = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((x, j) => (x + b[j]!) / 2);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
