import type { Context, Dimension } from './space.ts';

/**
 * The rows a suggestion learns from: `n` shots in the order they were taken.
 * `points` is row-major n × dimensions in raw units; `distancesM` and `hits` have n entries (hit 1, miss 0).
 */
interface Dataset {
  readonly points: Float64Array;
  readonly distancesM: Float64Array;
  readonly hits: Uint8Array;
}

/** All a suggestion depends on, besides its seed: the same request and seed give the same suggestion. */
export interface SuggestRequest {
  readonly space: readonly Dimension[];
  /** Null when no distance matters or is known; then `distancesM` says nothing. */
  readonly context: Context | null;
  readonly data: Dataset;
  /** The values on the robot now; step limits count from here. Raw units, one per dimension. */
  readonly current: readonly number[];
  /** The values the robot had before tuning. */
  readonly baseline: readonly number[];
}

/** A predicted hit rate over the distances that matter, 0 to 1, with its 90 % interval. */
export interface PredictedRate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Why this point: what the words on the screen are made of. */
export type SuggestionReason =
  /** No label yet: shoot where the robot stands. */
  | { readonly kind: 'no-data' }
  /** Trying where the model is unsure, along the dimension that changes most. */
  | { readonly kind: 'explore'; readonly dimension: number; readonly direction: 'up' | 'down' }
  /** Close to the best known. */
  | { readonly kind: 'refine' };

/** What to try next, and what is the best known. */
export interface Suggestion {
  /** The next point, raw units, inside the bounds, on the integer grid, within the step limits. */
  readonly next: readonly number[];
  /** Best posterior mean over the distances that matter; never merely the best observed. */
  readonly best: readonly number[];
  readonly nextRate: PredictedRate;
  readonly bestRate: PredictedRate;
  readonly baselineRate: PredictedRate;
  readonly reason: SuggestionReason;
  /** Rows that were used. */
  readonly rows: number;
}
