import type { Coefficient, Values } from './coefficient.ts';
import { own } from './own.ts';
import type { KnownValue, TuningState } from './state.ts';

/** The enabled coefficients, in the team's order: the coordinates of the optimizer. */
export function tuned(state: TuningState): readonly Coefficient[] {
  return state.settings?.coefficients.filter(({ enabled }) => enabled) ?? [];
}

/**
 * What the robot has now, as far as can be known: what it confirmed or published last; a value that was sent to a
 * robot that cannot confirm counts as arrived. Undefined before anything was read.
 */
export function onRobot(state: TuningState, topic: string): number | undefined {
  return believed(state, topic).at(-1)?.value;
}

/**
 * What the robot had for a topic when its clock showed `serverUs` (null: now). A shot that arrives late is
 * labelled with the values of its own time. Null before anything was read.
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
  return entry === undefined ? null : { value: entry.value, confirmed: entry.told };
}

/** Whether the robot acknowledges this topic; where it does, only what it told counts. */
export const acknowledges = (state: TuningState, topic: string): boolean =>
  own(state.confirms, topic) === true;

function believed(state: TuningState, topic: string): readonly KnownValue[] {
  const known = own(state.known, topic) ?? [];
  return acknowledges(state, topic) ? known.filter(({ told }) => told) : known;
}

/** Whether no value is on its way: all are sent, and confirmed (or given up) where the robot confirms. */
export function settled(state: TuningState): boolean {
  return Object.entries(state.writes).every(
    ([topic, { phase }]) =>
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
