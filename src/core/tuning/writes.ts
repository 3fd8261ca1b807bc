import { withDistinctNames } from './distinct-names.ts';
import type { Values } from './coefficient.ts';
import type { TrialKind, TuningEvent } from './events.ts';
import { isSame } from './in-code.ts';
import { listEntry } from './list-entry.ts';
import { own } from './own.ts';
import { completed } from './settings.ts';
import { writesPerWindow } from './pace.ts';
import { settle } from './settle.ts';
import { knownDepth } from './state.ts';
import type { KnownValue, PendingWrite, TuningState, WritePhase } from './state.ts';
import { intended, lastBelieved, noNumberAt, onRobot, tuned } from './values.ts';
import { noConflicts, revertsOurs, withForeignChange, withReverted } from './write-conflict.ts';
import { writeTopic } from './write-topic.ts';

type Told<K extends TuningEvent['type']> = Extract<TuningEvent, { readonly type: K }>;

/** The state with the values of a trial on their way; what the robot has, or has been sent already, needs no way. */
export function withTrial(state: TuningState, event: Told<'trial'>): TuningState {
  const { trial: number, kind, values, reason } = event;
  return settle({
    ...state,
    trial: { number, kind, values, reason },
    beforeTrial: {
      trial: isClaimed(state) ? state.trial : (state.beforeTrial?.trial ?? state.trial),
      values: onRobotNow(state),
    },
    former: isChosen(kind)
      ? { trial: state.trial?.number ?? 0, values: intended(state), hold: state.hold }
      : null,
    reverted: {},
    finishing: null,
    asked: false,
    writes: writesFor(state, values),
  });
}

/** Whether shots belong to the latest trial already. */
const isClaimed = ({ trial, shootingTrial }: TuningState): boolean =>
  (trial?.number ?? 0) === shootingTrial;

const onRobotNow = (state: TuningState): Values =>
  Object.fromEntries(
    tuned(state).flatMap(({ topic }) => {
      const value = onRobot(state, topic);
      return value === undefined ? [] : [[topic, value]];
    }),
  );

/** Whether it was not the optimizer that chose the values, so that somebody may want back what was there. */
function isChosen(kind: TrialKind): boolean {
  switch (kind) {
    case 'best':
    case 'baseline':
    case 'code-default':
    case 'manual':
      return true;
    case 'proposal':
    case 'edited':
    case 'former':
    case 'other-laptop':
    case 'restart':
      return false;
  }
}

function writesFor(state: TuningState, values: Values): TuningState['writes'] {
  return Object.fromEntries(
    Object.entries(values).map(([topic, value]): [string, PendingWrite] => {
      const write = own(state.writes, topic);
      const isThis = write?.value === value || write?.chosen === value;
      if (write?.phase.kind === 'sent' && isThis) return [topic, write];
      return [topic, { value, phase: phaseBefore(state, topic, value) }];
    }),
  );
}

/** The phase in which a write begins: a value that is there needs no way, but is only as sure as the robot's word for it. */
function phaseBefore(state: TuningState, topic: string, value: number): WritePhase {
  const before = own(state.writes, topic)?.phase.kind;
  const calm = before === undefined || before === 'confirmed' || before === 'there';
  return calm ? phaseThere(state, topic, value) : { kind: 'proposed' };
}

/** The phase of a value that nothing else is on its way to replace: `proposed` where the robot does not have it. */
export function phaseThere(state: TuningState, topic: string, value: number): WritePhase {
  const last = lastBelieved(state, topic);
  if (last?.value !== value || noNumberAt(state, topic, null) !== null) return { kind: 'proposed' };
  switch (last.by) {
    case 'acknowledgement':
    case 'shot':
      return { kind: 'confirmed' };
    case 'server':
      return { kind: 'there' };
    case 'sent':
      return { kind: 'proposed' };
  }
}

/** The state after a value on its way was replaced by one that its topic can take. */
export function withAdjusted(state: TuningState, event: Told<'adjusted'>): TuningState {
  const { topic, value, fits } = event;
  const write = own(state.writes, topic);
  if (write?.value !== value || write.phase.kind !== 'proposed') return state;
  const phase = phaseThere(state, topic, fits);
  return settle(withWrite(state, topic, { value: fits, chosen: value, phase }));
}

/** The state after a value left for the robot. A newer value for the topic stays on its way. */
export function withSent(state: TuningState, event: Told<'sent'>): TuningState {
  const { topic, value, attempt, atMs, serverUs } = event;
  const sendTimesMs = leftTogether(state, topic, serverUs)
    ? state.sendTimesMs
    : [...state.sendTimesMs.slice(1 - writesPerWindow), atMs];
  const left = withKnown({ ...state, sendTimesMs }, topic, { serverUs, value, by: 'sent' });
  const write = own(state.writes, topic);
  return write?.value === value
    ? settle(withWrite(left, topic, { ...write, phase: { kind: 'sent', attempt, atMs } }))
    : left;
}

/** Whether a value left with others of its list: that was one write. */
const leftTogether = (state: TuningState, topic: string, serverUs: number): boolean =>
  listEntry(topic) !== null &&
  Object.entries(state.known).some(
    ([other, known]) =>
      other !== topic &&
      writeTopic(other) === writeTopic(topic) &&
      known.some((entry) => entry.by === 'sent' && entry.serverUs === serverUs),
  );

/** The state after the robot said which value its code uses. */
export function withConfirmed(state: TuningState, event: Told<'confirmed'>): TuningState {
  const { topic, value, serverUs, by } = event;
  const said = withKnown(state, topic, { serverUs, value, by });
  const known = by === 'shot' ? withUsed(said, event) : withAcknowledged(said, event, value);
  const write = own(state.writes, topic);
  if (write === undefined) return known;
  // A shot that comes late tells of a time before a value that is still to leave.
  const late = write.phase.kind === 'proposed' && onRobot(known, topic) !== value;
  if (isSame(write.value, value) && !late)
    return settle(withWrite(known, topic, { ...write, value, phase: { kind: 'confirmed' } }));
  // What was there is there no longer; what is still on its way stays so. A shot that used another value contradicts.
  const isThere = write.phase.kind === 'confirmed' || write.phase.kind === 'there';
  return by === 'acknowledgement' && isThere && onRobot(known, topic) === value
    ? withoutWrite(known, topic)
    : known;
}

/** The state after robot code acknowledged something that is no number: no value counts as confirmed any more. */
export function withNoNumber(
  state: TuningState,
  event: Told<'acknowledged-no-number'>,
): TuningState {
  const { topic } = event;
  const known = withAcknowledged(state, event, null);
  const write = own(known.writes, topic);
  return write?.phase.kind === 'confirmed' || write?.phase.kind === 'there'
    ? withWrite(known, topic, { value: write.value, phase: { kind: 'unconfirmed' } })
    : known;
}

function withAcknowledged(
  state: TuningState,
  event: Told<'confirmed' | 'acknowledged-no-number'>,
  value: number | null,
): TuningState {
  const { topic, serverUs } = event;
  const said = event.type === 'confirmed' ? String(value) : event.said;
  const acknowledged = { ...state.acknowledged, [topic]: { value, said, serverUs } };
  return { ...state, acknowledged };
}

/** A shot that comes late says nothing of what the latest one used. */
function withUsed(state: TuningState, { topic, value, serverUs }: Told<'confirmed'>): TuningState {
  const before = own(state.usedByShots, topic);
  if (before !== undefined && before.serverUs > serverUs) return state;
  return { ...state, usedByShots: { ...state.usedByShots, [topic]: { value, serverUs } } };
}

/** The state after a value was sent as often as may be, and never confirmed. */
export function withUnconfirmed(state: TuningState, event: Told<'unconfirmed'>): TuningState {
  const { topic, value } = event;
  const write = own(state.writes, topic);
  return write?.value === value && write.phase.kind === 'sent'
    ? settle(withWrite(state, topic, { ...write, phase: { kind: 'unconfirmed' } }))
    : state;
}

/** The state after the robot's server told a value: the robot's own, another dashboard's, or what it had kept. */
export function withObserved(state: TuningState, event: Told<'observed'>): TuningState {
  const { topic, value, serverUs } = event;
  const write = own(state.writes, topic);
  const history = own(state.known, topic) ?? [];
  const later = history.some((entry) => entry.serverUs > serverUs);
  if (later && write?.phase.kind === 'sent' && neverArrived(state, history)) {
    const arrived = history.filter((entry) => entry.serverUs <= serverUs);
    const before = { ...state, known: { ...state.known, [topic]: arrived } };
    return withWrite(withKnown(before, topic, { serverUs, value, by: 'server' }), topic, {
      ...write,
      phase: { kind: 'proposed' },
    });
  }
  const entry = { serverUs, value, by: 'server' } as const;
  if (revertsOurs(state, event)) return withReverted(withKnown(state, topic, entry), topic);
  const known = withKnown(withForeignChange(state, event), topic, entry);
  // Older than what the robot has now, still to be sent, or the same: it stands. Otherwise somebody else's value holds.
  const stands =
    later || write === undefined || write.phase.kind === 'proposed' || write.value === value;
  return stands ? known : settle(withoutWrite(known, topic));
}

/** A connection begins with what the server kept: what was sent before it, later than that, was lost on the way. */
function neverArrived(state: TuningState, history: readonly KnownValue[]): boolean {
  const newest = history.at(-1);
  return (
    newest?.by === 'sent' &&
    state.lastOnline !== null &&
    newest.serverUs <= state.lastOnline.serverUs
  );
}

/** The state after new settings: no two coefficients have one name, and a value that may no longer be written is not on its way. */
export function withSettings(state: TuningState, event: Told<'settings'>): TuningState {
  const given = completed(event.settings);
  const settings = { ...given, coefficients: withDistinctNames(given.coefficients) };
  const changed = { ...state, ...noConflicts, settings };
  const bounds = new Map(tuned(changed).map((coefficient) => [coefficient.topic, coefficient]));
  const writes = Object.entries(state.writes).filter(([topic, { value }]) => {
    const coefficient = bounds.get(topic);
    return coefficient !== undefined && value >= coefficient.min && value <= coefficient.max;
  });
  return settle({ ...changed, writes: Object.fromEntries(writes) });
}

function withKnown(state: TuningState, topic: string, entry: KnownValue): TuningState {
  const before = own(state.known, topic) ?? [];
  const after = before.findLastIndex(({ serverUs }) => serverUs <= entry.serverUs) + 1;
  const known = before.toSpliced(after, 0, entry).slice(-knownDepth);
  return { ...state, known: { ...state.known, [topic]: known } };
}

const withWrite = (state: TuningState, topic: string, write: PendingWrite): TuningState => ({
  ...state,
  writes: { ...state.writes, [topic]: write },
});

const withoutWrite = (state: TuningState, topic: string): TuningState => ({
  ...state,
  writes: Object.fromEntries(Object.entries(state.writes).filter(([other]) => other !== topic)),
});
