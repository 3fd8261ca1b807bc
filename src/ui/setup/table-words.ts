import type { KnotRole } from '../../core/aim/family/role.ts';
import { areDistances, type TableOffer } from '../../core/tuning/table-offer.ts';
import { numberIn } from './number-in.ts';

/** What a look-up table tells, as it is offered. */
export const tells: Readonly<Record<KnotRole, string>> = {
  'speed-knot': 'wheel speed',
  'angle-knot': 'launch angle above the floor',
  'hood-knot': 'hood angle from the vertical',
  'other-knot': 'no idea: the shots alone tell what it does',
};

/** What is known of a table that the robot offers. */
export function tableWords({ entries, role, distancesFrom }: TableOffer): string {
  const what = role === null || role === 'other-knot' ? '' : ` of ${tells[role]}`;
  const at = entries.map(({ atM }) => atM).filter((atM) => atM !== null);
  const where = {
    names: `, ${at[0]} to ${at.at(-1)} m by their names`,
    robot: `, ${at[0]} to ${at.at(-1)} m as the robot tells`,
  };
  return `Look-up table: ${entries.length} entries${what}${distancesFrom === null ? '' : where[distancesFrom]}.`;
}

/** Distances as they are typed, m: numbers with spaces or commas between them. */
export const distancesIn = (typed: string): readonly number[] =>
  typed.split(/[\s,;]+/).flatMap((part) => (part === '' ? [] : [numberIn(part)]));

/** Why the distances that were typed are not those of so many entries; null when they are. */
export function distancesFault(typed: string, entries: number): string | null {
  const metres = distancesIn(typed);
  if (metres.some((m) => !Number.isFinite(m)))
    return 'One of them is not a number. Type numbers with a space between them, and a point for decimals.';
  if (metres.length !== entries)
    return `Type ${entries} distances, one for each entry in the order of the robot. Now there are ${metres.length}.`;
  return areDistances(metres)
    ? null
    : 'Each must be more than 0 and at most 20 m, and none may come twice. Type metres, not feet or inches.';
}
