import type { Happening, TuningEvent } from './events.ts';
import { fold } from './fold.ts';
import type { Situation } from './gate.ts';
import type { Command, Input } from './input.ts';
import { interpret } from './interpret.ts';
import { pursue } from './pursue.ts';
import type { TuningState } from './state.ts';

/** The answer to one input: the new state, the events that led to it, and what the borders are to do. */
export interface Decision {
  readonly state: TuningState;
  readonly events: readonly TuningEvent[];
  readonly commands: readonly Command[];
}

/**
 * The one verb of the tuner: what follows from an input, in a state and a situation. Pure: the events are to be
 * logged in order, the commands carried out in order, and `state` is `fold` of the events.
 *
 * Each `write` that left is to be answered by `written` before any other input is decided on: until then its value
 * counts as still to be sent. A `written` itself orders no writes, as others of its batch may have left too.
 */
export function decide(state: TuningState, now: Situation, input: Input): Decision {
  const answer = interpret(state, now, input);
  const afterInput = append(state, now, answer.happenings);
  const pursuit = pursue(afterInput.state, now, input.type !== 'written');
  const afterPursuit = append(afterInput.state, now, pursuit.happenings);
  return {
    state: afterPursuit.state,
    events: [...afterInput.events, ...afterPursuit.events],
    commands: [...answer.commands, ...pursuit.commands],
  };
}

function append(
  state: TuningState,
  now: Situation,
  happenings: readonly Happening[],
): { readonly state: TuningState; readonly events: readonly TuningEvent[] } {
  const events = happenings.map((happening, index) => ({
    ...happening,
    seq: state.nextSeq + index,
    atMs: now.nowMs,
  }));
  return { state: events.reduce(fold, state), events };
}
