import type { Opening } from '../aim/family/role.ts';
import type { Context, Dimension } from './space.ts';

/**
 * The rows a suggestion learns from: `n` shots in the order they were taken.
 * `points` is row-major n × dimensions in raw units, and may lie outside the bounds; all else has n entries (hit 1, miss 0), and null where
 * no row has it.
 */
export interface Dataset {
  readonly points: Float64Array;
  readonly distancesM: Float64Array;
  readonly hits: Uint8Array;
  /** Where a miss passed the goal: −1 low, 1 high, 0 not told, or beside it. Hits have 0. */
  readonly sides: Int8Array | null;
  /** Height at the goal above its middle, m; NaN where it was not measured. It says more than a side, and takes its place. */
  readonly errorsM: Float64Array | null;
  /** How much each row counts, above 0 to 1: 1 for today's shots, less for old ones that should only hint. Null: all count 1. */
  readonly weights: Float64Array | null;
  /** What was measured, in the objective's unit, NaN where it was not; null when the objective is to hit. */
  readonly values: Float64Array | null;
}

/** What is tuned for: hits, or a number such as a settle time, a dip in rpm, or a miss distance. */
export type Objective =
  { readonly kind: 'hits' } | { readonly kind: 'number'; readonly better: 'smaller' | 'larger' };

/** All a suggestion depends on, besides its seed: the same request and seed give the same suggestion. */
export interface SuggestRequest {
  readonly space: readonly Dimension[];
  /** Null when no distance matters or is known; then `distancesM` says nothing. */
  readonly context: Context | null;
  /** What is shot at; null: unknown, and then no role says anything. */
  readonly goal: Opening | null;
  /** Where in the goal to aim, as a share of half its opening: −1 its bottom, 1 its top. Absent: its middle. Only the aim model knows how. */
  readonly bias?: number;
  /** When a suggestion is the baseline's, to compare with it. Absent: while it is in doubt whether the best is better, as far as the model tells. */
  readonly comparison?: 'never' | { readonly everyTrials: number };
  /** How many proposals from these rows a person has refused: each time another one is drawn. Absent: none. */
  readonly refused?: number;
  readonly objective: Objective;
  readonly data: Dataset;
  /** The values on the robot now; step limits count from here. Raw units, one per dimension. */
  readonly current: readonly number[];
  /** The values the robot had before tuning. */
  readonly baseline: readonly number[];
}

/** What is expected over the distances that matter, with its 90 % interval: a hit rate, 0 to 1, or a number in the objective's unit. */
export interface Prediction {
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
  | { readonly kind: 'refine' }
  /** At the baseline again, or on the way to it, to see whether the best is better. */
  | { readonly kind: 'compare' };

/** The models a suggestion can be by: of the aim error, or the general one, that assumes nothing but smoothness. */
export type ModelKind = 'aim' | 'general';

/** What one model would try next, and what it knows as the best. */
export interface Advice {
  /** The next point, raw units, inside the bounds, on the integer grid, within the step limits. */
  readonly next: readonly number[];
  /** Best posterior mean over the distances that matter; never merely the best observed. */
  readonly best: readonly number[];
  readonly nextRate: Prediction;
  readonly bestRate: Prediction;
  readonly baselineRate: Prediction;
  readonly reason: SuggestionReason;
  /**
   * One a dimension, raw: for an entry of a look-up table between which values the best for a shot from its distance lies with 90 %, null for
   * all else. Absent where the model knows of no tables.
   */
  readonly bands?: readonly (readonly [low: number, high: number] | null)[];
  /** Rows that were used. */
  readonly rows: number;
}

/** What to try next, and what is the best known, by the model that speaks. */
export interface Suggestion extends Advice {
  /** Whose word it is, and by how many nats it foretold the last shots better than the other model; 0 where there was no other. */
  readonly model: { readonly kind: ModelKind; readonly leadNats: number };
}
