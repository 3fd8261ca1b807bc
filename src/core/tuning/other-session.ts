import type { Values } from './coefficient.ts';
import type { TuningEvent } from './events.ts';
import { inCode } from './in-code.ts';
import { counts } from './shot-records.ts';
import type { TuningState } from './state.ts';
import { enabled, intended } from './values.ts';

/** What the laptop that tunes a robot says of its session, for laptops that watch or take over. */
export interface SessionReport {
  /** Its present trial; 0 at the baseline. */
  readonly trial: number;
  /** Shots of its session, and counted ones of the trial. */
  readonly shots: number;
  readonly trialShots: number;
  /** What the robot had before tuning; empty where it does not know that. */
  readonly baseline: Values;
  /** What robot code says. */
  readonly code: Values;
  /** The best so far; null before there is any. */
  readonly best: Values | null;
}

/** Returns what this session says to others; null before it knows where the robot stood. */
export function sessionReport(state: TuningState): SessionReport | null {
  const { baseline, verdict } = state;
  if (baseline === null) return null;
  const code = enabled(state).flatMap(({ topic }): [string, number][] => {
    const value = inCode(state, topic);
    return value === null || state.baselineUnknown ? [] : [[topic, value]];
  });
  return {
    trial: state.shootingTrial,
    shots: state.shots.length,
    trialShots: state.trialShots,
    baseline: state.baselineUnknown ? {} : baseline,
    code: Object.fromEntries(code),
    best: verdict?.best ?? state.otherSession?.best ?? null,
  };
}

/** Whether two reports differ in more than their counts. */
export const isNews = (before: SessionReport | null, { trial, ...now }: SessionReport): boolean =>
  trial !== before?.trial ||
  JSON.stringify([now.baseline, now.code, now.best]) !==
    JSON.stringify([before.baseline, before.code, before.best]);

type Told<K extends TuningEvent['type']> = Extract<TuningEvent, { readonly type: K }>;

/**
 * Returns the state after another laptop said where its session stands. One that has tuned nothing itself takes that over: what it
 * read of the robot is values in the middle of tuning.
 */
export function withOtherSession(state: TuningState, event: Told<'other-session'>): TuningState {
  const { report } = event;
  const known = { ...state, otherSession: report };
  if (hasOwnTrials(state)) return known;
  const kind = report.trial === 0 ? 'baseline' : 'other-laptop';
  const own: TuningState = {
    ...known,
    baseline: { ...state.baseline, ...report.baseline },
    baselineUnknown: Object.keys(report.baseline).length === 0,
    inCode: { ...state.inCode, told: { ...state.inCode.told, ...report.code } },
    trial: {
      number: report.trial,
      kind,
      values: intended(state),
      reason: { kind: 'chosen' },
    },
    shootingTrial: report.trial,
    shootingSinceUs: null,
    formerTrial: state.shootingTrial,
  };
  return {
    ...own,
    trialShots: own.shots.filter((shot) => shot.trial === report.trial && counts(shot)).length,
  };
}

/** Returns the state after this laptop took the robot over from one that did not say what the robot had before. */
export const withTakenOver = (state: TuningState, { known }: Told<'took-over'>): TuningState =>
  known || hasOwnTrials(state) ? state : { ...state, baselineUnknown: true };

/** Whether this session chose values itself: then what it read first is what the robot had before. */
const hasOwnTrials = ({ trial }: TuningState): boolean =>
  trial !== null && trial.kind !== 'baseline' && trial.kind !== 'other-laptop';
