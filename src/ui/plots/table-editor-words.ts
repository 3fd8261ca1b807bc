import type { KnotRole } from '../../core/aim/family/role.ts';
import type { GateReason } from '../../core/tuning/gate.ts';
import { formatValue, unknown } from '../text.ts';
import { tableAt, type Curves, type Knot, type LookUpTable } from './table-curve.ts';

const titles: Readonly<Record<KnotRole, string | null>> = {
  'speed-knot': 'Wheel speed over the distance',
  'angle-knot': 'Launch angle over the distance',
  'hood-knot': 'Hood angle from the vertical over the distance',
  'other-knot': null,
};

/** The name of a table above its curve: of one of which nobody says what it tells, that of its entries. */
export function tableTitle({ role, knots }: LookUpTable): string {
  const own = knots[0]?.name.replace(/ [\d.]+ m$/, '') ?? 'Table';
  return titles[role] ?? `${own} over the distance`;
}

/** A distance as it is read aloud. */
export const metres = (m: number): string => `${Number(m.toFixed(2))} m`;

/** What the table says at the robot's distance; an empty text where that is not known. */
export function hereWords(knots: readonly Knot[], curves: Curves, m: number | null): string {
  if (m === null) return '';
  const { step, unit } = knots[0]!;
  const at = (values: readonly number[] | null | undefined): string =>
    values === null || values === undefined
      ? unknown
      : formatValue(tableAt(knots, values, m), step);
  const { bands } = curves;
  const band = bands === null ? '' : ` (${at(bands.low)} to ${at(bands.high)})`;
  return `At ${metres(m)}: ${at(curves.now)} ${unit} now, best ${at(curves.best)}${band}.`;
}

/** How entries come and go. */
export const entriesHint =
  'The curve goes in a straight line from one entry to the next. An entry needs a topic, or a place in a list, on the robot: for a new one change the robot’s code, and it is offered here.';

/** Of an entry that is not tuned. */
export const offWords =
  'Off: it keeps the value it has on the robot, and the other entries are each learned for themselves. Switch it on to change it.';

/** Why the last entry can't be switched off or removed. */
export const lastWords = 'It is the last coefficient that is tuned, so it stays on.';

/** Why no entry can be changed now, and what to do. */
export const lockedWords: Readonly<Record<GateReason, string>> = {
  'unsaved-setup': 'Save or discard your changes in Setup, and arm.',
  'old-session': 'An old session is open to be read.',
  'not-set-up': 'Entries can’t be changed before something is set up to tune.',
  'not-armed': 'Entries can’t be changed while the tuner is not armed. Switch it on first.',
  offline: 'Entries can’t be changed without a robot. Connect first.',
  'clock-unknown': 'Entries can’t be changed yet: the robot’s clock is not known.',
  match: 'Entries can’t be changed in a match.',
  'field-control':
    'Entries can’t be changed: a field controls the Driver Station on this computer.',
  'e-stop': 'Entries can’t be changed after an emergency stop.',
  'robot-unknown': 'Entries can’t be changed: the robot does not tell whether it is in a match.',
  viewer: 'Entries can’t be changed here: another laptop has this robot.',
  'restart-unanswered':
    'Entries can’t be changed before you say which values the restarted robot shall have.',
};
