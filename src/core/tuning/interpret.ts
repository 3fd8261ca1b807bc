import type { Suggestion } from '../bayes-opt/request.ts';
import type { Values } from './coefficient.ts';
import type { RateInterval, TrialKind, TrialReason } from './events.ts';
import { indexOfShot } from './fold.ts';
import { armingBar, writeBar } from './gate.ts';
import type { Situation } from './gate.ts';
import type { Input, Notice, Target } from './input.ts';
import { happened, nothing, ordered } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { interpretLabel, interpretShot, interpretTap } from './shots-in.ts';
import type { TuningState } from './state.ts';
import { onRobot, tuned } from './values.ts';

/** What an input means by itself: the facts it adds, or the words that refuse it. */
export function interpret(state: TuningState, now: Situation, input: Input): Outcome {
  switch (input.type) {
    case 'tap':
      return interpretTap(state, input);
    case 'robot-shot':
      return interpretShot(state, input.shot);
    case 'robot-label':
      return interpretLabel(state, input.late);
    case 'relabel':
      return indexOfShot(state, input.shotId) < 0
        ? nothing
        : happened({
            type: 'label',
            shotId: input.shotId,
            label: input.label,
            direction: input.direction,
            by: 'operator',
          });
    case 'void': {
      const record = state.shots[indexOfShot(state, input.shotId)];
      return record === undefined || record.voided
        ? nothing
        : happened({ type: 'void', shotId: input.shotId });
    }
    case 'undo':
      return undo(state);
    case 'arm': {
      if (state.armed) return nothing;
      const bar = armingBar(state, now);
      return bar === null ? happened({ type: 'armed' }) : refused(input, bar);
    }
    case 'disarm':
      return state.armed ? happened({ type: 'disarmed', cause: 'operator' }) : nothing;
    case 'resume':
      return {
        happenings: [
          ...(state.armed ? [{ type: 'disarmed', cause: 'reload' } as const] : []),
          ...(state.online === null
            ? []
            : [{ type: 'offline', why: 'the page was closed' } as const]),
        ],
        commands: [],
      };
    case 'hold':
      return input.on === state.hold ? nothing : happened({ type: 'hold', on: input.on });
    case 'next': {
      const bar = writeBar(state, now);
      if (bar !== null) return refused(input, bar);
      return happened(
        ...(state.hold ? [{ type: 'hold', on: false } as const] : []),
        ...(state.asked ? [] : [{ type: 'asked' } as const]),
      );
    }
    case 'go-to':
      return goTo(state, now, input);
    case 'set':
      return choose(state, now, input, 'manual', {
        ...currentValues(state),
        [input.topic]: input.value,
      });
    case 'configure':
      return happened({ type: 'settings', settings: input.settings });
    case 'answer-restart':
      return state.restartPending
        ? happened(
            { type: 'restart-answered', choice: input.choice },
            ...restarted(state, input.choice),
          )
        : nothing;
    case 'note':
      return input.text.trim() === '' ? nothing : happened({ type: 'note', text: input.text });
    case 'observed':
      return Number.isFinite(input.value) && onRobot(state, input.topic) !== input.value
        ? happened(input)
        : nothing;
    case 'applied':
      return applied(state, input);
    case 'online':
      return happened(
        ...(hasRestarted(state, now, input.serverUs)
          ? [{ type: 'robot-restarted', serverUs: input.serverUs } as const]
          : []),
        input,
      );
    case 'offline':
      return state.online === null ? nothing : happened(input);
    case 'match':
      return sameMatch(state.match, input.match) ? nothing : happened(input);
    case 'written': {
      const { topic, value, attempt, serverUs } = input;
      return happened({ type: 'sent', topic, value, attempt, serverUs });
    }
    case 'suggested':
      return suggested(state, now, input);
    case 'tick':
      return nothing;
  }
}

const refused = (input: Input, why: Extract<Notice, { kind: 'refused' }>['why']): Outcome =>
  ordered({ type: 'tell', notice: { kind: 'refused', input: input.type, why } });

function undo(state: TuningState): Outcome {
  const last = state.undo.at(-1);
  if (last === undefined) return ordered({ type: 'tell', notice: { kind: 'nothing-to-undo' } });
  const shot = indexOfShot(state, last.shotId) + 1;
  return {
    happenings: [{ type: 'undo', target: last.seq }],
    commands: [{ type: 'tell', notice: { kind: 'undone', act: last.act, shot } }],
  };
}

/** The values on the robot, for every coefficient that is tuned and known. */
function currentValues(state: TuningState): Values {
  return Object.fromEntries(
    tuned(state).flatMap(({ topic }) => {
      const value = onRobot(state, topic);
      return value === undefined ? [] : [[topic, value]];
    }),
  );
}

/** The values of a target for the coefficients that are tuned; null when it is not known yet. */
function valuesOf(state: TuningState, target: Target): Values | null {
  switch (target) {
    case 'best':
      return state.verdict?.best ?? null;
    case 'baseline':
      return state.baseline;
    case 'code-default':
      return Object.fromEntries(tuned(state).map(({ topic, codeDefault }) => [topic, codeDefault]));
  }
}

function goTo(
  state: TuningState,
  now: Situation,
  input: Extract<Input, { type: 'go-to' }>,
): Outcome {
  const values = valuesOf(state, input.target);
  if (values === null)
    return ordered({
      type: 'tell',
      notice: { kind: input.target === 'best' ? 'no-best-yet' : 'no-baseline-yet' },
    });
  return choose(state, now, input, input.target, values);
}

/** A trial that a person chose; refused when writing is barred or a value is out of bounds. */
function choose(
  state: TuningState,
  now: Situation,
  input: Input,
  kind: TrialKind,
  values: Values,
): Outcome {
  const bar = writeBar(state, now);
  if (bar !== null) return refused(input, bar);
  const outside = outOfBounds(state, values);
  if (outside !== null) return ordered({ type: 'tell', notice: outside });
  const hold = state.hold || kind === 'manual' ? [] : [{ type: 'hold', on: true } as const];
  return {
    happenings: [trial(state, kind, values, { kind: 'chosen' }, null), ...hold],
    commands: [{ type: 'cancel-suggest' }],
  };
}

function trial(
  state: TuningState,
  kind: TrialKind,
  values: Values,
  reason: TrialReason,
  seed: number | null,
) {
  return {
    type: 'trial',
    trial: (state.trial?.number ?? 0) + 1,
    kind,
    values: onlyTuned(state, values),
    reason,
    seed,
  } as const;
}

const onlyTuned = (state: TuningState, values: Values): Values =>
  Object.fromEntries(
    tuned(state).flatMap(({ topic }) => {
      const value = values[topic];
      return value === undefined ? [] : [[topic, value]];
    }),
  );

/** The first value that may not be written, as a notice; null when all may. */
function outOfBounds(state: TuningState, values: Values): Notice | null {
  for (const { topic, min, max } of tuned(state)) {
    const value = values[topic];
    if (value !== undefined && !(value >= min && value <= max))
      return { kind: 'out-of-bounds', topic, value, min, max };
  }
  return null;
}

/** Whether the clock of the robot now tells that its program began anew since we last spoke with it. */
function hasRestarted(state: TuningState, now: Situation, serverUs: number): boolean {
  if (state.lastOnline === null) return false;
  const expectedUs = state.lastOnline.serverUs + (now.nowMs - state.lastOnline.atMs) * 1000;
  return expectedUs - serverUs > clockSlackUs;
}

/** A clock that is behind by more than this has begun anew; less is drift and latency. */
const clockSlackUs = 2_000_000;

function restarted(state: TuningState, choice: 'best' | 'trial' | 'adopt') {
  const values =
    choice === 'adopt'
      ? currentValues(state)
      : choice === 'best'
        ? (state.verdict?.best ?? state.trial?.values ?? {})
        : (state.trial?.values ?? {});
  return outOfBounds(state, values) === null
    ? [trial(state, 'restart', values, { kind: 'chosen' }, null)]
    : [];
}

function applied(state: TuningState, input: Extract<Input, { type: 'applied' }>): Outcome {
  if (!Number.isFinite(input.value)) return nothing;
  const { topic, value, serverUs } = input;
  const write = state.writes[topic];
  const awaited = write?.phase.kind === 'sent' || write?.phase.kind === 'unconfirmed';
  const last = state.known[topic]?.at(-1);
  const news = last?.value !== value || state.confirms[topic] === undefined;
  return news || (awaited && write.value === value)
    ? happened({ type: 'confirmed', topic, value, serverUs })
    : nothing;
}

const sameMatch = (a: TuningState['match'], b: TuningState['match']): boolean =>
  a === b ||
  (a !== null && b !== null && a.event === b.event && a.type === b.type && a.number === b.number);

function suggested(
  state: TuningState,
  now: Situation,
  { trial: asked, seed, suggestion }: Extract<Input, { type: 'suggested' }>,
): Outcome {
  const coefficients = tuned(state);
  const overtaken =
    (state.trial?.number ?? 0) !== asked || suggestion.next.length !== coefficients.length;
  if (overtaken || state.hold || writeBar(state, now) !== null) return nothing;
  const valuesAt = (point: readonly number[]): Values =>
    Object.fromEntries(coefficients.map(({ topic }, index) => [topic, point[index]!]));
  const next = valuesAt(suggestion.next);
  const outside = outOfBounds(state, next);
  if (outside !== null) return ordered({ type: 'tell', notice: outside });
  return happened(
    {
      type: 'verdict',
      verdict: {
        best: valuesAt(suggestion.best),
        bestRate: suggestion.bestRate,
        baselineRate: suggestion.baselineRate,
        rows: suggestion.rows,
      },
    },
    trial(state, 'proposal', next, reasonOf(suggestion, coefficients), seed),
  );
}

function reasonOf(
  { reason, nextRate }: Suggestion,
  coefficients: readonly { readonly topic: string }[],
): TrialReason {
  const rate: RateInterval = nextRate;
  switch (reason.kind) {
    case 'no-data':
      return { kind: 'chosen' };
    case 'refine':
      return { kind: 'refine', rate };
    case 'explore': {
      const topic = coefficients[reason.dimension]?.topic;
      return topic === undefined
        ? { kind: 'refine', rate }
        : { kind: 'explore', topic, direction: reason.direction, rate };
    }
  }
}
