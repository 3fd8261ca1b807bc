import type { TuningEvent } from './events.ts';
import type { Situation } from './gate.ts';
import type { Input } from './input.ts';
import { happened, nothing, ordered } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { Pin, TuningState } from './state.ts';
import { choose, onGrid } from './trials.ts';
import { onRobot, tuned } from './values.ts';

type Of<K extends Input['type']> = Extract<Input, { readonly type: K }>;
type PinEvent = Extract<
  TuningEvent,
  { readonly type: 'pinned' | 'pin-renamed' | 'pin-removed' | 'pin-returned' }
>;

/** The pins that are there, oldest first. */
export const pinsOf = ({ pins }: TuningState): readonly Pin[] =>
  pins.filter(({ removedSeq }) => removedSeq === null);

/** The pin that was removed last, and can be put back; null for none. */
export const lastRemoved = ({ pins }: TuningState): Pin | null =>
  pins
    .filter(({ removedSeq }) => removedSeq !== null)
    .reduce<Pin | null>(
      (last, pin) => (last === null || pin.removedSeq! > last.removedSeq! ? pin : last),
      null,
    );

/** What the robot has of each tuned coefficient, or the best, is kept under a name. What was never read is left out. */
export function interpretPin(state: TuningState, { id, of, name }: Of<'pin'>): Outcome {
  const there = tuned(state).flatMap(({ topic }) => {
    const value = onRobot(state, topic);
    return value === undefined ? [] : [[topic, value] as const];
  });
  const values = of === 'robot' ? Object.fromEntries(there) : (state.verdict?.best ?? {});
  const called = name.trim();
  if (called === '' || state.pins.some((pin) => pin.id === id)) return nothing;
  if (Object.keys(values).length === 0)
    return ordered({
      type: 'tell',
      notice: { kind: of === 'best' ? 'no-best-yet' : 'nothing-to-pin' },
    });
  return happened({ type: 'pinned', pin: id, name: called, values });
}

export function interpretRenamePin(state: TuningState, { id, name }: Of<'rename-pin'>): Outcome {
  const pin = pinsOf(state).find((other) => other.id === id);
  const called = name.trim();
  return pin === undefined || called === '' || called === pin.name
    ? nothing
    : happened({ type: 'pin-renamed', pin: id, name: called });
}

export const interpretRemovePin = (state: TuningState, { id }: Of<'remove-pin'>): Outcome =>
  pinsOf(state).some((pin) => pin.id === id) ? happened({ type: 'pin-removed', pin: id }) : nothing;

export const interpretReturnPin = (state: TuningState, { id }: Of<'return-pin'>): Outcome =>
  state.pins.some((pin) => pin.id === id && pin.removedSeq !== null)
    ? happened({ type: 'pin-returned', pin: id })
    : nothing;

/** All of a pin that is tuned now goes to the robot, as values by hand do; the tuner holds there, as it does at the best. */
export function interpretRestorePin(
  state: TuningState,
  now: Situation,
  input: Of<'restore-pin'>,
): Outcome {
  const pin = pinsOf(state).find(({ id }) => id === input.id);
  if (pin === undefined) return nothing;
  const { name } = pin;
  const values = onGrid(state, pin.values);
  if (Object.keys(values).length === 0)
    return ordered({ type: 'tell', notice: { kind: 'pin-not-tuned', name } });
  const chosen = choose(state, now, input, 'manual', values);
  if (chosen.happenings.length === 0) return chosen;
  const notice = { kind: 'pin-restored', name, trial: (state.trial?.number ?? 0) + 1 } as const;
  return {
    happenings: [
      ...chosen.happenings,
      ...(state.hold ? [] : [{ type: 'hold', on: true } as const]),
    ],
    commands: [...chosen.commands, { type: 'tell', notice }],
  };
}

/** The state after a pin was made, renamed, removed or put back. */
export function withPin(state: TuningState, event: PinEvent): TuningState {
  switch (event.type) {
    case 'pinned': {
      const { pin: id, name, values, atMs } = event;
      if (state.pins.some((pin) => pin.id === id)) return state;
      return { ...state, pins: [...state.pins, { id, name, values, atMs, removedSeq: null }] };
    }
    case 'pin-renamed':
      return changed(state, event.pin, { name: event.name });
    case 'pin-removed':
      return changed(state, event.pin, { removedSeq: event.seq });
    case 'pin-returned':
      return changed(state, event.pin, { removedSeq: null });
  }
}

const changed = (state: TuningState, id: string, change: Partial<Pin>): TuningState => ({
  ...state,
  pins: state.pins.map((pin) => (pin.id === id ? { ...pin, ...change } : pin)),
});
