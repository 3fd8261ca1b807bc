import type { Random } from '../stats/random.ts';
import { type AimSpace, snapToGrid } from './aim-space.ts';
import { fillNormals } from './normal-stream.ts';

/** How thoroughly a maximum over a space is looked for. */
export interface SearchEffort {
  /** Points scattered over all of it. */
  readonly scattered: number;
  /** Best points that each round looks around. */
  readonly elites: number;
  /** Points around each elite in each round. */
  readonly around: number;
  /** Spread of each round's points, as a share of the range. */
  readonly spreads: readonly number[];
  /** Steps of a pattern search from the best at the end, as shares of the range, falling; absent: none. */
  readonly steps?: readonly number[];
}

/** Of the points around an elite, where dimensions belong together: so many move those at once. */
const togetherShare = 0.5;
/** Rounds of the pattern search with one step, at most. */
const mostRounds = 3;

/** A point and its score. */
export interface Scored {
  readonly point: Float64Array;
  readonly score: number;
}

/**
 * The best points found for `score`, best first: `starts`, scattered points, then rounds around the best so far, in a random part of
 * the coordinates (all change only sometimes: one coefficient is often all that is wrong).
 */
export function maximise(
  space: AimSpace,
  score: (point: Float64Array) => number,
  starts: readonly Float64Array[],
  effort: SearchEffort,
  random: Random,
): readonly Scored[] {
  const { dims, low, high, moves } = space;
  const moved = Math.max(0.35, 1.5 / dims);
  const normals = new Float64Array(dims);
  let pool: Scored[] = starts.map((start) => {
    const point = Float64Array.from(start);
    snapToGrid(space, point);
    return { point, score: score(point) };
  });
  for (let i = 0; i < effort.scattered; i++) {
    const point = low.map((from, j) => from + (high[j]! - from) * random());
    snapToGrid(space, point);
    pool.push({ point, score: score(point) });
  }
  for (const spread of effort.spreads) {
    pool = best(pool, effort.elites);
    for (const elite of [...pool])
      for (let i = 0; i < effort.around; i++) {
        fillNormals(normals, 0, dims, random);
        const isTogether = moves.length > 0 && random() < togetherShare;
        const way = isTogether ? moves[Math.floor(random() * moves.length)]! : null;
        const point = elite.point.map((u, j) =>
          way !== null
            ? u + spread * normals[0]! * way[j]!
            : random() < moved
              ? u + spread * normals[j]!
              : u,
        );
        snapToGrid(space, point);
        pool.push({ point, score: score(point) });
      }
  }
  const [top, ...rest] = best(pool, effort.elites);
  return [polished(space, score, top!, effort.steps ?? []), ...rest];
}

/** A pattern search along each dimension and each way they move together. Source: Hooke & Jeeves, J. ACM 8 (1961). */
function polished(
  space: AimSpace,
  score: (point: Float64Array) => number,
  from: Scored,
  steps: readonly number[],
): Scored {
  const axes = Array.from({ length: space.dims }, (_, j) =>
    new Float64Array(space.dims).fill(1, j, j + 1),
  );
  let top = from;
  for (const step of steps)
    for (let round = 0; round < mostRounds; round++) {
      const before = top;
      for (const way of [...space.moves, ...axes])
        for (const sign of [1, -1]) {
          const point = top.point.map((u, j) => u + sign * step * way[j]!);
          snapToGrid(space, point);
          const tried = { point, score: score(point) };
          if (tried.score > top.score) top = tried;
        }
      if (top === before) break;
    }
  return top;
}

function best(pool: readonly Scored[], count: number): Scored[] {
  return pool.toSorted((a, b) => b.score - a.score).slice(0, count);
}
