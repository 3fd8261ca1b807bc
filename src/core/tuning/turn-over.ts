import type { Coefficient } from './coefficient.ts';
import type { Happening, Settings, TurnCause } from './events.ts';
import { writeBar } from './gate.ts';
import type { Situation } from './gate.ts';
import type { Input } from './input.ts';
import { ordered, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { own } from './own.ts';
import { ruleFor, type Rule } from './rules.ts';
import type { TuningState } from './state.ts';
import { bestTrial, ifApproved } from './trials.ts';
import { atTurn, isComplete, takesTurns, turnSample } from './turns.ts';
import { allRead, tuned } from './values.ts';

/** Share of hits in a turn's own sample that counts as success. */
const successShare = 0.9;

/** A turn that is due by itself: the first, the next after a success, another where its coefficient is tuned no more. */
export function turnDue(state: TuningState): readonly Happening[] {
  if (!takesTurns(state) || !allRead(state) || isComplete(state)) return [];
  const coefficient = atTurn(state);
  if (coefficient === null)
    return tuned(state).length === 0
      ? []
      : [
          {
            type: 'turn',
            topic: following(state),
            why: state.hadTurn.length === 0 ? 'begin' : 'settings',
          },
        ];
  const { rule, shots, hits, needed } = turnProgress(state, state.settings!, coefficient);
  const succeeded = rule.on && shots >= rule.shots && hits >= needed;
  return succeeded ? bySuccess(state) : [];
}

/** How far a coefficient is from handing on its turn. */
export interface TurnProgress {
  /** When it does so by itself. */
  readonly rule: Rule;
  /** Counted shots of its own that the rule looks at: the last `rule.shots` where it is on, else all. */
  readonly shots: number;
  readonly hits: number;
  /** Hits in `rule.shots` that are a success. */
  readonly needed: number;
}

/** How far the coefficient whose turn it is has come. */
export function turnProgress(
  state: TuningState,
  settings: Settings,
  coefficient: Coefficient,
): TurnProgress {
  const rule = ruleFor(settings, 'autoAdvance', coefficient);
  const sample = turnSample(state).slice(rule.on ? -rule.shots : 0);
  return {
    rule,
    shots: sample.length,
    hits: sample.filter(({ label }) => label === 'hit').length,
    needed: Math.ceil(successShare * rule.shots),
  };
}

/** The operator ends a turn: the next one in the team's order has not had its own yet. */
export function interpretSkip(state: TuningState, now: Situation, input: Input): Outcome {
  return changed(state, now, input, () => {
    const next = following(state);
    return next === null && state.turn === null ? null : [next, 'skip'];
  });
}

/** The operator goes back to the coefficient before this one; what was learned of it is kept. */
export function interpretPrevious(state: TuningState, now: Situation, input: Input): Outcome {
  return changed(state, now, input, () => {
    const topics = tuned(state).map(({ topic }) => topic);
    const at = topics.indexOf(state.turn?.topic ?? '');
    const before = topics.at(at < 0 ? -1 : at - 1);
    return before === undefined || at === 0 ? null : [before, 'back'];
  });
}

/** The operator gives the turn to any coefficient. */
export function interpretTurnTo(
  state: TuningState,
  now: Situation,
  input: Extract<Input, { type: 'turn-to' }>,
): Outcome {
  return changed(state, now, input, () => {
    const isTuned = tuned(state).some(({ topic }) => topic === input.topic);
    const isThere = state.turn?.topic === input.topic;
    return isTuned && !isThere
      ? [input.topic, state.hadTurn.includes(input.topic) ? 'back' : 'chosen']
      : null;
  });
}

/** A new round of turns, from the first one on. */
export const newRound = (state: TuningState): Happening => ({
  type: 'turn',
  topic: tuned(state)[0]?.topic ?? null,
  why: 'begin',
});

function changed(
  state: TuningState,
  now: Situation,
  input: Input,
  to: () => readonly [string | null, TurnCause] | null,
): Outcome {
  if (!takesTurns(state)) return ordered({ type: 'tell', notice: { kind: 'no-turns' } });
  // The best value of the turn that ends is to stay on the robot: it must be possible to write it.
  const bar = writeBar(state, now);
  if (bar !== null) return refused(input, bar);
  const next = to();
  if (next === null) return ordered({ type: 'tell', notice: { kind: 'no-such-turn' } });
  return { happenings: turnOver(state, ...next), commands: [{ type: 'cancel-suggest' }] };
}

/** Nobody asked for it: where the operator is to approve what is written, the best of the turn that is over waits for a yes. */
const bySuccess = (state: TuningState): readonly Happening[] =>
  turnOver(state, following(state), 'success').map((happening) =>
    happening.type === 'trial' ? ifApproved(state, happening) : happening,
  );

/** The turn goes on, and the best value of its coefficient stays on the robot, not the last that was tried. */
function turnOver(state: TuningState, topic: string | null, why: TurnCause): readonly Happening[] {
  const was = state.turn?.topic;
  const best = was === undefined ? undefined : own(state.verdict?.best ?? {}, was);
  return [
    { type: 'turn', topic, why },
    ...(was === undefined || best === undefined ? [] : bestTrial(state, { [was]: best })),
  ];
}

/** The topic whose turn is next: after this one in the team's order, of those that have not had theirs. Null when all have. */
function following(state: TuningState): string | null {
  const topics = tuned(state).map(({ topic }) => topic);
  const at = topics.indexOf(state.turn?.topic ?? '');
  const inOrder = [...topics.slice(at + 1), ...topics.slice(0, Math.max(at, 0))];
  return inOrder.find((topic) => !state.hadTurn.includes(topic)) ?? null;
}
