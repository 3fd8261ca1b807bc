import type { SessionReport } from '../core/tuning/other-session.ts';
import type { TuningState } from '../core/tuning/state.ts';
import type { Standing } from '../core/tuning/writing-seat.ts';
import { shots } from './text.ts';

/** What is said while another laptop has the robot, and the button for it; null where nothing is to be said. */
export function standingWords(
  standing: Standing,
): { readonly words: string; readonly button: string | null } | null {
  switch (standing.kind) {
    case 'asking':
    case 'ours':
      return null;
    case 'taking':
      return { words: `Asking ${nameOf(standing)} to stop…`, button: null };
    case 'theirs':
      return { words: theirWords(standing), button: 'Take over' };
  }
}

function theirWords(standing: Extract<Standing, { readonly kind: 'theirs' }>): string {
  const name = nameOf(standing);
  if (standing.silent)
    return `The laptop that tuned this robot, ${name}, is gone or silent. Nobody writes to the robot until you take over.`;
  return standing.stayed
    ? `${name} did not stop, so this page still only watches. Close the tuner there, then take over again.`
    : `Another laptop tunes this robot: ${name}. This page only watches; taps and the log go on.`;
}

const nameOf = ({ name }: { readonly name: string | null }): string => name ?? 'another tuner';

/** Trial that the robot has, with its shots: this page's own, or what the laptop that tunes says of its own. */
export function trialWords(
  { trial, shootingTrial, trialShots, baselineUnknown }: TuningState,
  standing: Standing,
  other: SessionReport | null,
): string {
  if (standing.kind === 'theirs' || standing.kind === 'taking')
    return other === null
      ? 'Another laptop tunes; it does not say its trial'
      : `There: ${nameOfTrial(other.trial)} · ${shots(other.trialShots)} of ${other.shots}`;
  if (trial === null) return 'No trial yet';
  const isStart = trial.number === 0;
  const name = isStart && baselineUnknown ? 'As taken over' : nameOfTrial(trial.number);
  const from = trial.kind === 'other-laptop' ? ', of the other laptop' : '';
  const isThere = trial.number === shootingTrial;
  return `${name}${from} · ${isThere ? shots(trialShots) : 'not on the robot yet'}`;
}

const nameOfTrial = (trial: number): string => (trial === 0 ? 'Baseline' : `Trial ${trial}`);

/** Sentence about what "baseline" means where another laptop tuned before and did not say what the robot had; null elsewhere. */
export const baselineWords = ({ baselineUnknown }: TuningState): string | null =>
  baselineUnknown
    ? 'Another laptop tuned this robot before. What the robot had before that is not known: here "baseline" is what it had when this page came.'
    : null;
