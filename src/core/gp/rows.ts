/** What the process learns from: places, and how often they hit and missed. */
export interface Rows {
  readonly count: number;
  /** Dimensions of the unit cube. */
  readonly dims: number;
  /** Coordinates of a place: the dimensions, then the scaled distance where one matters. */
  readonly width: number;
  /** count × width, row-major. */
  readonly places: Float64Array;
  readonly hits: Float64Array;
  readonly misses: Float64Array;
}

/** The first `count` rows. */
export function prefix(rows: Rows, count: number): Rows {
  return {
    count,
    dims: rows.dims,
    width: rows.width,
    places: rows.places.subarray(0, count * rows.width),
    hits: rows.hits.subarray(0, count),
    misses: rows.misses.subarray(0, count),
  };
}

/** Differences per coordinate up to which two places count as one, first try; each further try takes more. */
const firstReach = 0.01;
const reachGrowth = 1.4;

/**
 * The same shots on at most `limit` places: neighbours are merged, the wider the more there are, and no shot is dropped. A merged
 * place lies where its first shot was. Up to `limit` rows nothing changes.
 */
export function merged(rows: Rows, limit: number): Rows {
  let out = rows;
  for (let reach = firstReach; out.count > limit; reach *= reachGrowth)
    out = mergedWithin(rows, reach);
  return out;
}

function mergedWithin({ count, dims, width, places, hits, misses }: Rows, reach: number): Rows {
  const leaders: number[] = [];
  const hitsOf: number[] = [];
  const missesOf: number[] = [];
  for (let i = 0; i < count; i++) {
    let group = leaders.findIndex((leader) => isNear(places, width, leader, i, reach));
    if (group < 0) {
      group = leaders.push(i) - 1;
      hitsOf.push(0);
      missesOf.push(0);
    }
    hitsOf[group]! += hits[i]!;
    missesOf[group]! += misses[i]!;
  }
  const out = new Float64Array(leaders.length * width);
  leaders.forEach((leader, g) => {
    out.set(places.subarray(leader * width, (leader + 1) * width), g * width);
  });
  return {
    count: leaders.length,
    dims,
    width,
    places: out,
    hits: Float64Array.from(hitsOf),
    misses: Float64Array.from(missesOf),
  };
}

function isNear(places: Float64Array, width: number, a: number, b: number, reach: number): boolean {
  for (let c = 0; c < width; c++)
    if (Math.abs(places[a * width + c]! - places[b * width + c]!) > reach) return false;
  return true;
}
