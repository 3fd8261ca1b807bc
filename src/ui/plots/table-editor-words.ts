import type { KnotRole } from '../../core/aim/family/role.ts';
import { formatValue, unknown } from '../text.ts';
import { tableAt, type Curves, type Knot } from './table-curve.ts';

/** What a table is called above its curve. */
export const tableTitles: Readonly<Record<KnotRole, string>> = {
  'speed-knot': 'Wheel speed over the distance',
  'angle-knot': 'Launch angle over the distance',
};

/** A distance as it is read aloud. */
export const metres = (m: number): string => `${Number(m.toFixed(2))} m`;

/** What the table says where the robot stands; an empty text where that is not known. */
export function hereWords(knots: readonly Knot[], curves: Curves, m: number | null): string {
  if (m === null) return '';
  const { step, unit } = knots[0]!;
  const at = (values: readonly number[] | null | undefined): string =>
    values === null || values === undefined
      ? unknown
      : formatValue(tableAt(knots, values, m), step);
  const { bands } = curves;
  const band = bands === null ? '' : ` (${at(bands.low)} to ${at(bands.high)})`;
  return `You stand at ${metres(m)}: ${at(curves.now)} ${unit} now, best ${at(curves.best)}${band}.`;
}

/** How entries come and go. */
export const entriesHint =
  'The curve goes in a straight line from one entry to the next. An entry needs a topic, or a place in a list, on the robot: for a new one change the robot’s code, and it is offered here.';

/** Of an entry that is not tuned. */
export const offWords =
  'Off: it keeps the value it has on the robot, and the other entries are each learned for themselves. Switch it on to change it.';

/** Why the last entry can't be switched off or removed. */
export const lastWords = 'It is the last coefficient that is tuned, so it stays on.';
