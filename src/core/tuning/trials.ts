import type { Suggestion } from '../bayes-opt/request.ts';
import type { Coefficient, Values } from './coefficient.ts';
import type { Happening, TrialKind, TrialReason, Verdict } from './events.ts';
import { destinationOf } from './destination.ts';
import { writeBar } from './gate.ts';
import type { Situation } from './gate.ts';
import type { Input, Notice } from './input.ts';
import { happened, nothing, ordered, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { own } from './own.ts';
import type { TuningState } from './state.ts';
import { withinStep } from './step-limit.ts';
import { atTurn } from './turns.ts';
import { allRead, intended, onRobot, tuned } from './values.ts';
import { withoutConflict } from './write-conflict.ts';

type Of<K extends Input['type']> = Extract<Input, { readonly type: K }>;

/** A person sets one value; the others stay as they are, or as they are about to be. */
export function interpretSet(state: TuningState, now: Situation, input: Of<'set'>): Outcome {
  const { topic, value } = input;
  // By hand it is tried again whether others still set it.
  if (own(state.conflicts, topic) !== undefined) {
    const tried = interpretSet(withoutConflict(state, topic), now, input);
    if (tried.happenings.length === 0) return tried;
    return {
      ...tried,
      happenings: [{ type: 'write-conflict-over', topic }, ...tried.happenings],
    };
  }
  if (!tuned(state).some((coefficient) => coefficient.topic === topic)) return nothing;
  const chosen = choose(state, now, input, 'manual', { [topic]: value });
  if (chosen.happenings.length === 0) return chosen;
  const before = own(intended(state), topic) ?? null;
  const set = own(onGrid(state, { [topic]: value }), topic) ?? value;
  const notice = { kind: 'set-by-hand', topic, value: set, before } as const;
  return { ...chosen, commands: [...chosen.commands, { type: 'tell', notice }] };
}

/** The optimizer's answer becomes the next trial, or waits for the operator's yes, unless the world has moved on since it was asked. */
export function interpretSuggestion(
  state: TuningState,
  now: Situation,
  { trial: asked, seed, suggestion }: Of<'suggested'>,
): Outcome {
  const coefficients = tuned(state);
  const fits = [suggestion.next, suggestion.best].every(
    (point) => point.length === coefficients.length,
  );
  const overtaken = (state.trial?.number ?? 0) !== asked || !fits || state.proposal !== null;
  if (overtaken || state.hold || writeBar(state, now) !== null) return nothing;
  const valuesAt = (point: readonly number[]): Values =>
    Object.fromEntries(coefficients.map(({ topic }, index) => [topic, point[index]!]));
  const turn = atTurn(state);
  const proposed = onGrid(state, valuesAt(suggestion.next));
  // One at a time, the others stay as they are.
  const kept = turn === null ? {} : intended(state);
  const moved = turn === null ? proposed : only(proposed, turn.topic);
  const outside = outOfBounds(state, { ...kept, ...moved });
  if (outside !== null) return ordered({ type: 'tell', notice: outside });
  const next = { ...kept, ...withinSteps(state, moved) };
  const { bestRate, baselineRate, rows, model } = suggestion;
  return happened(
    {
      type: 'verdict',
      verdict: {
        best: valuesAt(suggestion.best),
        bestRate,
        baselineRate,
        ...bandsOf(suggestion, coefficients),
        rows,
        model: model.kind,
      },
    },
    ifApproved(state, newTrial(state, 'proposal', next, reasonOf(suggestion, coefficients), seed)),
  );
}

/** A trial that nobody asked for by hand; a proposal, where the operator is to say yes to it first. */
export function ifApproved(state: TuningState, { kind, ...rest }: NewTrial): Happening {
  if (state.settings?.approve !== true) return { ...rest, kind };
  const { values, reason, seed } = rest;
  const after = state.trial?.number ?? 0;
  return {
    type: 'proposal',
    after,
    kind: kind === 'best' ? 'best' : 'proposal',
    values,
    reason,
    seed,
  };
}

type NewTrial = Extract<Happening, { readonly type: 'trial' }>;

/** Between which values the best of the entries of tables lie; nothing where the model spoke of no table. */
function bandsOf(
  { bands }: Suggestion,
  coefficients: readonly Coefficient[],
): Pick<Verdict, 'bands'> {
  if (bands === undefined) return {};
  const end = (place: 0 | 1): Values =>
    Object.fromEntries(
      coefficients.flatMap(({ topic }, index) => {
        const value = bands[index]?.[place];
        return value === undefined ? [] : [[topic, value]];
      }),
    );
  return { bands: { low: end(0), high: end(1) } };
}

/** A trial that leaves these of the best values on the robot; none where they are there, or may not be written now. */
export function bestTrial(state: TuningState, best: Values): readonly NewTrial[] {
  const values = onGrid(state, best);
  const there = intended(state);
  const isThere = Object.entries(values).every(([topic, value]) => own(there, topic) === value);
  return isThere || outOfBounds(state, values) !== null
    ? []
    : [newTrial(state, 'best', { ...there, ...values }, { kind: 'chosen' }, null)];
}

/** A trial that a person chose; refused when writing is barred, nothing was read yet, or a value is out of bounds. */
export function choose(
  state: TuningState,
  now: Situation,
  input: Input,
  kind: TrialKind,
  chosen: Values,
): Outcome {
  const bar = writeBar(state, now);
  if (bar !== null) return refused(input, bar);
  // What was never read could not be brought back, and would pass for the robot's own value later.
  if (!allRead(state)) return ordered({ type: 'tell', notice: { kind: 'no-baseline-yet' } });
  const values = onGrid(state, chosen);
  const outside = outOfBounds(state, values) ?? closedFor(state, now, values);
  if (outside !== null) return ordered({ type: 'tell', notice: outside });
  return {
    happenings: [
      newTrial(
        state,
        kind,
        sendable(state, now, { ...intended(state), ...values }),
        { kind: 'chosen' },
        null,
      ),
    ],
    commands: [{ type: 'cancel-suggest' }],
  };
}

/** The values of the tuned coefficients, whole where they must be. */
export function onGrid(state: TuningState, values: Values): Values {
  return Object.fromEntries(
    tuned(state).flatMap(({ topic, integer }) => {
      const value = own(values, topic);
      return value === undefined ? [] : [[topic, integer ? Math.round(value) + 0 : value]];
    }),
  );
}

/** The nearest values that the step limits allow from what the robot has now: it may not have what it had when the optimizer was asked. */
function withinSteps(state: TuningState, values: Values): Values {
  return Object.fromEntries(
    tuned(state).flatMap((coefficient) => {
      const { topic } = coefficient;
      const value = own(values, topic);
      if (value === undefined) return [];
      const has = onRobot(state, topic);
      return [[topic, has === undefined ? value : withinStep(coefficient, has, value)]];
    }),
  );
}

function only(values: Values, topic: string): Values {
  const value = own(values, topic);
  return value === undefined ? {} : { [topic]: value };
}

/** The first value that may not be written, as a notice; null when all may. */
export function outOfBounds(state: TuningState, values: Values): Notice | null {
  for (const { topic, min, max } of tuned(state)) {
    const value = own(values, topic);
    if (value !== undefined && !(value >= min && value <= max))
      return { kind: 'out-of-bounds', topic, value, min, max };
  }
  return null;
}

/** The first value that differs from the robot's and can't leave for it, as a notice; null when all can. */
function closedFor(state: TuningState, now: Situation, values: Values): Notice | null {
  for (const coefficient of tuned(state)) {
    const { topic } = coefficient;
    const value = own(values, topic);
    const destination = destinationOf(now, coefficient);
    if (value !== undefined && value !== onRobot(state, topic) && destination.kind === 'closed')
      return { kind: 'cannot-leave', topic, why: destination.why };
  }
  return null;
}

/** The values without those of coefficients for which none can leave: they stay where they are. */
const sendable = (state: TuningState, now: Situation, values: Values): Values =>
  Object.fromEntries(
    tuned(state).flatMap((coefficient) => {
      const value = own(values, coefficient.topic);
      const isClosed = destinationOf(now, coefficient).kind === 'closed';
      return value === undefined || isClosed ? [] : [[coefficient.topic, value]];
    }),
  );

/** The next trial. */
export const newTrial = (
  state: TuningState,
  kind: TrialKind,
  values: Values,
  reason: TrialReason,
  seed: number | null,
): NewTrial => ({
  type: 'trial',
  trial: (state.trial?.number ?? 0) + 1,
  kind,
  values,
  reason,
  seed,
});

function reasonOf(
  { reason, nextRate: rate }: Suggestion,
  coefficients: readonly Coefficient[],
): TrialReason {
  switch (reason.kind) {
    case 'no-data':
      return { kind: 'chosen' };
    case 'refine':
    case 'compare':
      return { kind: reason.kind, rate };
    case 'explore': {
      const topic = coefficients[reason.dimension]?.topic;
      return topic === undefined
        ? { kind: 'refine', rate }
        : { kind: 'explore', topic, direction: reason.direction, rate };
    }
  }
}
