import { isKnot, type KnotRole } from '../aim/family/role.ts';
import { suggestedRole } from '../aim/family/suggested-role.ts';
import type { Coefficient } from './coefficient.ts';
import type { Candidate, Offer } from './offer.ts';
import {
  chosenAmong,
  metresOf,
  onlySource,
  sourceOf,
  type DistanceSource,
  type NamedSourceOfDistances,
  type TableDistances,
} from './table-distances.ts';
import {
  isOthers,
  isOtherTable,
  isShooters,
  namesLimits,
  tellingWords,
  toldBy,
} from './table-names.ts';
import { runsOf, type ListCandidate, type Run } from './table-runs.ts';
import { shortUnit } from './unit-words.ts';

/** A look-up table over the distance as it can be suggested: entries that lie together, with what is known of them. */
export interface TableOffer {
  /** The topic of its list; or what the topics of its entries have in common, with a `#` for what differs. */
  readonly place: string;
  readonly name: string;
  /** What it seems to tell; null: no idea. */
  readonly role: KnotRole | null;
  /** By their distance where that is known, else as the robot has them. `atM` is null where a person has to say it. */
  readonly entries: readonly Coefficient[];
  readonly distances: TableDistances;
  readonly boundsFromRobot: boolean;
}

/** Fewer numbers than this are a table only where their distances are told. */
const fewest = 3;

/**
 * The look-up tables among the numbers and lists that the robot offers, by their place: topics that differ by a number only, and lists. Numbered
 * topics are one only where their names tell distances, the robot tells these elsewhere, or the name says what a table is of; a list
 * always may be, unless it belongs to a mechanism that does not shoot.
 * @param asked a list that somebody asks for: it need not look like a table.
 */
export function tableOffers(
  numbers: readonly Candidate[],
  lists: readonly ListCandidate[],
  asked: string | null = null,
): readonly TableOffer[] {
  const runs = runsOf(numbers, lists);
  const distances = runs.filter(({ isDistances, told }) => isDistances && told !== 'none');
  const tables = runs.filter((run) => !run.isDistances || run.place === asked);
  const offers = tables
    .flatMap((run) => {
      const offer = tableOf(run, distancesOf(run, distances, tables));
      return run.place === asked || looksLikeTable(run, offer) ? [offer] : [];
    })
    .sort((a, b) => a.place.localeCompare(b.place));
  // Of two tables of one kind nobody knows which it is that the ball is shot by.
  const isOne = ({ role }: TableOffer): boolean =>
    offers.filter((other) => other.role === role).length === 1;
  return offers.map((offer) =>
    isOne(offer) ? offer : { ...offer, role: null, entries: withRole(offer, null) },
  );
}

/** The entries as coefficients of a table that tells `role`, at these distances, m, in the order of the offer; nearest first. */
export function tableEntries(
  { name, place, entries }: Pick<TableOffer, 'name' | 'place' | 'entries'>,
  role: KnotRole,
  distancesM: readonly number[],
): readonly Coefficient[] {
  return entries
    .map((entry, i) => {
      const atM = distancesM[i] ?? null;
      const at = atM === null ? {} : { name: `${name} ${atM} m` };
      return { ...entry, role, atM, table: place, ...at };
    })
    .sort((a, b) => (a.atM ?? 0) - (b.atM ?? 0));
}

/** Returns what is left of a table without the entries that are chosen already; null where that is nothing. */
export function withoutEntries(
  offer: TableOffer,
  isChosen: (topic: string) => boolean,
): TableOffer | null {
  const left = offer.entries.flatMap(({ topic }, i) => (isChosen(topic) ? [] : [i]));
  if (left.length === 0) return null;
  const sources = offer.distances.sources.map((source) => ({
    ...source,
    numbers: left.map((i) => source.numbers[i]!),
  }));
  return {
    ...offer,
    entries: left.map((i) => offer.entries[i]!),
    distances: { ...offer.distances, sources },
  };
}

/** Whether nothing has to be said of a table: its distances are known. */
export const isComplete = ({ distances }: TableOffer): boolean => distances.ask === null;

/**
 * What a robot offers by itself: its numbers, and in place of those that are entries of tables whose distances are known, these. Distances
 * of tables are not for tuning.
 */
export function withTables(
  offers: readonly Offer[],
  tables: readonly TableOffer[],
): readonly Offer[] {
  const complete = tables.filter(isComplete);
  const entries = complete.flatMap(({ entries: own, boundsFromRobot }) =>
    own.map((coefficient) => ({ coefficient, boundsFromRobot })),
  );
  const taken = new Set(entries.map(({ coefficient: { topic } }) => topic));
  const distances = complete.flatMap(({ distances: { sources } }) =>
    sources.filter(({ from }) => from === 'beside').map(({ place }) => place.split('#')),
  );
  const isDistance = (topic: string): boolean =>
    distances.some(
      ([before, after]) =>
        after !== undefined && topic.startsWith(before!) && topic.endsWith(after),
    );
  return [
    ...offers.filter(({ coefficient: { topic } }) => !taken.has(topic) && !isDistance(topic)),
    ...entries,
  ];
}

const withRole = (
  { entries }: Pick<TableOffer, 'entries'>,
  role: KnotRole | null,
): readonly Coefficient[] => entries.map((entry) => ({ ...entry, role: role ?? 'other-knot' }));

function looksLikeTable(run: Run, { role, distances }: TableOffer): boolean {
  const { place, code, form, keys, mayCount } = run;
  const isTold = distances.chosen !== null && !(mayCount && distances.ask !== null);
  if (namesLimits(code) || isOthers(place) || (keys.length < fewest && distances.ask !== null))
    return false;
  return role !== null || form === 'list' || (isTold && isShooters(place));
}

function tableOf(run: Run, distances: TableDistances): TableOffer {
  const { place, name, offers, values } = run;
  const { chosen, ask, sources } = distances;
  const source = chosen === null ? undefined : sources[chosen];
  const metres =
    ask === null && source !== undefined && source.unit !== null
      ? metresOf(source.numbers, source.unit)
      : null;
  const order = Array.from(offers.keys());
  if (metres !== null) order.sort((a, b) => metres[a]! - metres[b]!);
  const sorted = order.map((i) => offers[i]!.coefficient);
  const boundsFromRobot = offers.every((offer) => offer.boundsFromRobot);
  const entries = boundsFromRobot ? sorted : sorted.map((entry) => asOthers(entry, sorted));
  const role = roleOf(run, entries, metres === null ? null : order.map((i) => values[i]!));
  return {
    place,
    name,
    role,
    entries: tableEntries(
      { name, place, entries },
      role ?? 'other-knot',
      metres === null ? [] : order.map((i) => metres[i]!),
    ),
    distances: {
      ...distances,
      sources: sources.map((one) => ({ ...one, numbers: order.map((i) => one.numbers[i]!) })),
    },
    boundsFromRobot,
  };
}

/** An entry at 0 whose bounds are a guess: where the others are negative, it lies below 0 as they do. */
function asOthers(entry: Coefficient, all: readonly Coefficient[]): Coefficient {
  const { codeDefault, min, max } = entry;
  const areNegative =
    all.every((other) => other.codeDefault <= 0) && all.some((other) => other.codeDefault < 0);
  return codeDefault === 0 && min === 0 && areNegative ? { ...entry, min: -max, max: 0 } : entry;
}

/**
 * What a table tells, by its name: as one of its entries would be known, for that it is a table is known already. A launch angle falls
 * with the distance, and a wheel does not get slower.
 * @param values nearest first; null where the distances are not known.
 */
function roleOf(
  { place, code }: Run,
  entries: readonly Coefficient[],
  values: readonly number[] | null,
): KnotRole | null {
  if (isOthers(place) || isOtherTable(place)) return null;
  const [first] = entries;
  if (first === undefined) return null;
  const bounds = {
    min: Math.min(...entries.map(({ min }) => min)),
    max: Math.max(...entries.map(({ max }) => max)),
    integer: first.integer,
  };
  const entryName = `${toldBy(code)} 3m`;
  const role =
    suggestedRole(entryName, `/Table/${entryName}`, shortUnit(first.unit), bounds)?.role ?? null;
  if (!isKnot(role)) return null;
  return role === 'angle-knot'
    ? values !== null && falls(values)
      ? role
      : null
    : values === null || values.at(-1)! >= values[0]!
      ? role
      : null;
}

const falls = (values: readonly number[]): boolean =>
  values.at(-1)! < values[0]! && values.slice(1).every((value, i) => value <= values[i]!);

/** The distances of a table: those that it tells itself, else those that stand beside it. */
function distancesOf(run: Run, distances: readonly Run[], tables: readonly Run[]): TableDistances {
  if (run.own !== null && !run.mayCount) return onlySource(run.own);
  const beside = distancesBeside(run, distances);
  const isOfAnother = ({ places }: ReturnType<typeof tellingWords>): boolean =>
    places.size > 0 &&
    tables.some((other) => {
      const words = tellingWords(other.code).places;
      return other !== run && [...places].every((word) => words.has(word));
    });
  const found = chosenAmong(run.code, beside, isOfAnother);
  if (beside.length > 0 || run.own === null) return found;
  // Whole numbers without a unit may be distances, or count.
  return { sources: [run.own], chosen: null, ask: 'distances' };
}

/** The distances that the robot tells beside a table: as many, by the same numbers, in the nearest folder. */
function distancesBeside(run: Run, distances: readonly Run[]): readonly NamedSourceOfDistances[] {
  const parts = run.place.split('/');
  const shared = ({ place }: Run): number => {
    const differs = place.split('/').findIndex((part, i) => part !== parts[i]);
    return differs < 0 ? parts.length : differs;
  };
  // In the same folder; or in one beside its own, where that is the table.
  const isMereNumber = /\/#[a-zA-Z]*$/.test(run.place);
  const least = parts.length - (isMereNumber ? 2 : 1);
  const fitting = distances.filter(
    (other) =>
      other !== run &&
      other.keys.length === run.keys.length &&
      other.keys.every((key, i) => key === run.keys[i]) &&
      shared(other) >= least,
  );
  const nearest = Math.max(...fitting.map(shared));
  return fitting
    .filter((other) => shared(other) === nearest)
    .map(({ code, place, values, told }) => ({
      name: code,
      source: sourceOf(
        { from: 'beside', place, numbers: values } satisfies Partial<DistanceSource>,
        told === 'none' ? 'unclear' : told,
      ),
    }));
}
