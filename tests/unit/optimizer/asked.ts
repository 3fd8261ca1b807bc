import type { Objective, SuggestRequest } from '../../../src/core/bayes-opt/request.ts';
import type { Context, Dimension } from '../../../src/core/bayes-opt/space.ts';

/** A coefficient that says nothing of itself. */
export const linear: Dimension = {
  low: 0,
  high: 1,
  start: 0.2,
  integer: false,
  scale: 'linear',
  maxStep: 0.15,
  role: null,
};
export const distances: Context = { low: 2, high: 6 };

/** A shot, with what a test wants it to tell. */
export interface Row {
  readonly x: readonly number[];
  readonly distanceM: number;
  readonly hit: boolean;
  readonly side?: -1 | 0 | 1;
  readonly errorM?: number;
  readonly weight?: number;
  readonly value?: number;
}

/** What is asked after these shots; the robot stands at the last. */
export function requestOf(
  space: readonly Dimension[],
  rows: readonly Row[],
  context: Context | null = distances,
  objective: Objective = { kind: 'hits' },
): SuggestRequest {
  const baseline = space.map(({ start }) => start);
  return {
    space,
    context,
    goal: null,
    objective,
    data: {
      points: Float64Array.from(rows.flatMap(({ x }) => x)),
      distancesM: Float64Array.from(rows, ({ distanceM }) => distanceM),
      hits: Uint8Array.from(rows, ({ hit }) => (hit ? 1 : 0)),
      sides: Int8Array.from(rows, ({ side }) => side ?? 0),
      errorsM: Float64Array.from(rows, ({ errorM }) => errorM ?? NaN),
      weights: Float64Array.from(rows, ({ weight }) => weight ?? 1),
      values:
        objective.kind === 'hits' ? null : Float64Array.from(rows, ({ value }) => value ?? NaN),
    },
    current: rows.at(-1)?.x ?? baseline,
    baseline,
  };
}
