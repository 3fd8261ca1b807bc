/** A function's value and gradient at a point. */
export interface ValueAndGradient {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Steps at most: the next rows bring the next steps. */
const mostSteps = 12;
/** A step of more than this is not trusted; coordinates are in prior standard deviations. */
const longestStep = 1;
/** Expected gain under which there is nothing left to win, nats. */
const smallGain = 5e-3;
/** Share of the expected gain that a step must bring (Armijo), and halvings until it does. */
const sufficient = 1e-3;
const mostHalvings = 5;

/**
 * Climbs to a maximum by BFGS with backtracking, from `start`; never ends lower than it began. Meant for few, well-scaled coordinates.
 * Source: Nocedal & Wright, Numerical Optimization, algorithm 6.1.
 */
export function ascend(
  objective: (x: Float64Array) => ValueAndGradient,
  start: Float64Array,
): Float64Array {
  const n = start.length;
  let x = start;
  let at = objective(x);
  const inverse = identity(n);
  for (let step = 0; step < mostSteps; step++) {
    const direction = shortened(product(inverse, at.gradient), longestStep);
    const slope = inner(direction, at.gradient);
    if (!(slope > smallGain)) break;
    let share = 1;
    let next = moved(x, direction, share);
    let nextAt = objective(next);
    for (
      let h = 0;
      h < mostHalvings && !(nextAt.value >= at.value + sufficient * share * slope);
      h++
    ) {
      share /= 2;
      next = moved(x, direction, share);
      nextAt = objective(next);
    }
    if (!(nextAt.value > at.value)) break;
    update(inverse, moved(next, x, -1), moved(at.gradient, nextAt.gradient, -1));
    [x, at] = [next, nextAt];
  }
  return x;
}

/** H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ, of the negated objective; left out where it is not convex along the step. */
function update(h: Float64Array, s: Float64Array, y: Float64Array): void {
  const n = s.length;
  const sy = inner(s, y);
  if (!(sy > 1e-10)) return;
  const hy = product(h, y);
  const factor = (1 + inner(y, hy) / sy) / sy;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      h[i * n + j]! += factor * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / sy;
}

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

function product(matrix: Float64Array, x: Float64Array): Float64Array {
  return x.map((_, i) => inner(matrix.subarray(i * x.length, (i + 1) * x.length), x));
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

function moved(x: Float64Array, direction: Float64Array, share: number): Float64Array {
  return x.map((value, i) => value + share * direction[i]!);
}

function shortened(x: Float64Array, longest: number): Float64Array {
  const length = Math.sqrt(inner(x, x));
  return length > longest ? x.map((value) => (value * longest) / length) : x;
}
