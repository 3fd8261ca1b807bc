import type { Coefficient } from './coefficient.ts';
import type { TuningEvent } from './events.ts';
import { counts } from './shot-records.ts';
import type { ShotRecord, TuningState } from './state.ts';
import { tuned } from './values.ts';

/** Whether coefficients are tuned one at a time, in the team's order. */
export const takesTurns = ({ settings }: TuningState): boolean =>
  settings?.search === 'one-at-a-time';

/** The coefficient whose turn it is; null while all are tuned at once, before the first turn, and when all have had theirs. */
export function atTurn(state: TuningState): Coefficient | null {
  const { turn } = state;
  if (!takesTurns(state) || turn === null) return null;
  return tuned(state).find(({ topic }) => topic === turn.topic) ?? null;
}

/** Whether every coefficient has had its turn. */
export function isComplete(state: TuningState): boolean {
  const { turn, hadTurn } = state;
  return (
    takesTurns(state) && turn === null && tuned(state).every(({ topic }) => hadTurn.includes(topic))
  );
}

/** The counted shots since this turn began, oldest first. */
export function turnSample(state: TuningState): readonly ShotRecord[] {
  const { turn, shots } = state;
  if (turn === null) return [];
  const first = shots.findLastIndex(({ seq }) => seq < turn.sinceSeq) + 1;
  return shots.slice(first).filter(counts);
}

/** The state after the turn went on. */
export function withTurn(
  state: TuningState,
  { topic, why, seq }: Extract<TuningEvent, { type: 'turn' }>,
): TuningState {
  const ended = why === 'success' || why === 'skip' ? state.turn?.topic : undefined;
  const before = why === 'begin' ? [] : state.hadTurn;
  const hadTurn = ended === undefined ? before : [...before, ended];
  return {
    ...state,
    turn: topic === null ? null : { topic, sinceSeq: seq },
    hadTurn: hadTurn.filter((other) => other !== topic),
  };
}
