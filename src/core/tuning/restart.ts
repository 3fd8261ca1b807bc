import type { Happening, RestartSign } from './events.ts';
import type { Situation } from './gate.ts';
import { isSame } from './in-code.ts';
import type { Input } from './input.ts';
import { nothing, ordered } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { own } from './own.ts';
import type { KnownValue, TuningState } from './state.ts';
import { intended, onRobot, tuned } from './values.ts';
import { newTrial, onGrid, outOfBounds } from './trials.ts';

type Of<K extends Input['type']> = Extract<Input, { readonly type: K }>;

/** A robot's program publishes its values within this time of the moment at which it can be reached, µs. */
const startUpUs = 10_000_000;

/**
 * Returns the sign that robot code began anew under a clock that went on, which a value gives: a default where there was a stamped value, or
 * the code's own value, set while the page was away. Null for all other values, and where the program is known to be the same.
 */
export function restartSign(
  state: TuningState,
  now: Situation,
  { topic, value, serverUs }: Of<'observed' | 'applied'>,
): Exclude<RestartSign, 'boot'> | null {
  const { lastOnline, online, restartKnown } = state;
  if (lastOnline === null || online === null || restartKnown || now.program === 'same') return null;
  const known = own(state.known, topic) ?? [];
  // What robot code acknowledged has a stamp of its own: it says nothing of the coefficient's.
  const wasStamped = known.some((one) => isOfTopic(one) && one.serverUs > 0);
  if (serverUs === 0) return wasStamped ? 'weak-default' : null;
  const newestUs = known.at(-1)?.serverUs ?? 0;
  if (newestUs === 0) return null;
  const setWhileAway =
    newestUs < lastOnline.serverUs &&
    serverUs > newestUs &&
    serverUs < lastOnline.serverUs + startUpUs;
  const coded = own(state.inCode.told, topic);
  const setBack =
    coded !== undefined && isSame(value, coded) && !isSame(value, onRobot(state, topic) ?? value);
  return setWhileAway && setBack ? 'code-value' : null;
}

/** Whether a value was on the coefficient's own topic. */
const isOfTopic = ({ by }: KnownValue): boolean => by === 'server' || by === 'sent';

/** Robot code began anew under a clock that went on: what it has now is read again, and nothing is sent before the question is answered. */
export const beganAnew = (state: TuningState, sign: Exclude<RestartSign, 'boot'>): Outcome => ({
  happenings: [{ type: 'code-restarted', boot: null, sign }, ...restartTrial(state)],
  commands: [{ type: 'cancel-suggest' }, { type: 'read-again' }],
});

/** A sign that the borders saw: of a program that is new for sure, so it is asked about once in a connection. */
export function interpretBeganAnew(state: TuningState, { sign }: Of<'began-anew'>): Outcome {
  const isKnown = sign === 'announced-again' ? state.restartPending : state.restartKnown;
  return isKnown || state.online === null ? nothing : beganAnew(state, sign);
}

/** The trial that shots with the robot's own values belong to: a restart ends the one before. Until anything was tuned there is nothing to end. */
export function restartTrial(state: TuningState): readonly Happening[] {
  return hasTuned(state) ? [newTrial(state, 'restart', {}, { kind: 'chosen' }, null)] : [];
}

/** Whether anything but the robot's own values was ever chosen. */
export const hasTuned = ({ trial }: Pick<TuningState, 'trial'>): boolean =>
  (trial?.number ?? 0) > 0;

/**
 * Which values hold after the robot began anew. The question stays open while its answer can't be carried out: no
 * best is known yet, or a value is out of bounds. To adopt is always possible: nothing needs to be written.
 */
export function interpretRestartAnswer(
  state: TuningState,
  { choice }: Of<'answer-restart'>,
): Outcome {
  if (!state.restartPending) return nothing;
  if (choice === 'adopt') {
    const answered: Happening = { type: 'restart-answered', choice };
    // The trial that the restart began has the robot's own values already.
    const isBegun = (state.interrupted?.trial ?? state.trial?.number) !== state.trial?.number;
    const trial = newTrial(state, 'restart', intended(state), { kind: 'chosen' }, null);
    return { happenings: isBegun ? [answered] : [answered, trial], commands: [] };
  }
  const values =
    choice === 'best' ? state.verdict?.best : (state.interrupted ?? state.trial)?.values;
  if (values === undefined) return ordered({ type: 'tell', notice: { kind: 'no-best-yet' } });
  const snapped = onGrid(state, values);
  const outside = outOfBounds(state, snapped);
  if (outside !== null) return ordered({ type: 'tell', notice: outside });
  return {
    happenings: [
      { type: 'restart-answered', choice },
      newTrial(state, 'restart', { ...intended(state), ...snapped }, { kind: 'chosen' }, null),
    ],
    commands: [],
  };
}

/** The standing answer of the settings, once the robot has told all it has now; nothing where a person is asked. */
export function standingAnswer(state: TuningState): Outcome {
  const choice = state.settings?.afterRestart ?? 'ask';
  if (!state.restartPending || state.online === null || choice === 'ask') return nothing;
  if (tuned(state).some(({ topic }) => onRobot(state, topic) === undefined)) return nothing;
  const answer = interpretRestartAnswer(state, { type: 'answer-restart', choice });
  // An answer that can't be carried out leaves the question to a person.
  return answer.happenings.length === 0
    ? nothing
    : {
        happenings: answer.happenings,
        commands: [{ type: 'tell', notice: { kind: 'restart-answered', choice } }],
      };
}
