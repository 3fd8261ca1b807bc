import type { Values } from './coefficient.ts';
import type { IncomingShot } from './incoming-shot.ts';
import { nothing, type Outcome } from './outcome.ts';
import { own } from './own.ts';
import type { Shot } from './shot.ts';
import { indexOfShot, withAmendment } from './shot-records.ts';
import { confirmedBy, invalidAlert, robotShot } from './shots-in.ts';
import type { ShotRecord, TuningState } from './state.ts';
import { tuned } from './values.ts';

/**
 * More of a reported shot arrived. The log gets the shot as it is known now where that differs, and what it confirms.
 * An amendment of a shot that this session does not have is none.
 */
export function interpretAmendment(state: TuningState, incoming: IncomingShot): Outcome {
  const record = state.shots[indexOfShot(state, incoming.key)];
  if (record === undefined) return nothing;
  const shot = amended(state, record, incoming);
  const confirmed = confirmedBy(state, incoming);
  if (sameShot(shot, record.shot)) return { happenings: confirmed, commands: [] };
  const { invalidRun } = withAmendment(state, state.nextSeq, shot);
  return {
    happenings: [...confirmed, { type: 'shot-amended', shot }],
    commands: invalidAlert(state.invalidRun, invalidRun, shot.invalid),
  };
}

/** Returns the shot as amended. Values that it does not report stay as logged: they may be forgotten since. */
function amended(state: TuningState, { shot: before }: ShotRecord, incoming: IncomingShot): Shot {
  const shot = robotShot(state, incoming);
  const used = incoming.used ?? {};
  const isTold = tuned(state).every(({ topic }) => own(used, topic) !== undefined);
  const told = Object.entries(shot.values).filter(([topic]) => own(used, topic) !== undefined);
  return {
    ...shot,
    values: { ...before.values, ...Object.fromEntries(told) },
    confirmed: before.confirmed || isTold,
  };
}

function sameShot(a: Shot, b: Shot): boolean {
  return (
    a.distanceM === b.distanceM &&
    a.label === b.label &&
    a.confirmed === b.confirmed &&
    a.missX === b.missX &&
    a.missY === b.missY &&
    a.invalid === b.invalid &&
    sameValues(a.values, b.values) &&
    sameValues(a.extra, b.extra)
  );
}

const sameValues = (a: Values, b: Values): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([name, value]) => own(b, name) === value);
