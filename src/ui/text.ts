import type { ModelKind } from '../core/bayes-opt/request.ts';
import type { Coefficient } from '../core/tuning/coefficient.ts';
import type { DisarmCause, RateInterval, TrialKind, TrialReason } from '../core/tuning/events.ts';
import type { GateReason } from '../core/tuning/gate.ts';
import type { RobotState } from '../core/tuning/robot-state.ts';
import type { Tally } from '../core/tuning/score.ts';
import type { ShotRecord } from '../core/tuning/state.ts';
import type { Waiting } from '../core/tuning/waiting.ts';
import { approvalWords } from './approval-words.ts';
import { closedWords } from './destination-words.ts';
import type { IconName } from './controls/icons.ts';

/** Every sentence of the frame and the Shoot view: what happened, what it means, what to do. */

/** What a value is shown as when it is not known. */
export const unknown = '—';

/** How long ago, ms. In steps: a number that changes only so often costs a paused page nothing to show. */
export function ageWords(ageMs: number): string {
  const s = Math.max(0, ageMs / 1000);
  if (s < 10) return `${s.toFixed(1)} s ago`;
  return s < 60 ? `${Math.floor(s / 5) * 5} s ago` : `${Math.floor(s / 60)} min ago`;
}

/** A number with as many digits as one step of it can change. */
export function formatValue(value: number | undefined | null, step: number): string {
  if (value === undefined || value === null || !Number.isFinite(value)) return unknown;
  const decimals = step >= 1 ? 0 : Math.min(12, Math.ceil(-Math.log10(step) - 1e-9) + 1);
  return value.toFixed(decimals);
}

/** A share as a whole percentage. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** An interval of shares, e.g. `59 to 85 %`. */
export const percents = ({ low, high }: Pick<RateInterval, 'low' | 'high'>): string =>
  `${Math.round(low * 100)} to ${percent(high)}`;

export function robotWords(robot: RobotState): string {
  if (robot.kind !== 'known') return 'Robot state unknown';
  if (robot.eStop) return 'Emergency stop';
  const mode = {
    teleop: 'Teleop',
    autonomous: 'Autonomous',
    test: 'Test',
    unknown: 'Unknown mode',
  }[robot.mode];
  return `${robot.fms ? 'Match · ' : ''}${mode} · ${robot.enabled ? 'enabled' : 'disabled'}`;
}

/** Why nothing is written, and what to do about it. */
export function gateWords(why: GateReason): string {
  switch (why) {
    case 'unsaved-setup':
      return 'Save or discard your changes in Setup first: what is not saved does not hold.';
    case 'old-session':
      return 'An old session is open to be read: nothing is recorded or written. Continue here, or go back to the current session.';
    case 'not-set-up':
      return 'Nothing is set up to tune: choose coefficients in Setup.';
    case 'not-armed':
      return 'Not armed: nothing is written to the robot. Arm to begin.';
    case 'offline':
      return 'Not connected to a robot.';
    case 'clock-unknown':
      return "Waiting for the robot's clock.";
    case 'match':
      return 'Match: writing is locked while the field is attached. Shots are still logged.';
    case 'field-control':
      return 'Match: the Driver Station on this computer says that a field controls it, so writing is locked. Shots are still logged. If it was closed since, open it again: its last word holds.';
    case 'e-stop':
      return 'Emergency stop: writing is locked.';
    case 'robot-unknown':
      return 'The robot does not tell whether it is in a match, so it is only read. If this is a bench or a simulation, say so in Setup.';
    case 'viewer':
      return 'Another laptop has this robot: this page only watches until you take over.';
    case 'restart-unanswered':
      return 'The robot restarted. Choose which values it shall have.';
  }
}

/** What is said while a session of another time is only read; `unrecorded` shots of the robot came meanwhile. */
export function oldSessionWords(name: string, unrecorded: number): string {
  const what = `You are reading the old session “${name}”: nothing is recorded, and nothing is written to the robot.`;
  if (unrecorded === 0) return what;
  const lost = unrecorded === 1 ? 'The robot shot once' : `The robot shot ${unrecorded} times`;
  return `${what} ${lost} meanwhile, which is not in any log.`;
}

/** What is said of settings that were typed in Setup and left there. */
export function unsavedWords(changes: number, savable: boolean, armed: boolean): string {
  const what = changes === 1 ? '1 change in Setup is' : `${changes} changes in Setup are`;
  const it = changes === 1 ? 'it' : 'them';
  const fix = savable ? '' : ' Something there is marked as wrong: fix it first.';
  return armed
    ? `${what} not saved: tuning goes on without ${it}.${fix}`
    : `${what} not saved. Save or discard ${it} before you arm.${fix}`;
}

/** Where the words stand that say what the tuner waits for: they say too why a control is refused. */
export const waitingId = 'waiting-for';

export function waitingWords(waiting: Waiting): string {
  switch (waiting.kind) {
    case 'barred':
      return gateWords(waiting.why);
    case 'approval':
      return approvalWords;
    case 'held':
      return 'Holding these values. Resume, or ask for the next ones.';
    case 'conflict':
      return 'Nothing can be tuned: others set every value themselves. Set one by hand to try again.';
    case 'values':
      return "Waiting to read the robot's own values.";
    case 'closed':
      return closedWords(waiting.topic, waiting.why);
    case 'sending':
      return 'Sending the new values.';
    case 'confirmation':
      return 'Waiting for the robot to acknowledge the new values.';
    case 'thinking':
      return 'Choosing the next values.';
    case 'labels':
      return waiting.shots === 1
        ? 'Waiting for the result of 1 shot: HIT or MISS?'
        : `Waiting for the results of ${waiting.shots} shots, the oldest first: HIT or MISS?`;
    case 'shots':
      return waiting.need === 1
        ? 'Waiting for the next shot.'
        : `Waiting for shots: ${Math.min(waiting.have, waiting.need)} of ${waiting.need}.`;
    case 'complete':
      return 'Every coefficient has had its turn. Next begins a new round; or go back to one.';
    case 'button':
      return `${shots(waiting.have)} with these values. Ask for the next ones when you like.`;
  }
}

/** `1 shot`, `2 shots`. */
export const shots = (count: number): string => `${count} ${count === 1 ? 'shot' : 'shots'}`;

const trialKinds: Readonly<Record<TrialKind, string>> = {
  baseline: "The robot's own values.",
  proposal: 'Proposed by the model.',
  edited: 'Proposed by the model, and changed by hand.',
  best: 'The best values so far.',
  'code-default': "The values in the robot's code.",
  manual: 'Set by hand.',
  former: 'The values from before, brought back.',
  'other-laptop': 'Chosen on the other laptop.',
  restart: 'After the restart of the robot.',
};

/** Why these values, with what to expect of them. */
export function reasonWords(
  kind: TrialKind,
  reason: TrialReason,
  coefficients: readonly Coefficient[],
): string {
  switch (reason.kind) {
    case 'chosen':
      return trialKinds[kind];
    case 'refine':
      return `Close to the best known. Expect ${percents(reason.rate)} hits.`;
    case 'compare':
      return `Comparing with the baseline. Expect ${percents(reason.rate)} hits.`;
    case 'explore': {
      const name = coefficients.find(({ topic }) => topic === reason.topic)?.name ?? reason.topic;
      const way = reason.direction === 'up' ? 'more' : 'less';
      return `Trying ${way} ${name.toLowerCase()}. Expect ${percents(reason.rate)} hits.`;
    }
  }
}

/** Which model speaks, and why; nothing of logs from before there was a choice. */
export function modelWords(model: ModelKind | undefined): string {
  switch (model) {
    case 'aim':
      return 'By the aim model: how high or low each shot goes. No other foretold the last shots clearly better.';
    case 'general':
      return 'By the general model, which knows nothing of aiming: it foretold the last shots clearly better than the aim model.';
    case undefined:
      return '';
  }
}

/** A shot's result as picture and words; a shape of its own for each, before any colour. */
export function resultWords({
  label,
  direction,
  voided,
}: Pick<ShotRecord, 'label' | 'direction' | 'voided'>): {
  readonly icon: IconName;
  readonly words: string;
} {
  if (voided) return { icon: 'void', words: 'void' };
  if (label === 'none') return { icon: 'none', words: 'to label' };
  if (label === 'hit') return { icon: 'hit', words: 'hit' };
  return direction === null
    ? { icon: 'miss', words: 'miss' }
    : { icon: direction, words: `miss, ${direction}` };
}

/** What is said of the newest shot, e.g. `Hit recorded, 8 of 11.` */
export function recordedWords(record: ShotRecord, { hits, counted }: Tally): string {
  const { words } = resultWords(record);
  // Of a burst only the count is known: no shot of it has a result of its own.
  if (record.burst !== null && !record.voided) return `Burst recorded, ${hits} of ${counted}.`;
  const what = words.charAt(0).toUpperCase() + words.slice(1);
  return `${what}${record.label === 'none' ? '' : ' recorded'}, ${hits} of ${counted}.`;
}

export function disarmWords(cause: DisarmCause): string {
  switch (cause) {
    case 'operator':
      return 'Disarmed.';
    case 'finished':
      return 'Disarmed: tuning is finished.';
    case 'match':
      return 'Disarmed: the field is attached. Nothing is written during a match.';
    case 'e-stop':
      return 'Disarmed: emergency stop.';
    case 'connection-lost':
      return 'Disarmed: the robot was away for ten seconds. Arm again when it is back.';
    case 'hidden':
      return 'Disarmed: this page was hidden for two minutes.';
    case 'reload':
      return 'Disarmed because the page was loaded anew. Everything else is as it was.';
    case 'viewer':
      return 'Disarmed: another laptop tunes this robot now.';
  }
}
