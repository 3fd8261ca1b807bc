import type { Init, Method, Observation } from './method.ts';

/** A shot that a method was told of. */
export interface ToldShot {
  readonly x: readonly number[];
  readonly observation: Observation;
}

/** The same method; what it is told is kept in `told`. */
export function overheard(method: Method, told: ToldShot[]): Method {
  return {
    ...method,
    observe(x, observation) {
      told.push({ x, observation });
      method.observe(x, observation);
    },
  };
}

/**
 * What a team gets that tunes each entry of its look-up tables for itself: an entry knows only the shots that were taken nearer to it than to
 * any other of its table, with the values it had then, and no distance.
 * @param make the method that each entry is given to.
 */
export function independentKnots(
  init: Init,
  told: readonly ToldShot[],
  make: (init: Init) => Method,
): readonly number[] {
  return init.space.map((knot, j) => {
    const { at, role, name, low, high, default: start, type, log } = knot;
    if (at === undefined)
      throw new Error('entries of a look-up table have a distance: --told roles');
    const table = init.space.flatMap((other) => (other.role === role ? (other.at ?? []) : []));
    const method = make({
      seed: init.seed + j,
      space: [{ name, low, high, default: start, type, log }],
      context: [],
      observation: init.observation,
      budget: init.budget,
    });
    for (const { x, observation } of told)
      if (nearest(table, observation.context['distance'] ?? NaN) === at)
        method.observe([x[j]!], { ...observation, context: {} });
    return method.recommend()[0]!;
  });
}

function nearest(metres: readonly number[], distanceM: number): number | undefined {
  return metres.toSorted((a, b) => Math.abs(a - distanceM) - Math.abs(b - distanceM))[0];
}
