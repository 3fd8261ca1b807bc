interface Places {
  readonly count: number;
  /** Dimensions of the unit cube. */
  readonly dims: number;
  /** Coordinates of a place: the dimensions, then the scaled distance where one matters. */
  readonly width: number;
  /** count × width, row-major. */
  readonly places: Float64Array;
}

/** Places, and how often they hit and missed; a shot that should only hint is a part of one. */
export interface HitRows extends Places {
  readonly kind: 'hits';
  readonly hits: Float64Array;
  readonly misses: Float64Array;
}

/** Places, and what was measured there; larger is better. */
export interface NumberRows extends Places {
  readonly kind: 'numbers';
  readonly values: Float64Array;
  /** Of how many measurements each value is the median; one that should only hint is a part of one. */
  readonly counts: Float64Array;
}

/** What the process learns from. */
export type Rows = HitRows | NumberRows;

/** The first `count` rows. */
export function prefix(rows: Rows, count: number): Rows {
  const some = {
    count,
    dims: rows.dims,
    width: rows.width,
    places: rows.places.subarray(0, count * rows.width),
  };
  return rows.kind === 'hits'
    ? {
        ...some,
        kind: 'hits',
        hits: rows.hits.subarray(0, count),
        misses: rows.misses.subarray(0, count),
      }
    : {
        ...some,
        kind: 'numbers',
        values: rows.values.subarray(0, count),
        counts: rows.counts.subarray(0, count),
      };
}

/** How many rows both begin with. */
export function commonRows(a: Rows, b: Rows): number {
  const { width } = b;
  if (a.width !== width || a.dims !== b.dims) return 0;
  const most = Math.min(a.count, b.count);
  const told = toldBy(a);
  const told2 = toldBy(b);
  if (a.kind !== b.kind) return 0;
  for (let i = 0; i < most; i++) {
    if (told.some((column, k) => column[i] !== told2[k]![i])) return i;
    for (let c = i * width; c < (i + 1) * width; c++) if (a.places[c] !== b.places[c]) return i;
  }
  return most;
}

const toldBy = (rows: Rows): readonly Float64Array[] =>
  rows.kind === 'hits' ? [rows.hits, rows.misses] : [rows.values, rows.counts];

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

function mergedWithin(rows: Rows, reach: number): Rows {
  const { dims, width, places } = rows;
  const groups = groupsWithin(rows, reach);
  const out = new Float64Array(groups.length * width);
  groups.forEach(([leader = 0], g) => {
    out.set(places.subarray(leader * width, (leader + 1) * width), g * width);
  });
  const some = { count: groups.length, dims, width, places: out };
  const sums = (column: Float64Array): Float64Array =>
    Float64Array.from(groups, (group) => group.reduce((sum, i) => sum + column[i]!, 0));
  return rows.kind === 'hits'
    ? { ...some, kind: 'hits', hits: sums(rows.hits), misses: sums(rows.misses) }
    : {
        ...some,
        kind: 'numbers',
        values: Float64Array.from(groups, (group) => median(group.map((i) => rows.values[i]!))),
        counts: sums(rows.counts),
      };
}

/** Rows that are merged, the first of each group leading it. */
function groupsWithin({ count, width, places }: Rows, reach: number): number[][] {
  const groups: number[][] = [];
  for (let i = 0; i < count; i++) {
    const group = groups.find(([leader = 0]) => isNear(places, width, leader, i, reach));
    if (group === undefined) groups.push([i]);
    else group.push(i);
  }
  return groups;
}

function isNear(places: Float64Array, width: number, a: number, b: number, reach: number): boolean {
  for (let c = 0; c < width; c++)
    if (Math.abs(places[a * width + c]! - places[b * width + c]!) > reach) return false;
  return true;
}

/** The middle value, or the mean of the two in the middle; at least one value. */
export function median(values: readonly number[] | Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
