import type { Dataset, SuggestRequest } from '../bayes-opt/request.ts';
import { scaledDistance } from '../bayes-opt/space.ts';
import type { AimSetup } from './aim-model.ts';
import type { AimShot, Outcome } from './shot-table.ts';
import { toRaw, toUnit } from './unit-scale.ts';

/** A request in the model's own terms: points of the unit cube, scaled distances. */
export interface AimQuestion {
  readonly setup: AimSetup;
  readonly shots: readonly AimShot[];
  /** Raw values → point, one a dimension. */
  readonly point: (values: readonly number[]) => Float64Array;
  readonly values: (point: Float64Array) => readonly number[];
  /** Distance, m → scaled: −1 and 1 at the ends of the distances that matter. */
  readonly scaled: (distanceM: number) => number;
  readonly metres: (scaled: number) => number;
  /** The values the robot had before tuning, and has now. */
  readonly baseline: Float64Array;
  readonly here: Float64Array;
  /** Largest change per dimension in one trial, share of the range; and whether it stays where it is. */
  readonly maxStep: readonly number[];
  readonly isFixed: readonly boolean[];
  /** Where in the goal to aim: −1 its bottom, 1 its top. */
  readonly bias: number;
  /** When the next point is the baseline's. */
  readonly comparison: SuggestRequest['comparison'];
  /** Proposals from these shots that were refused. */
  readonly refused: number;
}

/** What a request asks of the aim model. */
export function aimQuestion(request: SuggestRequest, seed: number): AimQuestion {
  const { goal, context, data } = request;
  const { low, high } = context ?? { low: 0, high: 1 };
  const space = request.space.map((d) => ({
    low: d.low,
    high: d.high,
    start: d.start,
    integer: d.integer,
    scale: d.scale,
    role: d.role,
    ...(d.atM === undefined ? {} : { atM: d.atM }),
    ...(d.table === undefined ? {} : { table: d.table }),
    ...(d.radPerUnit === undefined ? {} : { radPerUnit: d.radPerUnit }),
  }));
  const dims = space.length;
  const point = (values: readonly number[]): Float64Array =>
    Float64Array.from(space, (d, j) => toUnit(d, values[j]!));
  const scaled = (distanceM: number): number =>
    context === null ? 0 : scaledDistance(context, distanceM);
  return {
    setup: {
      space,
      goal: goal && context && { ...goal, distanceM: [low, high] },
      distanceM: context && [low, high],
      seed,
    },
    shots: Array.from(data.hits, (_, i) => ({
      point: point(Array.from(data.points.subarray(i * dims, (i + 1) * dims))),
      t: scaled(data.distancesM[i]!),
      outcome: outcomeOf(data, i),
      weight: data.weights?.[i] ?? 1,
    })),
    point,
    values: (at) => space.map((d, j) => toRaw(d, at[j]!)),
    scaled,
    metres: (t) => (low + high + t * (high - low)) / 2,
    baseline: point(request.baseline),
    here: point(request.current),
    maxStep: request.space.map(({ maxStep }) => maxStep),
    bias: request.bias ?? 0,
    comparison: request.comparison,
    refused: request.refused ?? 0,
    isFixed: request.space.map(({ fixed }) => fixed === true),
  };
}

/** The most that is known of row `i`: how high it passed, else on which side it missed, else its label. */
function outcomeOf({ hits, sides, errorsM }: Dataset, i: number): Outcome {
  const hit = hits[i] === 1;
  const errorM = errorsM?.[i] ?? Number.NaN;
  if (Number.isFinite(errorM)) return { kind: 'error', errorM, hit };
  if (hit) return { kind: 'hit' };
  const side = sides?.[i] ?? 0;
  return { kind: side === 0 ? 'miss' : side < 0 ? 'low' : 'high' };
}
