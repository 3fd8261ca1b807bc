import type { FinishChoice, Happening } from './events.ts';
import type { Situation } from './gate.ts';
import type { Arrival, Input, Notice, Target } from './input.ts';
import { nothing, ordered, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { valuesAt } from './standpoints.ts';
import type { TuningState } from './state.ts';
import { choose } from './trials.ts';
import { intended, onRobotAt } from './values.ts';

type Of<K extends Input['type']> = Extract<Input, { readonly type: K }>;

/** A person wants a set of values back. The tuner holds there until it is asked for the next ones. */
export function interpretGoTo(state: TuningState, now: Situation, input: Of<'go-to'>): Outcome {
  const { target } = input;
  const chosen = chooseSet(state, now, input, target);
  if (chosen.happenings.length === 0) return chosen;
  const notice = { kind: 'went-to', target, trial: (state.trial?.number ?? 0) + 1 } as const;
  return {
    happenings: [...chosen.happenings, ...holding(state, true)],
    commands: [...chosen.commands, { type: 'tell', notice }],
  };
}

/** What was intended before a person chose the present values is brought back, held or not as it was then. */
export function interpretGoBack(state: TuningState, now: Situation, input: Of<'go-back'>): Outcome {
  const { former } = state;
  if (former === null) return ordered({ type: 'tell', notice: { kind: 'nothing-to-go-back' } });
  const chosen = choose(state, now, input, 'former', former.values);
  return chosen.happenings.length === 0
    ? chosen
    : { ...chosen, happenings: [...chosen.happenings, ...holding(state, former.hold)] };
}

/** Tuning ends, with these values on the robot. It is disarmed once they are there, and holds should it be armed again. */
export function interpretFinish(state: TuningState, now: Situation, input: Of<'finish'>): Outcome {
  if (state.settings === null) return refused(input, 'not-set-up');
  const chosen = input.with === 'as-is' ? nothing : chooseSet(state, now, input, input.with);
  if (input.with !== 'as-is' && chosen.happenings.length === 0) return chosen;
  return {
    happenings: [
      ...chosen.happenings,
      ...holding(state, true),
      { type: 'finished', with: input.with },
    ],
    commands: [
      { type: 'cancel-suggest' },
      ...(state.armed
        ? []
        : [{ type: 'tell', notice: finishedNotice(state, input.with) } as const]),
    ],
  };
}

/** What is said when tuning is over: whether the robot has the values that were to stay. */
export function finishedNotice(state: TuningState, choice: FinishChoice): Notice {
  return { kind: 'finished', with: choice, arrival: arrivalOf(state) };
}

/** How far the values that are intended came. */
function arrivalOf(state: TuningState): Arrival {
  const told = Object.entries(intended(state)).map(([topic, value]) => {
    const there = onRobotAt(state, topic, null);
    return there?.value === value ? (there.confirmed ? 'confirmed' : 'sent') : 'missing';
  });
  if (told.includes('missing')) return 'missing';
  return told.includes('sent') ? 'sent' : 'confirmed';
}

const holding = (state: TuningState, on: boolean): readonly Happening[] =>
  state.hold === on ? [] : [{ type: 'hold', on }];

/** A trial with a set of values that is known by name. */
function chooseSet(state: TuningState, now: Situation, input: Input, target: Target): Outcome {
  const values = valuesAt(state, target);
  if (values !== null) return choose(state, now, input, target, values);
  const kind = target === 'best' ? 'no-best-yet' : 'no-baseline-yet';
  return ordered({ type: 'tell', notice: { kind } });
}
