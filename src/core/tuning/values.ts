import type { Coefficient, Values } from './coefficient.ts';
import type { PendingWrite, TuningState } from './state.ts';

/** The enabled coefficients, in the team's order: the coordinates of the optimizer. */
export function tuned(state: TuningState): readonly Coefficient[] {
  return state.settings?.coefficients.filter(({ enabled }) => enabled) ?? [];
}

/**
 * What the robot has now, as far as can be known: what it confirmed or published last; a value that was sent to a
 * robot that cannot confirm counts as arrived. Undefined before anything was read.
 */
export function onRobot(state: TuningState, topic: string): number | undefined {
  return unconfirmable(state, topic) ?? state.known[topic]?.at(-1)?.value;
}

/**
 * What the robot had for a topic when its clock showed `serverUs` (null: now). A shot that arrives late is
 * labelled with the values of its own time.
 */
export function onRobotAt(
  state: TuningState,
  topic: string,
  serverUs: number | null,
): { readonly value: number; readonly confirmed: boolean } | null {
  const sent = unconfirmable(state, topic);
  if (sent !== null) return { value: sent, confirmed: false };
  const known = state.known[topic] ?? [];
  const then =
    serverUs === null ? known.at(-1) : known.findLast((entry) => entry.serverUs <= serverUs);
  const entry = then ?? known[0];
  return entry === undefined ? null : { value: entry.value, confirmed: true };
}

function unconfirmable(state: TuningState, topic: string): number | null {
  const write = state.writes[topic];
  return write?.phase.kind === 'sent' && state.confirms[topic] === undefined ? write.value : null;
}

/** The values of a trial, each as a proposal, or as confirmed where the robot has it already. */
export function writesFor(
  state: TuningState,
  values: Values,
): Readonly<Record<string, PendingWrite>> {
  return Object.fromEntries(
    Object.entries(values).map(([topic, value]) => {
      const awaited = state.writes[topic]?.phase.kind;
      const there =
        onRobot(state, topic) === value && (awaited === undefined || awaited === 'confirmed');
      return [topic, { value, phase: { kind: there ? 'confirmed' : 'proposed' } }];
    }),
  );
}

/** Whether no value is on its way: all are sent, and confirmed (or given up) where the robot confirms. */
export function settled(state: TuningState): boolean {
  return Object.entries(state.writes).every(
    ([topic, { phase }]) =>
      phase.kind === 'confirmed' ||
      phase.kind === 'unconfirmed' ||
      (phase.kind === 'sent' && state.confirms[topic] === undefined),
  );
}
