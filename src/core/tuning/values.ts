import type { Coefficient, Values } from './coefficient.ts';
import { own } from './own.ts';
import type { KnownValue, TuningState } from './state.ts';

/** The coefficients that the team wants to be tuned, in its order. */
export function enabled(state: TuningState): readonly Coefficient[] {
  return state.settings?.coefficients.filter((coefficient) => coefficient.enabled) ?? [];
}

/** Those of them that nobody else keeps setting: the coordinates of the optimizer. */
export function tuned(state: TuningState): readonly Coefficient[] {
  return enabled(state).filter(({ topic }) => own(state.conflicts, topic) === undefined);
}

/**
 * What the robot has now, as far as can be known: what its code said last that it uses, where it acknowledges the topic;
 * else what was published or sent last. Undefined before anything was read.
 */
export function onRobot(state: TuningState, topic: string): number | undefined {
  return lastBelieved(state, topic)?.value ?? own(state.acknowledged, topic)?.value ?? undefined;
}

/** The last of a topic's values that the robot is believed to have had, with its source. */
export function lastBelieved(state: TuningState, topic: string): KnownValue | undefined {
  return believed(state, topic).at(-1);
}

/**
 * What the robot had for a topic when its clock showed `serverUs` (null: now). A shot that arrives late is
 * labelled with the values of its own time. Null before anything was read. Confirmed where robot code itself said
 * that it uses it, which a value on the server alone does not say.
 */
export function onRobotAt(
  state: TuningState,
  topic: string,
  serverUs: number | null,
): { readonly value: number; readonly confirmed: boolean } | null {
  const known = believed(state, topic);
  const then =
    serverUs === null ? known.at(-1) : known.findLast((entry) => entry.serverUs <= serverUs);
  const entry = then ?? known[0];
  if (entry === undefined) return null;
  const confirmed = isSaidByCode(entry) && noNumberAt(state, topic, serverUs) === null;
  return { value: entry.value, confirmed };
}

/**
 * What robot code acknowledged for a topic at a time of its clock (null: now) instead of a number, e.g. `NaN`; null where
 * it did not.
 */
export function noNumberAt(
  state: TuningState,
  topic: string,
  serverUs: number | null,
): string | null {
  const last = own(state.acknowledged, topic);
  if (last?.value !== null) return null;
  return serverUs === null || serverUs >= last.serverUs ? last.said : null;
}

/** Whether the robot acknowledges this topic; where it does, only what its code said counts. */
export const acknowledges = (state: TuningState, topic: string): boolean =>
  own(state.acknowledged, topic) !== undefined;

function believed(state: TuningState, topic: string): readonly KnownValue[] {
  const known = own(state.known, topic) ?? [];
  return acknowledges(state, topic) ? known.filter(isSaidByCode) : known;
}

const isSaidByCode = ({ by }: KnownValue): boolean => by === 'acknowledgement' || by === 'shot';

/** Whether no value is on its way: all are sent, and confirmed (or given up) where the robot acknowledges. */
export function settled(state: TuningState): boolean {
  return Object.entries(state.writes).every(
    ([topic, { phase }]) =>
      phase.kind === 'there' ||
      phase.kind === 'confirmed' ||
      phase.kind === 'unconfirmed' ||
      (phase.kind === 'sent' && !acknowledges(state, topic)),
  );
}

/** Whether the robot has told where it stood, for every coefficient that is tuned. */
export function allRead(state: TuningState): boolean {
  const { baseline } = state;
  return baseline !== null && tuned(state).every(({ topic }) => own(baseline, topic) !== undefined);
}

/** Where each tuned coefficient is, or is about to be; those of which nothing is known are left out. */
export function intended(state: TuningState): Values {
  return Object.fromEntries(
    tuned(state).flatMap(({ topic }) => {
      const value = own(state.writes, topic)?.value ?? onRobot(state, topic);
      return value === undefined ? [] : [[topic, value]];
    }),
  );
}
