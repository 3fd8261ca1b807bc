import type { Shot } from './shot.ts';
import { undoDepth } from './state.ts';
import type { ShotRecord, TuningState, UndoEntry } from './state.ts';

/** Whether a shot is one the model learns from: valid, labelled, and not taken back. */
export function counts(record: ShotRecord): boolean {
  return !record.voided && record.label !== 'none' && record.shot.invalid === null;
}

/** The boot of the robot's code that a record tells; null for shots by other ways, which tell none. */
export const bootOf = ({ source, id }: Pick<Shot, 'source' | 'id'>): string | null =>
  source === 'record' ? id.slice(0, id.indexOf(':')) : null;

/** Index of a shot by its id, searched from the newest; −1 when there is none. */
export function indexOfShot(state: TuningState, shotId: string): number {
  return state.shots.findLastIndex(({ shot }) => shot.id === shotId);
}

/** The state with one more shot. It belongs to the trial whose values the robot had when it was taken. */
export function withShot(state: TuningState, seq: number, atMs: number, shot: Shot): TuningState {
  const { shootingSinceUs } = state;
  const earlier =
    shot.serverUs !== null && shootingSinceUs !== null && shot.serverUs < shootingSinceUs;
  const record: ShotRecord = {
    shot,
    seq,
    atMs,
    label: shot.label,
    direction: shot.direction,
    voided: false,
    trial: earlier ? state.formerTrial : state.shootingTrial,
    match: state.match,
  };
  const byOperator = shot.source === 'operator';
  return {
    ...state,
    shots: [...state.shots, record],
    trialShots: state.trialShots + countsHere(state, record),
    invalidRun: shot.invalid === null ? 0 : state.invalidRun + 1,
    robotReports: state.robotReports || !byOperator,
    boot: bootOf(shot) ?? state.boot,
    undo: byOperator ? pushed(state.undo, seq, 'shot', record) : state.undo,
  };
}

/** What an act says of a shot. */
type ShotChange = Partial<Pick<ShotRecord, 'label' | 'direction' | 'voided'>>;

/** The state after something was said of a shot; `act` tells what the operator may take back. */
export function withChange(
  state: TuningState,
  shotId: string,
  change: ShotChange,
  act: { readonly seq: number; readonly kind: 'label' | 'void' } | null,
): TuningState {
  const index = indexOfShot(state, shotId);
  const before = state.shots[index];
  if (before === undefined) return state;
  const after = { ...before, ...change };
  return {
    ...state,
    shots: state.shots.with(index, after),
    trialShots: state.trialShots + countsHere(state, after) - countsHere(state, before),
    undo: act === null ? state.undo : pushed(state.undo, act.seq, act.kind, before),
  };
}

/** The state without an act of the operator. What others said of the shot in the meantime stands. */
export function withoutAct(state: TuningState, target: number): TuningState {
  const entry = state.undo.find(({ seq }) => seq === target);
  if (entry === undefined) return state;
  const reverted = withChange(state, entry.shotId, reversal(entry), null);
  return { ...reverted, undo: state.undo.filter((other) => other !== entry) };
}

function reversal({ act, before }: UndoEntry): ShotChange {
  switch (act) {
    case 'shot':
      return { voided: true };
    case 'void':
      return { voided: before.voided };
    case 'label':
      return { label: before.label, direction: before.direction };
  }
}

const countsHere = (state: TuningState, record: ShotRecord): number =>
  record.trial === state.shootingTrial && counts(record) ? 1 : 0;

function pushed(
  stack: readonly UndoEntry[],
  seq: number,
  act: UndoEntry['act'],
  { shot, label, direction, voided }: ShotRecord,
): readonly UndoEntry[] {
  return [
    ...stack.slice(1 - undoDepth),
    { seq, shotId: shot.id, act, before: { label, direction, voided } },
  ];
}
