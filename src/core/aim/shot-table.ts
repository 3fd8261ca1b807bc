import { type FeatureMap, writeBase, writeFeatures } from './features.ts';

/** What a shot told. Errors are signed heights at the goal, m, high positive; `hit` when the label is known too. */
export type Outcome =
  | { readonly kind: 'hit' | 'miss' | 'low' | 'high' }
  | { readonly kind: 'error'; readonly errorM: number; readonly hit: boolean | null };

/** One row the aim model learns from. */
export interface AimShot {
  /** Unit cube, on the grid the robot can really use. */
  readonly point: Float64Array;
  /** Scaled distance: −1 and 1 at the ends of the distances that matter. */
  readonly t: number;
  readonly outcome: Outcome;
  /** Power of its likelihood: 1 for today's shots, less for old ones that should only hint, more for one that stands for several. */
  readonly weight: number;
}

/** Codes of `ShotTable.kinds`. */
export const outcomeCode = { miss: 0, hit: 1, low: 2, high: 3, error: 4 } as const;

/** The rows so far, with their features, in columns that grow by doubling. */
export interface ShotTable {
  readonly map: FeatureMap;
  count: number;
  capacity: number;
  /** capacity × map.count. */
  features: Float64Array;
  kinds: Uint8Array;
  /** Signed error, m; for errors only. */
  errorsM: Float64Array;
  /** 1 hit, 0 miss, 2 unknown; for errors only. */
  errorHits: Uint8Array;
  weights: Float64Array;
  /** Whether any row has a density, which may exceed 1, instead of a probability. */
  hasDensity: boolean;
}

/** Distances a little outside the declared range count as this far out, so that the t² terms stay tame. */
export const reachOfT = 1.3;

export function shotTable(map: FeatureMap): ShotTable {
  const capacity = 64;
  return {
    map,
    count: 0,
    capacity,
    features: new Float64Array(capacity * map.count),
    kinds: new Uint8Array(capacity),
    errorsM: new Float64Array(capacity),
    errorHits: new Uint8Array(capacity),
    weights: new Float64Array(capacity),
    hasDensity: false,
  };
}

/** A table of all `shots`. */
export function tableOf(map: FeatureMap, shots: readonly AimShot[]): ShotTable {
  const table = shotTable(map);
  for (const shot of shots) appendShot(table, shot);
  return table;
}

/** Appends a row; its index is the old count. */
export function appendShot(table: ShotTable, shot: AimShot): void {
  if (table.count === table.capacity) grow(table);
  const i = table.count++;
  const base = new Float64Array(table.map.baseCount);
  const t = Math.min(Math.max(shot.t, -reachOfT), reachOfT);
  writeBase(table.map, shot.point, t, base, 0);
  writeFeatures(table.map, base, 0, t, table.features, i * table.map.count);
  table.kinds[i] = outcomeCode[shot.outcome.kind];
  table.weights[i] = shot.weight;
  if (shot.outcome.kind === 'error') {
    table.errorsM[i] = shot.outcome.errorM;
    table.errorHits[i] = shot.outcome.hit === null ? 2 : shot.outcome.hit ? 1 : 0;
    table.hasDensity = true;
  }
}

function grow(table: ShotTable): void {
  table.capacity *= 2;
  table.features = grown(table.features, table.capacity * table.map.count);
  table.errorsM = grown(table.errorsM, table.capacity);
  table.weights = grown(table.weights, table.capacity);
  const kinds = new Uint8Array(table.capacity);
  kinds.set(table.kinds);
  table.kinds = kinds;
  const errorHits = new Uint8Array(table.capacity);
  errorHits.set(table.errorHits);
  table.errorHits = errorHits;
}

function grown(old: Float64Array, length: number): Float64Array {
  const out = new Float64Array(length);
  out.set(old);
  return out;
}
