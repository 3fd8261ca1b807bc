import type { Happening, TuningEvent } from './events.ts';
import type { Situation } from './gate.ts';
import { isSame } from './in-code.ts';
import { own } from './own.ts';
import { elapsedMs } from './pace.ts';
import { counts } from './shot-records.ts';
import { settle } from './settle.ts';
import { changesKept } from './state.ts';
import type { TuningState } from './state.ts';
import { enabled, onRobot } from './values.ts';

/**
 * A coefficient that somebody else keeps setting: robot code in its loop, or another dashboard. What we write there is replaced
 * at once, so it is not written any more, and no trial is made of it.
 */

type Observed = Extract<TuningEvent, { readonly type: 'observed' }>;

/** Another value so soon after ours was written in spite of it, µs. */
const revertWithinUs = 1_000_000;
/** Writes in a row that were replaced, after which it is given up. */
const revertsInAll = 3;
/** So many changes by others within this time are a topic that is set all the time, ms. */
const changesWithinMs = 6_000;
/** Without a change for so long, others have ceased to set it, ms. */
const quietMs = 5_000;

/** Whether a value that was published puts back what we had just replaced. */
export function revertsOurs(
  state: TuningState,
  { topic, value, serverUs }: Pick<Observed, 'topic' | 'value' | 'serverUs'>,
): boolean {
  const write = own(state.writes, topic);
  const kind = write?.phase.kind;
  if (write === undefined || kind === 'proposed' || kind === 'there') return false;
  const known = own(state.known, topic) ?? [];
  const sentUs = known.findLast(({ by }) => by === 'sent')?.serverUs;
  if (sentUs === undefined || serverUs <= sentUs || serverUs - sentUs > revertWithinUs)
    return false;
  const before = known.findLast(
    (entry) => entry.serverUs < sentUs && !isSame(entry.value, write.value),
  );
  return before !== undefined && isSame(before.value, value);
}

/** Returns the state in which a write that was replaced at once is to leave again; its trial has not begun. */
export function withReverted(state: TuningState, topic: string): TuningState {
  const write = own(state.writes, topic);
  if (write === undefined) return state;
  return withoutClaim({
    ...state,
    reverted: { ...state.reverted, [topic]: (own(state.reverted, topic) ?? 0) + 1 },
    writes: { ...state.writes, [topic]: { value: write.value, phase: { kind: 'proposed' } } },
  });
}

/** Returns the state with one more change by others, unless it answers what we have just sent. */
export function withForeignChange(
  state: TuningState,
  { topic, serverUs, atMs }: Observed,
): TuningState {
  const sentUs = (own(state.known, topic) ?? []).findLast(({ by }) => by === 'sent')?.serverUs;
  if (sentUs !== undefined && Math.abs(serverUs - sentUs) <= revertWithinUs) return state;
  const times = [...(own(state.foreignChangesMs, topic) ?? []), atMs].slice(-changesKept);
  return { ...state, foreignChangesMs: { ...state.foreignChangesMs, [topic]: times } };
}

/** Returns what is to be logged of conflicts that begin or end now. */
export function conflictsDue(state: TuningState, now: Situation): readonly Happening[] {
  if (state.online === null || !now.writer) return [];
  return enabled(state).flatMap(({ topic }): readonly Happening[] => {
    const how = own(state.conflicts, topic);
    const times = own(state.foreignChangesMs, topic) ?? [];
    const quiet = elapsedMs(times.at(-1) ?? -Infinity, now.nowMs) >= quietMs;
    if (how === 'changing' && quiet) return [{ type: 'write-conflict-over', topic }];
    if (how !== undefined) return [];
    const value = onRobot(state, topic);
    if (value === undefined) return [];
    if ((own(state.reverted, topic) ?? 0) >= revertsInAll)
      return [{ type: 'write-conflict', topic, how: 'reverted', value }];
    const isBusy =
      times.length >= changesKept && !quiet && times.at(-1)! - times[0]! <= changesWithinMs;
    return isBusy ? [{ type: 'write-conflict', topic, how: 'changing', value }] : [];
  });
}

/** Returns the state in which a coefficient is not tuned: the trial that was to change nothing else never was. */
export function withConflict(
  state: TuningState,
  { topic, how }: Extract<TuningEvent, { readonly type: 'write-conflict' }>,
): TuningState {
  const after = {
    ...state,
    conflicts: { ...state.conflicts, [topic]: how },
    reverted: without(state.reverted, topic),
    writes: without(state.writes, topic),
  };
  const { trial, beforeTrial } = state;
  if (trial === null || state.shootingTrial === trial.number || beforeTrial === null)
    return settle(after);
  const values = without(trial.values, topic);
  const isEmpty = Object.entries(values).every(([other, value]) =>
    isSame(value, own(beforeTrial.values, other) ?? Number.NaN),
  );
  return isEmpty
    ? { ...after, writes: {}, trial: beforeTrial.trial, beforeTrial: null, former: null }
    : settle({ ...after, trial: { ...trial, values } });
}

/** Returns the state in which a coefficient may be written again, and what others did to it is forgotten. */
export const withoutConflict = (state: TuningState, topic: string): TuningState => ({
  ...state,
  conflicts: without(state.conflicts, topic),
  reverted: without(state.reverted, topic),
  foreignChangesMs: without(state.foreignChangesMs, topic),
});

/** No conflict: others are found out anew, as after a restart. */
export const noConflicts: Pick<TuningState, 'conflicts' | 'reverted' | 'foreignChangesMs'> = {
  conflicts: {},
  reverted: {},
  foreignChangesMs: {},
};

/** Shots go on belonging to the trial before: the values of this one were replaced before anything could be shot with them. */
function withoutClaim(state: TuningState): TuningState {
  const { trial, formerTrial } = state;
  if (trial?.number !== state.shootingTrial) return state;
  const isOfFormer = (record: TuningState['shots'][number]): boolean =>
    record.trial === formerTrial && counts(record);
  return {
    ...state,
    shootingTrial: formerTrial,
    shootingSinceUs: null,
    trialShots: state.shots.filter(isOfFormer).length,
  };
}

const without = <T>(all: Readonly<Record<string, T>>, topic: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([other]) => other !== topic));
