import { confirmationOf, type Confirmation } from '../core/tuning/confirmation.ts';
import type { Coefficient } from '../core/tuning/coefficient.ts';
import { own } from '../core/tuning/own.ts';
import type { ConflictSign } from '../core/tuning/events.ts';
import type { TuningState } from '../core/tuning/state.ts';
import { acknowledges, onRobot } from '../core/tuning/values.ts';
import type { Wiring } from '../core/tuning/wiring.ts';
import type { IconName } from './controls/icons.ts';
import { formatValue } from './text.ts';

/** Picture and words; `calm` when there is nothing to wait for and nothing to do. */
export interface Said {
  readonly icon: IconName;
  readonly words: string;
  readonly calm: boolean;
}

/** Everything that robot code reported of one coefficient, as far as words need it. */
export interface CodeReport {
  readonly confirmation: Confirmation;
  /** How it shows that others keep setting it; null where they do not. */
  readonly conflict: ConflictSign | null;
  /** Value that it is to have, or else has. */
  readonly value: number | undefined;
  readonly step: number;
  /** Whether robot code has acknowledged it before. */
  readonly acknowledges: boolean;
  /** Whether shots have reported the value that they used. */
  readonly byShots: boolean;
  /** Whether the robot reports its shots at all. */
  readonly reports: boolean;
}

/** Returns what robot code reported of a coefficient. */
export function codeReportOf(
  state: TuningState,
  { topic, step }: Pick<Coefficient, 'topic' | 'step'>,
): CodeReport {
  return {
    confirmation: confirmationOf(state, topic),
    conflict: own(state.conflicts, topic) ?? null,
    value: own(state.writes, topic)?.value ?? onRobot(state, topic),
    step,
    acknowledges: acknowledges(state, topic),
    byShots: own(state.usedByShots, topic) !== undefined,
    reports: state.robotReports,
  };
}

/** Words beside a value: how far it came, and not more than the robot said. Null while nothing was read. */
export function confirmationWords(
  { confirmation, conflict, step }: CodeReport,
  { confirms: announced, otherWriters }: Wiring,
): Said | null {
  if (conflict !== null) {
    const verb = conflict === 'reverted' ? 'sets' : 'changes';
    return { icon: 'alert', words: `${setterOf(otherWriters)} ${verb} this itself`, calm: false };
  }
  switch (confirmation.kind) {
    case 'unread':
      return null;
    case 'read':
      return { icon: 'check', words: 'read from the robot', calm: true };
    case 'proposed':
      return { icon: 'proposed', words: 'proposed', calm: false };
    case 'awaited':
      return { icon: 'sent', words: 'sent, waiting', calm: false };
    case 'sent':
      if (announced === 'yes')
        return { icon: 'sent', words: 'sent, not acknowledged yet', calm: false };
      return confirmation.byShots
        ? { icon: 'sent', words: 'sent; the next shot tells', calm: true }
        : { icon: 'sent', words: 'sent; nobody acknowledges it', calm: true };
    case 'acknowledged':
      return { icon: 'check', words: 'robot confirms', calm: true };
    case 'used':
      return { icon: 'check', words: 'confirmed by a shot', calm: true };
    case 'unconfirmed':
      return {
        icon: 'alert',
        words: `not confirmed: the robot uses ${formatValue(confirmation.acknowledged, step)}`,
        calm: false,
      };
    case 'no-number':
      return { icon: 'alert', words: `the robot says ${confirmation.said}`, calm: false };
    case 'contradicted':
      return {
        icon: 'alert',
        words: `the robot's shots used ${formatValue(confirmation.used, step)}`,
        calm: false,
      };
  }
}

/** Whoever else sets a value: the clients that the server lists, else the robot's own program. */
const setterOf = (otherWriters: readonly string[]): string =>
  otherWriters.length > 0 ? otherWriters.join(' or ') : 'robot code';

/** Sentence about a value that others keep setting, to follow the coefficient's name. */
export function conflictWords(how: ConflictSign, otherWriters: readonly string[]): string {
  const who = setterOf(otherWriters);
  const seen =
    how === 'reverted'
      ? `${who} sets this itself: what was written here was replaced at once, three times`
      : `${who} changes this all the time`;
  const remedy =
    otherWriters.length > 0
      ? 'Close it there, then set the value by hand to try again.'
      : 'Tune the number that the code takes it from, or let the code only set it once.';
  return `${seen}. It is not written any more. ${remedy}`;
}

/** Sentence about a value that robot code does not use as it should, to follow the coefficient's name; null where it does, or is silent. */
export function faultOfCode(
  { confirmation, conflict, value, step }: CodeReport,
  otherWriters: readonly string[],
): string | null {
  if (conflict !== null) return conflictWords(conflict, otherWriters);
  switch (confirmation.kind) {
    case 'no-number':
      return `robot code acknowledges ${confirmation.said}, which is no number. Shots do not count until it has one: look for the fault in robot code.`;
    case 'contradicted':
      return `the robot's shots used ${formatValue(confirmation.used, step)}, not ${formatValue(value, step)} that was sent. Writing it changes nothing: look where robot code takes it from.`;
    case 'unconfirmed':
      return `robot code acknowledges ${formatValue(confirmation.acknowledged, step)}, not ${formatValue(value, step)} that was sent. Shots are logged with what it acknowledges.`;
    case 'unread':
    case 'read':
    case 'proposed':
    case 'awaited':
    case 'sent':
    case 'acknowledged':
    case 'used':
      return null;
  }
}

/** Line of the wiring check: how the robot says what its code uses. Null where that is not known. */
export function confirmationLine(
  report: CodeReport,
  { confirms: announced, otherWriters }: Wiring,
): Said | null {
  const fault = faultOfCode(report, otherWriters);
  if (fault !== null)
    return { icon: 'alert', words: fault.charAt(0).toUpperCase() + fault.slice(1), calm: false };
  if (report.acknowledges)
    return { icon: 'check', words: 'Robot code acknowledges the value that it uses.', calm: true };
  if (announced === 'yes')
    return {
      icon: 'sent',
      words: 'Robot code offers to acknowledge this, and has not done so yet.',
      calm: true,
    };
  if (report.byShots)
    return {
      icon: 'check',
      words: 'The robot reports with each shot the value that it used.',
      calm: true,
    };
  if (announced === 'unknown') return null;
  return {
    icon: 'sent',
    words: report.reports
      ? 'Neither an acknowledgement nor a shot tells the value: the page knows what it sent, not what robot code uses.'
      : 'Nothing acknowledges this: the page knows what it sent, not what robot code uses.',
    calm: true,
  };
}

/** Returns what robot code reported of each of some coefficients, by topic. */
export const codeReportsOf = (
  state: TuningState,
  coefficients: readonly Pick<Coefficient, 'topic' | 'step'>[],
): Readonly<Record<string, CodeReport>> =>
  Object.fromEntries(
    coefficients.map((coefficient) => [coefficient.topic, codeReportOf(state, coefficient)]),
  );
