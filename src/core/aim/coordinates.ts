import { byTable, type KnotRole, type RoledDimension } from './family/role.ts';
import { toRaw } from './unit-scale.ts';

/** What the aim error is a smooth function of, besides the distance; all are 0 at the start. */
export interface Coordinates {
  readonly count: number;
  /** Whether they depend on the distance of the shot: what a look-up table says does. */
  readonly vary: boolean;
  /** Scaled distances of the knots of the tables, ascending; empty without a table. */
  readonly knots: Float64Array;
  /** Writes those of a point of the unit cube for a shot at scaled distance `t` to `out[at …]`. */
  readonly write: (point: Float64Array, t: number, out: Float64Array, at: number) => void;
}

/** Each dimension for itself. */
export function plainCoordinates(origin: Float64Array): Coordinates {
  return {
    count: origin.length,
    vary: false,
    knots: new Float64Array(0),
    write(point, _t, out, at) {
      for (let j = 0; j < origin.length; j++) out[at + j] = point[j]! - origin[j]!;
    },
  };
}

/** Coordinates of which the last are what look-up tables say. */
export interface TableCoordinates extends Coordinates {
  readonly tables: readonly Table[];
  /** Dimensions of the point. */
  readonly dims: number;
}

export const isTabled = (coordinates: Coordinates): coordinates is TableCoordinates =>
  'tables' in coordinates;

/** The knots of one output of a look-up table. */
export interface Table {
  readonly role: KnotRole;
  /** Dimensions, in the order of their distance, and their scaled distances. */
  readonly columns: readonly number[];
  readonly t: Float64Array;
  /** What the knots say at the start, raw. */
  readonly starts: Float64Array;
  /** Mean range of its knots: one unit of the coordinate. */
  readonly range: number;
  /** Radians in its unit, where it is of angles and says so. */
  readonly radPerUnit: number | null;
}

/**
 * With look-up tables: a table's coordinate is what it says at the shot's distance, less what it said at the start, in shares of the
 * range; knots of one output are one coordinate. Null when no two dimensions are knots of one table.
 */
export function tableCoordinates(
  space: readonly RoledDimension[],
  origin: Float64Array,
  scaled: (distanceM: number) => number,
): TableCoordinates | null {
  const starts = space.map((d, j) => toRaw({ ...d, integer: false }, origin[j]!));
  const entries = space.flatMap((d, j) => (d.atM === undefined ? [] : [{ ...d, j }]));
  const tables = byTable(entries).flatMap(({ role, entries: own }): Table[] => {
    const columns = own.map(({ j }) => j).sort((a, b) => space[a]!.atM! - space[b]!.atM!);
    if (columns.length < 2) return [];
    const range =
      columns.reduce((sum, j) => sum + space[j]!.high - space[j]!.low, 0) / columns.length;
    return [
      {
        role,
        columns,
        t: Float64Array.from(columns, (j) => scaled(space[j]!.atM!)),
        starts: Float64Array.from(columns, (j) => starts[j]!),
        range,
        radPerUnit: own[0]!.radPerUnit ?? null,
      },
    ];
  });
  if (tables.length === 0) return null;
  const tabled = new Set(tables.flatMap(({ columns }) => columns));
  const plain = Array.from(space.keys()).filter((j) => !tabled.has(j));
  const change = (j: number, point: Float64Array): number => {
    const { low, high, scale } = space[j]!;
    const raw = scale === 'linear' ? low + point[j]! * (high - low) : toRaw(space[j]!, point[j]!);
    return raw - starts[j]!;
  };
  return {
    tables,
    dims: space.length,
    count: plain.length + tables.length,
    vary: true,
    knots: Float64Array.from(new Set(tables.flatMap(({ t }) => [...t]))).sort(),
    write(point, t, out, at) {
      let k = at;
      for (const j of plain) out[k++] = point[j]! - origin[j]!;
      for (const { columns, t: knots, range } of tables)
        out[k++] = between(knots, t, (i) => change(columns[i]!, point)) / range;
    },
  };
}

/** How knots of a table are moved together: all of them, the far against the near ones, and neighbours. */
export function tableMoves({ tables, dims }: TableCoordinates): Float64Array[] {
  return tables.flatMap(({ columns }) => {
    const way = (share: (i: number) => number): Float64Array => {
      const out = new Float64Array(dims);
      columns.forEach((j, i) => (out[j] = share(i)));
      return out;
    };
    const last = columns.length - 1;
    const pairs = columns.length < 3 ? 0 : last;
    return [
      way(() => 1),
      way((i) => (2 * i) / last - 1),
      ...Array.from({ length: pairs }, (_, k) => way((i) => (i === k || i === k + 1 ? 1 : 0))),
    ];
  });
}

/** What a table with these knots says at `t`: linear between the knots, level beyond them. */
export function between(knots: Float64Array, t: number, valueAt: (i: number) => number): number {
  let right = 0;
  while (right < knots.length && knots[right]! < t) right++;
  if (right === 0) return valueAt(0);
  if (right === knots.length) return valueAt(right - 1);
  const share = (t - knots[right - 1]!) / (knots[right]! - knots[right - 1]!);
  const below = valueAt(right - 1);
  return below + share * (valueAt(right) - below);
}
