import { writeBar } from './gate.ts';
import type { Situation } from './gate.ts';
import { proposalDue } from './request.ts';
import type { TuningState } from './state.ts';
import { settled } from './values.ts';

/** The tuner's state as other dashboards and the robot see it, by topic name under `/Tuning/BayesianTuner/`. */
export type TunerStatus = Readonly<Record<string, boolean | number | string>>;

/** What `TunerRuntimeStatus` says: the words MLtune robots know. */
export type RuntimeStatus = 'ACTIVE' | 'PAUSED' | 'DISABLED' | 'MATCH';

export function runtimeStatus(state: TuningState, now: Situation): RuntimeStatus {
  if (now.robot.kind === 'known' && now.robot.fms) return 'MATCH';
  if (!state.armed) return 'DISABLED';
  return state.hold || writeBar(state, now) !== null ? 'PAUSED' : 'ACTIVE';
}

/** Every status topic but the heartbeat. Published only where a value differs from the last one. */
export function statusOf(state: TuningState, now: Situation): TunerStatus {
  const runtime = runtimeStatus(state, now);
  return {
    TunerEnabled: state.armed,
    TunerPaused: runtime === 'PAUSED',
    TunerRuntimeStatus: runtime,
    AutotuneEnabled: state.settings?.autotune ?? false,
    ShotCount: state.trialShots,
    ShotThreshold: state.settings?.shotsPerTrial ?? 0,
  };
}

/** One readable line for a dashboard, e.g. `ACTIVE, trial 14, 42 shots`. */
export function statusLine(state: TuningState, now: Situation): string {
  const trial = state.trial?.number ?? 0;
  return `${runtimeStatus(state, now)}, trial ${trial}, ${state.shots.length} shots`;
}

/** What a robot may wait for. */
export interface Interlocks {
  readonly requireShotLogged: boolean;
  readonly requireCoefficientsUpdated: boolean;
  /** The last shot that is durably stored, by its place in the log; −1 while one waits to be. */
  readonly loggedShot: number;
  /** The last shot, once the values for the next one are on the robot or none will come; −1 before. */
  readonly answeredShot: number;
}

/**
 * The interlocks as a lease: only while armed and active, so that a tuner that is paused or gone never holds a
 * shooter. `null`: not published, and the robot does not wait.
 * @param durableSeq the last event that is durably stored; −1 for none.
 */
export function interlocksOf(
  state: TuningState,
  now: Situation,
  durableSeq: number,
): Interlocks | null {
  const { settings } = state;
  if (settings === null || runtimeStatus(state, now) !== 'ACTIVE') return null;
  const { shotLogged, coefficientsUpdated } = settings.interlocks;
  if (!shotLogged && !coefficientsUpdated) return null;
  const lastShot = state.shots.at(-1)?.seq ?? 0;
  const valuesDue = now.thinking !== null || !settled(state) || proposalDue(state);
  return {
    requireShotLogged: shotLogged,
    requireCoefficientsUpdated: coefficientsUpdated,
    loggedShot: durableSeq >= lastShot ? lastShot : -1,
    answeredShot: valuesDue ? -1 : lastShot,
  };
}
