import type { SuggestionReason } from './request.ts';

/** Moves of less than this share of the range from the best are fine tuning. */
const refineReach = 0.05;

/** Why `next`, told from where the best known and the robot are; points of the unit cube. */
export function reasonFor(
  next: Float64Array,
  best: Float64Array,
  here: Float64Array,
): SuggestionReason {
  const moves = next.map((u, j) => u - here[j]!);
  const dimension = moves.reduce(
    (far, move, j) => (Math.abs(move) > Math.abs(moves[far]!) ? j : far),
    0,
  );
  const isFine = next.every((u, j) => Math.abs(u - best[j]!) < refineReach);
  if (isFine || moves[dimension] === 0) return { kind: 'refine' };
  return { kind: 'explore', dimension, direction: moves[dimension]! > 0 ? 'up' : 'down' };
}
