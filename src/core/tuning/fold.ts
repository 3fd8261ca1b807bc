import { settled, writesFor } from './values.ts';
import type { TuningEvent } from './events.ts';
import { emptyState, knownDepth, undoDepth } from './state.ts';
import type { PendingWrite, ShotRecord, TuningState, UndoEntry } from './state.ts';

/** The state that a whole log describes. */
export function foldAll(events: readonly TuningEvent[]): TuningState {
  return events.reduce(fold, emptyState);
}

/**
 * The state after one more event. Never throws: an event that makes no sense (a label for an unknown shot)
 * changes nothing but the place of the next one.
 */
export function fold(before: TuningState, event: TuningEvent): TuningState {
  const state = { ...before, nextSeq: event.seq + 1 };
  switch (event.type) {
    case 'settings':
      return { ...state, settings: event.settings };
    case 'baseline':
      return state.baseline === null
        ? {
            ...state,
            baseline: event.values,
            trial: {
              number: 0,
              kind: 'baseline',
              values: event.values,
              reason: { kind: 'chosen' },
            },
          }
        : state;
    case 'shot':
      return withShot(state, event.seq, event.atMs, event.shot);
    case 'label':
      return changeShot(state, event.shotId, (record) => ({
        record: { ...record, label: event.label, direction: event.direction },
        undo: event.by === 'operator' ? { seq: event.seq, act: 'label' } : null,
      }));
    case 'void':
      return changeShot(state, event.shotId, (record) => ({
        record: { ...record, voided: true },
        undo: { seq: event.seq, act: 'void' },
      }));
    case 'undo':
      return withoutAct(state, event.target);
    case 'trial':
      return settle({
        ...state,
        trial: {
          number: event.trial,
          kind: event.kind,
          values: event.values,
          reason: event.reason,
        },
        asked: false,
        writes: writesFor(state, event.values),
      });
    case 'verdict':
      return { ...state, verdict: event.verdict };
    case 'sent':
      return settle({
        ...withWrite(state, event.topic, {
          value: event.value,
          phase: { kind: 'sent', attempt: event.attempt, atMs: event.atMs },
        }),
        sendTimesMs: [...state.sendTimesMs.slice(-4), event.atMs],
      });
    case 'confirmed': {
      const known = {
        ...withKnown(state, event.topic, event.serverUs, event.value),
        confirms: { ...state.confirms, [event.topic]: true as const },
      };
      const write = state.writes[event.topic];
      return write?.value !== event.value
        ? known
        : settle(
            withWrite(known, event.topic, { value: event.value, phase: { kind: 'confirmed' } }),
          );
    }
    case 'unconfirmed':
      return settle(
        withWrite(state, event.topic, { value: event.value, phase: { kind: 'unconfirmed' } }),
      );
    case 'observed': {
      const known = withKnown(state, event.topic, event.serverUs, event.value);
      const write = state.writes[event.topic];
      // Ours coming back after a reconnect, or still to be sent: it stands. Otherwise somebody else's value holds now.
      if (write === undefined || write.phase.kind === 'proposed' || write.value === event.value)
        return known;
      return settle({ ...known, writes: without(state.writes, event.topic) });
    }
    case 'asked':
      return { ...state, asked: true };
    case 'armed':
      return { ...state, armed: true, disarmedBecause: null };
    case 'disarmed':
      return { ...state, armed: false, disarmedBecause: event.cause, asked: false };
    case 'hold':
      return { ...state, hold: event.on };
    case 'online':
      return {
        ...state,
        online: { address: event.address },
        offlineSinceMs: null,
        lastOnline: { address: event.address, serverUs: event.serverUs, atMs: event.atMs },
        robotReports: false,
      };
    case 'offline':
      return { ...state, online: null, offlineSinceMs: event.atMs };
    case 'robot-restarted':
      return {
        ...state,
        // Its code runs on its own defaults again: nothing of what it had before is known to hold.
        known: {},
        writes: {},
        confirms: {},
        restartPending: (state.trial?.number ?? 0) > 0,
      };
    case 'restart-answered':
      return { ...state, restartPending: false };
    case 'match':
      return { ...state, match: event.match };
    case 'note':
      return state;
  }
}

function withShot(
  state: TuningState,
  seq: number,
  atMs: number,
  shot: ShotRecord['shot'],
): TuningState {
  const record: ShotRecord = {
    shot,
    seq,
    atMs,
    label: shot.label,
    direction: shot.direction,
    voided: false,
    trial: state.shootingTrial,
    match: state.match,
  };
  const undo: UndoEntry = {
    seq,
    shotId: shot.id,
    act: 'shot',
    before: { label: shot.label, direction: shot.direction, voided: true },
  };
  return {
    ...state,
    shots: [...state.shots, record],
    trialShots: state.trialShots + (counts(record) ? 1 : 0),
    invalidRun: shot.invalid === null ? 0 : state.invalidRun + 1,
    robotReports: state.robotReports || shot.source !== 'operator',
    undo: shot.source === 'operator' ? pushed(state.undo, undo) : state.undo,
  };
}

/** Whether a shot is one the model learns from: valid, labelled, and not taken back. */
export function counts(record: ShotRecord): boolean {
  return !record.voided && record.label !== 'none' && record.shot.invalid === null;
}

/** Index of a shot by its id, searched from the newest; −1 when there is none. */
export function indexOfShot(state: TuningState, shotId: string): number {
  return state.shots.findLastIndex(({ shot }) => shot.id === shotId);
}

function changeShot(
  state: TuningState,
  shotId: string,
  change: (record: ShotRecord) => {
    record: ShotRecord;
    undo: Pick<UndoEntry, 'seq' | 'act'> | null;
  },
): TuningState {
  const index = indexOfShot(state, shotId);
  const before = state.shots[index];
  if (before === undefined) return state;
  const { record, undo } = change(before);
  const trialDelta =
    record.trial === state.shootingTrial ? Number(counts(record)) - Number(counts(before)) : 0;
  const { label, direction, voided } = before;
  return {
    ...state,
    shots: state.shots.with(index, record),
    trialShots: state.trialShots + trialDelta,
    undo:
      undo === null
        ? state.undo
        : pushed(state.undo, { ...undo, shotId, before: { label, direction, voided } }),
  };
}

function withoutAct(state: TuningState, target: number): TuningState {
  const entry = state.undo.find(({ seq }) => seq === target);
  if (entry === undefined) return state;
  const reverted = changeShot(state, entry.shotId, (record) => ({
    record: { ...record, ...entry.before },
    undo: null,
  }));
  return { ...reverted, undo: state.undo.filter((other) => other !== entry) };
}

const pushed = (stack: readonly UndoEntry[], entry: UndoEntry): readonly UndoEntry[] => [
  ...stack.slice(1 - undoDepth),
  entry,
];

function withKnown(
  state: TuningState,
  topic: string,
  serverUs: number,
  value: number,
): TuningState {
  const before = state.known[topic] ?? [];
  return {
    ...state,
    known: { ...state.known, [topic]: [...before.slice(1 - knownDepth), { serverUs, value }] },
  };
}

const withWrite = (state: TuningState, topic: string, write: PendingWrite): TuningState => ({
  ...state,
  writes: { ...state.writes, [topic]: write },
});

function without(
  writes: TuningState['writes'],
  topic: string,
): Readonly<Record<string, PendingWrite>> {
  return Object.fromEntries(Object.entries(writes).filter(([other]) => other !== topic));
}

/** Shots belong to a trial from the moment its last value has left proposal and waiting. */
function settle(state: TuningState): TuningState {
  const trial = state.trial?.number ?? 0;
  if (trial === state.shootingTrial || !settled(state)) return state;
  return { ...state, shootingTrial: trial, trialShots: 0 };
}
