import type { KnotRole } from '../../core/aim/family/role.ts';
import type { Coefficient } from '../../core/tuning/coefficient.ts';
import type { LengthUnit } from '../../core/tuning/length-unit.ts';
import { areDistances, metresOf } from '../../core/tuning/table-distances.ts';
import { tableEntries, type TableOffer } from '../../core/tuning/table-offer.ts';
import { radPerUnit } from '../../core/tuning/unit-words.ts';
import { numberIn } from './number-in.ts';

/** Where the distances of a table are from: one of its sources, by its place; what is typed; null: nobody said yet. */
export type ChosenSource = number | 'typed' | null;

/** What a team says of a table before it is added. */
export interface TableDraft {
  role: KnotRole;
  /** Unit of its angles, where the robot does not tell it; empty where nobody said yet. */
  angleUnit: '' | 'deg' | 'rad' | 'rot';
  source: ChosenSource;
  /** Unit of the distances; null where nobody said yet. */
  unit: LengthUnit | null;
  typed: string;
}

/** What is known of a table, and open where a person has to say it. */
export function tableDraft({ role, distances }: TableOffer): TableDraft {
  const { sources, chosen } = distances;
  const source = chosen ?? (sources.some(({ from }) => from === 'beside') ? null : 'typed');
  const unit = typeof source === 'number' ? sources[source]!.unit : 'm';
  return { role: role ?? 'other-knot', angleUnit: '', source, unit, typed: '' };
}

/** The unit of a source, where it is chosen; metres for what is typed. */
export const unitOf = ({ distances }: TableOffer, source: ChosenSource): LengthUnit | null =>
  typeof source === 'number' ? distances.sources[source]!.unit : 'm';

/** Distances as they are typed: numbers with spaces or commas between them. */
const distancesIn = (typed: string): readonly number[] =>
  typed.split(/[\s,;]+/).flatMap((part) => (part === '' ? [] : [numberIn(part)]));

/** Returns the distances that are chosen or typed, in their own unit; null where nobody said. */
export function rawDistances(
  { distances }: TableOffer,
  { source, typed }: Pick<TableDraft, 'source' | 'typed'>,
): readonly number[] | null {
  if (source === null) return null;
  return source === 'typed' ? distancesIn(typed) : distances.sources[source]!.numbers;
}

/** Whether a person has to say the unit of a table's angles. */
export const asksAngleUnit = ({ entries }: TableOffer, role: KnotRole): boolean =>
  (role === 'hood-knot' || role === 'angle-knot') && radPerUnit(entries[0]?.unit ?? '') === null;

/** What is missing before a table can be added. */
export type MissingInTable =
  'source' | 'unit' | 'angle-unit' | 'not-a-number' | 'count' | 'not-distances';

/** Returns what is missing or wrong; null when nothing is. */
export function missingIn(table: TableOffer, draft: TableDraft): MissingInTable | null {
  const raw = rawDistances(table, draft);
  if (raw === null) return 'source';
  if (raw.some((number) => !Number.isFinite(number))) return 'not-a-number';
  if (raw.length !== table.entries.length) return 'count';
  if (draft.unit === null) return 'unit';
  if (!areDistances(metresOf(raw, draft.unit))) return 'not-distances';
  return asksAngleUnit(table, draft.role) && draft.angleUnit === '' ? 'angle-unit' : null;
}

/** Returns the coefficients of a table of which all is said; none where something is missing. */
export function entriesIn(table: TableOffer, draft: TableDraft): readonly Coefficient[] {
  const raw = rawDistances(table, draft);
  if (raw === null || draft.unit === null || missingIn(table, draft) !== null) return [];
  const entries = tableEntries(table, draft.role, metresOf(raw, draft.unit));
  return asksAngleUnit(table, draft.role)
    ? entries.map((entry) => ({ ...entry, unit: draft.angleUnit }))
    : entries;
}
