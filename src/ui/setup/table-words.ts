import type { KnotRole } from '../../core/aim/family/role.ts';
import { inMetres, type LengthUnit } from '../../core/tuning/length-unit.ts';
import type { DistanceSource } from '../../core/tuning/table-distances.ts';
import type { TableOffer } from '../../core/tuning/table-offer.ts';
import type { NoTable } from '../../session/tunable-topics.ts';
import type { MissingInTable } from './table-draft.ts';

/** What a look-up table tells, as it is offered. */
export const tells: Readonly<Record<KnotRole, string>> = {
  'speed-knot': 'wheel speed',
  'angle-knot': 'launch angle above the floor',
  'hood-knot': 'hood angle from the vertical',
  'other-knot': 'no idea: the shots tell',
};

/** How a unit of length is called in a list to choose from. */
export const unitNames: Readonly<Record<LengthUnit, string>> = {
  m: 'metres',
  ft: 'feet',
  in: 'inches',
  cm: 'centimetres',
  mm: 'millimetres',
  yd: 'yards',
};

/** How a unit of angles is called in a list to choose from. */
export const angleUnitNames = {
  deg: 'degrees',
  rad: 'radians',
  rot: 'rotations of the hood itself',
} as const;

/** What is known of a table that the robot offers. */
export const tableWords = ({ entries, role }: TableOffer): string =>
  `Look-up table: ${entries.length} entries${role === null ? '' : ` of ${tells[role]}`}.`;

const ends = (numbers: readonly number[]): string => `${numbers[0]} to ${numbers.at(-1)}`;

/** A source of distances in a list to choose from. */
export function sourceWords({ from, place, numbers }: DistanceSource): string {
  switch (from) {
    case 'names':
      return `the numbers in its names: ${ends(numbers)}`;
    case 'pairs':
      return `beside each value in its list: ${ends(numbers)}`;
    case 'beside':
      return `${place.slice(place.lastIndexOf('/', place.replace(/\/#[^/]*$/, '').length - 1) + 1)}: ${ends(numbers)}`;
  }
}

/** Why the unit of distances is asked for, or by what it is known. */
export function unitWords({ unit, assumed, numbers }: DistanceSource): string {
  if (unit === null)
    return `Nothing says clearly in what unit ${ends(numbers)} are. Choose it: a wrong one wrecks the table.`;
  if (assumed)
    return `Nothing says in what unit ${ends(numbers)} are. They fit metres; correct it if they are not.`;
  return `The robot says so: ${ends(numbers)} ${unit}.`;
}

/** What distances are in metres. */
export const convertedWords = (numbers: readonly number[], unit: LengthUnit): string =>
  `In metres: ${numbers.map((number) => inMetres(number, unit)).join(', ')}.`;

/** Why a list is no look-up table, and what to do. */
export function noTableWords(topic: string, why: NoTable): string {
  switch (why.kind) {
    case 'not-read':
      return `The robot sent no value of ${topic}. Check that robot code publishes it, and try again.`;
    case 'no-numbers':
      return `${topic} holds no numbers now, so it can’t be tuned: it is empty, or one of its values is not a number.`;
    case 'count':
      return why.count < 2
        ? `${topic} holds one number now. A look-up table has two entries at least.`
        : `${topic} holds ${why.count} numbers now, or some too extreme to search around. A look-up table has at most 64 entries.`;
  }
}

/** What is missing before a table can be added, and what to do. */
export function missingWords(missing: MissingInTable, given: number, entries: number): string {
  switch (missing) {
    case 'source':
      return 'Say which distances are those of this table before you add it.';
    case 'unit':
      return 'Say in what unit the distances are before you add it.';
    case 'angle-unit':
      return 'Say in what unit its angles are before you add it.';
    case 'count':
      return given === 0
        ? 'Type the distances of its entries before you add it.'
        : `Type ${entries} distances, one for each entry in the order of the robot. Now there are ${given}.`;
    case 'not-a-number':
      return 'One of them is not a number. Type numbers with a space between them, and a point for decimals.';
    case 'not-distances':
      return 'Each distance must be 0 to 20 m, and none may come twice. Check the numbers and their unit.';
  }
}
