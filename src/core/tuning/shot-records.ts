import type { Shot } from './shot.ts';
import { undoDepth } from './state.ts';
import type { ShotRecord, TuningState, UndoEntry } from './state.ts';

/** Whether a shot is one the model learns from: valid, labelled, and not taken back. */
export function counts(record: ShotRecord): boolean {
  return !record.voided && record.label !== 'none' && record.shot.invalid === null;
}

/** The robot's shots of which nobody has said whether they hit, oldest first. */
export const withoutLabel = ({ shots }: Pick<TuningState, 'shots'>): readonly ShotRecord[] =>
  shots.filter(
    ({ shot, voided, label }) => shot.source !== 'operator' && !voided && label === 'none',
  );

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
    amendedSeq: null,
    atMs,
    label: shot.label,
    labelledBy: shot.source === 'operator' ? 'operator' : 'robot',
    direction: shot.direction,
    voided: false,
    burst: shot.burst ?? null,
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
    undo: byOperator ? pushed(state.undo, seq, 'shot', record, record.burst) : state.undo,
  };
}

/**
 * The state with a logged shot as it is known since more of it arrived. A label that the operator gave in the meantime
 * stands; when it is taken back, the amended one holds.
 */
export function withAmendment(state: TuningState, seq: number, shot: Shot): TuningState {
  const index = indexOfShot(state, shot.id);
  const before = state.shots[index];
  if (before === undefined) return state;
  const { label } = shot;
  const isRobots = ({ labelledBy }: Pick<ShotRecord, 'labelledBy'>): boolean =>
    labelledBy === 'robot';
  const after = { ...before, shot, amendedSeq: seq, ...(isRobots(before) ? { label } : {}) };
  const shots = state.shots.with(index, after);
  const relabelled = <E extends Pick<UndoEntry, 'shotId' | 'before'>>(entry: E): E =>
    entry.shotId === shot.id && isRobots(entry.before)
      ? { ...entry, before: { ...entry.before, label } }
      : entry;
  return {
    ...state,
    shots,
    trialShots: state.trialShots + countsHere(state, after) - countsHere(state, before),
    invalidRun: shots.length - 1 - shots.findLastIndex((record) => record.shot.invalid === null),
    undo: state.undo.map((entry) => ({
      ...relabelled(entry),
      ...(entry.fellows === undefined ? {} : { fellows: entry.fellows.map(relabelled) }),
    })),
  };
}

/** What an act says of a shot. */
type ShotChange = Partial<
  Pick<ShotRecord, 'label' | 'labelledBy' | 'direction' | 'voided' | 'burst'>
>;

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
    undo: act === null ? state.undo : pushed(state.undo, act.seq, act.kind, before, after.burst),
  };
}

/** The state without an act of the operator. What others said of the shot in the meantime stands. */
export function withoutAct(state: TuningState, target: number): TuningState {
  const entry = state.undo.find(({ seq }) => seq === target);
  if (entry === undefined) return state;
  const reverted = [entry, ...(entry.fellows ?? [])].reduce(
    (before, { shotId, before: was }) =>
      withChange(before, shotId, reversal({ act: entry.act, before: was }), null),
    state,
  );
  return { ...reverted, undo: state.undo.filter((other) => other !== entry) };
}

function reversal({ act, before }: Pick<UndoEntry, 'act' | 'before'>): ShotChange {
  switch (act) {
    case 'shot':
      return { voided: true };
    case 'void':
      return { voided: before.voided };
    case 'label': {
      const { label, labelledBy, direction, burst } = before;
      return { label, labelledBy, direction, burst };
    }
  }
}

const countsHere = (state: TuningState, record: ShotRecord): number =>
  record.trial === state.shootingTrial && counts(record) ? 1 : 0;

/** @param burst the burst that the act belongs to; its acts are one. */
function pushed(
  stack: readonly UndoEntry[],
  seq: number,
  act: UndoEntry['act'],
  { shot, label, labelledBy, direction, voided, burst: was }: ShotRecord,
  burst: string | null,
): readonly UndoEntry[] {
  const shotId = shot.id;
  const before = { label, labelledBy, direction, voided, burst: was };
  const last = stack.at(-1);
  if (burst !== null && last?.burst === burst && last.act === act) {
    const fellows = [...(last.fellows ?? []), { shotId: last.shotId, before: last.before }];
    return stack.with(-1, { ...last, shotId, before, fellows });
  }
  return [
    ...stack.slice(1 - undoDepth),
    { seq, shotId, act, before, ...(burst === null || act === 'void' ? {} : { burst }) },
  ];
}
