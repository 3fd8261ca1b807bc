import { isKnot, type KnotRole } from '../aim/family/role.ts';
import { suggestedRole, wordsOf } from '../aim/family/suggested-role.ts';
import type { Coefficient } from './coefficient.ts';
import { entryTopic } from './list-entry.ts';
import { numbered } from './numbered-topics.ts';
import { offerFor, type Candidate, type Offer } from './offer.ts';
import { parentOf } from './write-topic.ts';

/** A topic that the robot announced and that holds a list of numbers, with these if they have been read. */
export interface ListCandidate extends Omit<Candidate, 'value'> {
  readonly values: readonly number[] | null;
}

/** A look-up table over the distance as it can be suggested: entries that lie together, with what is known of them. */
export interface TableOffer {
  /** The topic of its list; or what the topics of its entries have in common, with a `#` for their number. */
  readonly place: string;
  readonly name: string;
  /** What it tells; null: the team has to say. */
  readonly role: KnotRole | null;
  /** One an entry, by its distance where that is known, else as the robot numbers them. `atM` is null where nobody told the distance. */
  readonly entries: readonly Coefficient[];
  /** Where the distances are from; null: the team has to say. */
  readonly distancesFrom: 'names' | 'robot' | null;
  readonly boundsFromRobot: boolean;
}

/** Fewer numbers than this are no table, and more than these are data, not a table. */
const fewest = 3;
const most = 64;
/** The farthest entry of a table, m: what is told to be farther was measured in other units. */
const farthestM = 20;

const distanceWords = ['distance', 'dist', 'range', 'meter', 'metre'];

/** A number of numbers that stand together, in their order. */
interface Run {
  readonly place: string;
  readonly folder: string;
  readonly name: string;
  readonly offers: readonly Offer[];
  /** What tells one from another: their numbers, or their places in the list. */
  readonly keys: readonly number[];
  /** As read; null where it was not. */
  readonly values: readonly (number | null)[];
  /** Distances, where the names tell them, m. */
  readonly namedM: readonly number[] | null;
}

/**
 * The look-up tables among the numbers and lists that the robot offers, by their place: topics that differ by a number only, and lists. Numbered
 * topics are one only where their names tell distances, the robot tells these elsewhere, or the name says what a table is of; a list
 * always may be.
 */
export function tableOffers(
  numbers: readonly Candidate[],
  lists: readonly ListCandidate[],
): readonly TableOffer[] {
  const runs = [...numberedRuns(numbers), ...lists.flatMap(listRun)];
  const isDistance = ({ name, folder }: Run): boolean =>
    [name, folder.slice(folder.lastIndexOf('/') + 1)].some((text) =>
      wordsOf(text).some((word) => distanceWords.includes(word)),
    ) && roleOf(name, folder, '', null) === null;
  const distances = runs.filter(isDistance);
  const offers = runs
    .filter((run) => !distances.includes(run))
    .flatMap((run) => {
      const toldM = run.namedM ?? distancesBeside(run, distances);
      const offer = tableOf(run, toldM, run.namedM !== null);
      return toldM === null && offer.role === null && isNumbered(run) ? [] : [offer];
    })
    .sort((a, b) => a.place.localeCompare(b.place));
  // Of two tables of one kind nobody knows which it is that the ball is shot by.
  const isOne = ({ role }: TableOffer): boolean =>
    offers.filter((other) => other.role === role).length === 1;
  return offers.map((offer) => (isOne(offer) ? offer : openTo(offer)));
}

/** The same where the team has to say what it tells. */
const openTo = (offer: TableOffer): TableOffer => ({
  ...offer,
  role: null,
  entries: offer.entries.map((entry) => ({ ...entry, role: null })),
});

/** The entries as coefficients of a table that tells `role`, at these distances, m, in the order of the offer. */
export function tableEntries(
  { name, entries }: Pick<TableOffer, 'name' | 'entries'>,
  role: KnotRole | null,
  distancesM: readonly number[],
): readonly Coefficient[] {
  return entries.map((entry, i) => {
    const atM = distancesM[i] ?? null;
    return { ...entry, role, atM, ...(atM === null ? {} : { name: `${name} ${atM} m` }) };
  });
}

/** Whether nothing is left to say of a table. */
export const isComplete = ({ role, distancesFrom }: TableOffer): boolean =>
  role !== null && distancesFrom !== null;

/** What a robot offers by itself: its numbers, and in place of those that are entries of tables of which all is known, these. */
export function withTables(
  offers: readonly Offer[],
  tables: readonly TableOffer[],
): readonly Offer[] {
  const entries = tables.filter(isComplete).flatMap((table) =>
    table.entries.map((coefficient) => ({
      coefficient,
      boundsFromRobot: table.boundsFromRobot,
    })),
  );
  const taken = new Set(entries.map(({ coefficient: { topic } }) => topic));
  return [...offers.filter(({ coefficient: { topic } }) => !taken.has(topic)), ...entries];
}

const isNumbered = ({ place }: Run): boolean => place.includes('#');

function tableOf(run: Run, toldM: readonly number[] | null, named: boolean): TableOffer {
  const { place, folder, name, offers } = run;
  const order = Array.from(offers.keys());
  if (toldM !== null) order.sort((a, b) => toldM[a]! - toldM[b]!);
  const sorted = order.map((i) => offers[i]!.coefficient);
  const first = sorted[0]!;
  const bounds = {
    min: Math.min(...sorted.map(({ min }) => min)),
    max: Math.max(...sorted.map(({ max }) => max)),
    integer: first.integer,
  };
  const role = roleOf(name, folder, first.unit, bounds);
  return {
    place,
    name,
    role,
    entries: tableEntries(
      { name, entries: sorted },
      role,
      toldM === null ? [] : order.map((i) => toldM[i]!),
    ),
    distancesFrom: toldM === null ? null : named ? 'names' : 'robot',
    boundsFromRobot: offers.every(({ boundsFromRobot }) => boundsFromRobot),
  };
}

/** What a table tells, by its name: as one of its entries would be known, for that it is a table is known already. */
function roleOf(
  name: string,
  folder: string,
  unit: string,
  bounds: Parameters<typeof suggestedRole>[3] | null,
): KnotRole | null {
  const anyBounds = { min: 1, max: 2, integer: false };
  const suggested = suggestedRole(
    `${name} 3m`,
    `/Table${folder}/${name} 3m`,
    unit,
    bounds ?? anyBounds,
  );
  const role = suggested?.role ?? null;
  return isKnot(role) ? role : null;
}

function numberedRuns(numbers: readonly Candidate[]): readonly Run[] {
  const byTopic = new Map(numbers.map((candidate) => [candidate.topic, candidate]));
  return numbered([...byTopic.keys()]).flatMap(
    ({ place, folder, name, topics, keys, distancesM }) => {
      const scale = largestOf(topics.map((topic) => byTopic.get(topic)!.value ?? 0));
      const offers = topics.flatMap((topic) => offerFor(byTopic.get(topic)!, scale) ?? []);
      return offers.length === topics.length && offers.length >= fewest && offers.length <= most
        ? [
            {
              place,
              folder,
              name: said(name),
              offers,
              keys,
              values: topics.map((topic) => byTopic.get(topic)!.value),
              namedM: distancesM,
            },
          ]
        : [];
    },
  );
}

function listRun({ topic, type, properties, values }: ListCandidate): readonly Run[] {
  const of = /^(double|int|float)\[\]$/.exec(type)?.[1];
  if (of === undefined || values === null || values.length < fewest || values.length > most)
    return [];
  const scale = largestOf(values);
  const offers = values.flatMap((value, i) => {
    const given = { topic, type: of, properties: { ...properties, default: value }, value };
    const offer = offerFor(given, scale);
    return offer === null
      ? []
      : [
          {
            ...offer,
            coefficient: {
              ...offer.coefficient,
              topic: entryTopic(topic, i),
              name: `${offer.coefficient.name} [${i}]`,
            },
          },
        ];
  });
  if (offers.length < values.length) return [];
  const last = topic.slice(topic.lastIndexOf('/') + 1);
  const name = typeof properties['name'] === 'string' ? properties['name'] : said(last);
  return [
    {
      place: topic,
      folder: parentOf(topic),
      name,
      offers,
      keys: Array.from(values.keys()),
      values,
      namedM: null,
    },
  ];
}

/** The largest size of some numbers: what a 0 among them may be compared with. */
const largestOf = (values: readonly number[]): number => Math.max(0, ...values.map(Math.abs));

/** The distances that the robot tells beside a table: as many, by the same numbers, in the nearest folder; null where there are none. */
function distancesBeside(run: Run, distances: readonly Run[]): readonly number[] | null {
  const shared = (place: string): number => {
    const [a, b] = [place.split('/'), run.place.split('/')];
    const differs = a.findIndex((part, i) => part !== b[i]);
    return differs < 0 ? a.length : differs;
  };
  const near = distances
    .filter(
      (other) =>
        other.keys.length === run.keys.length &&
        other.keys.every((key, i) => key === run.keys[i]) &&
        // In the same folder; or in one beside its own, where that is the table.
        shared(other.place) >=
          run.place.split('/').length - (/\/#[a-zA-Z]*$/.test(run.place) ? 2 : 1),
    )
    .sort((a, b) => shared(b.place) - shared(a.place))[0];
  const metres = near?.values.filter((value) => value !== null) ?? [];
  return metres.length === run.keys.length && areDistances(metres) ? metres : null;
}

/** Whether these can be the distances of one table, m: each once. */
export const areDistances = (metres: readonly number[]): boolean =>
  metres.every((m) => m > 0 && m <= farthestM) && new Set(metres).size === metres.length;

/** `kHoodAngle` → `Hood angle`; what is written in capitals stays. */
function said(name: string): string {
  const words = name
    .replace(/^k(?=[A-Z])/, '')
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
    .trim()
    .split(/\s+/)
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
