import type { Destinations } from './destination.ts';
import type { RobotState } from './robot-state.ts';
import type { TuningState } from './state.ts';

/** What is true at this moment and no log tells: read from the borders, never stored. */
export interface Situation {
  /** Wall clock, ms since 1970. */
  readonly nowMs: number;
  /** The robot's clock, µs; null while there is no link or its clock is unknown. */
  readonly serverNowUs: number | null;
  readonly robot: RobotState;
  /** Whether this page is the one that may write, as far as is known: no other laptop has the robot. */
  readonly writer: boolean;
  /**
   * Whether the Driver Station on this computer said last that a field controls it; not there where it said nothing. Its last word holds
   * when it falls silent, and no word of the robot takes it back: it is there for robots whose code says nothing of a field, or says it
   * wrongly.
   */
  readonly fieldControl?: boolean;
  /** Since when the page has been hidden, ms; null while it is visible. */
  readonly hiddenSinceMs: number | null;
  /** Whether the robot's program is the one of the connection before; `unknown` where nothing tells. */
  readonly program: 'same' | 'unknown';
  /** Where the values of the tuned coefficients go on the robot as it is now. */
  readonly destinations: Destinations;
  /** What the optimizer is working on; null while it rests. */
  readonly thinking: Thinking | null;
  /** Why this page may not arm, whatever the robot tells; null, as where it is not there, for nothing. */
  readonly pageBar?: PageBar | null;
}

/** A question the optimizer has not answered yet: the trial that its answer follows. */
export interface Thinking {
  readonly trial: number;
}

/** What bars arming on the page itself. */
export type PageBar =
  /** What was typed in Setup was neither saved nor discarded: what is written would not be what it says. */
  | 'unsaved-setup'
  /** A session of another time is open to be read. */
  | 'old-session';

/** Why nothing may be written now. */
export type GateReason =
  | PageBar
  | 'not-set-up'
  | 'not-armed'
  | 'offline'
  | 'clock-unknown'
  | 'match'
  /** The Driver Station on this computer says so, and the robot does not. */
  | 'field-control'
  | 'e-stop'
  | 'robot-unknown'
  | 'viewer'
  | 'restart-unanswered';

/** How long the word that an attached field is no match holds, ms. */
export const overrideMs = 120_000;

/** Whether the robot says that a field is attached. */
const robotHasField = ({ robot }: Situation): boolean => robot.kind === 'known' && robot.fms;

/** Whether a field is attached, by the word of the robot or of the Driver Station on this computer. */
const hasField = (now: Situation): boolean => robotHasField(now) || now.fieldControl === true;

/**
 * Whether the operator may say that an attached field is no match: on a practice field it is none. Of a qualification or elimination match
 * nobody can say that, nor while the robot has yet to tell.
 */
export function mayOverride({ match }: TuningState, now: Situation): boolean {
  const type = match?.type ?? 'none';
  return hasField(now) && now.robot.kind !== 'unread' && (type === 'none' || type === 'practice');
}

/** Whether a field is attached, so that nothing is written; a word of the operator that has not expired lifts it. */
export function isLocked(state: TuningState, now: Situation): boolean {
  if (!hasField(now)) return false;
  const { overriddenMs } = state;
  // A clock that was set back must not make it longer.
  const holds =
    overriddenMs !== null && now.nowMs >= overriddenMs && now.nowMs < overriddenMs + overrideMs;
  return !(holds && mayOverride(state, now));
}

/** Why the tuner can't be armed now; null when it can. */
export function armingBar(state: TuningState, now: Situation): GateReason | null {
  if (now.pageBar === 'old-session') return now.pageBar;
  return robotBar(state, now) ?? now.pageBar ?? null;
}

/** Why nothing could be written even if it were armed; null when it could. */
function robotBar(state: TuningState, now: Situation): GateReason | null {
  if (state.settings === null) return 'not-set-up';
  if (!now.writer) return 'viewer';
  if (state.online === null) return 'offline';
  if (now.serverNowUs === null) return 'clock-unknown';
  if (now.robot.kind === 'unread') return 'robot-unknown';
  if (isLocked(state, now)) return robotHasField(now) ? 'match' : 'field-control';
  if (now.robot.kind === 'unknown') return state.settings.benchMode ? null : 'robot-unknown';
  if (now.robot.eStop) return 'e-stop';
  return null;
}

/** Why no coefficient may be written now; null when one may. Nothing else decides that. */
export function writeBar(state: TuningState, now: Situation): GateReason | null {
  if (now.pageBar === 'old-session') return now.pageBar;
  const bar = robotBar(state, now);
  if (bar !== null) return bar;
  if (!state.armed) return now.pageBar ?? 'not-armed';
  return state.restartPending ? 'restart-unanswered' : null;
}
