import { listEntry } from './list-entry.ts';
import { isForeign, isOutput } from './program-outputs.ts';
import { isTopicName, slashed } from './topic-name.ts';
import { ownPath, parentOf, tunablesPrefix, writeTopic } from './write-topic.ts';

/** A topic as the robot announces it. */
export interface SeenTopic {
  readonly topic: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Where a robot keeps numbers that may be tuned, beside those that it offers under `/Tuning/`. */
export type Shelf = 'tunables' | 'preferences' | 'dashboard' | 'other';

/** What is added with one tap: one number, or those of a table such as a PID controller. */
export interface Find {
  /** The topic, or that of the table. */
  readonly topic: string;
  readonly numbers: readonly SeenTopic[];
}

/** What a search finds on one shelf. */
export interface ShelfFinds {
  readonly shelf: Shelf;
  readonly finds: readonly Find[];
  /** How many there are beyond those. */
  readonly more: number;
}

const shelves: readonly (readonly [Shelf, string])[] = [
  ['tunables', tunablesPrefix],
  // DogLog's.
  ['tunables', '/Tunable/'],
  ['preferences', '/Preferences/'],
  ['dashboard', '/SmartDashboard/'],
];
/** Prefix of the topics that are offered by themselves. */
const offeredPrefix = '/Tuning/';
const numberTypes: readonly string[] = ['double', 'int', 'float'];
/** A list of numbers may be a look-up table. */
const listTypes: readonly string[] = ['double[]', 'int[]', 'float[]'];

/** Whether a topic holds a list of numbers. */
export const isList = ({ type }: SeenTopic): boolean => listTypes.includes(type);

/** Most that are listed of a shelf: before a search, and of its finds. */
const listed = 8;
const listedOfSearch = 20;

/**
 * The numbers on each shelf whose topic has all words of a search in it, by topic; without a search nothing of the last
 * shelf, where anything may lie. `taken` ones are left out, and so are outputs of the program.
 */
export function browse(
  seen: readonly SeenTopic[],
  search: string,
  taken: (topic: string) => boolean,
): readonly ShelfFinds[] {
  const words = wordsIn(search);
  const tables = new Set(
    seen.flatMap(({ topic }) => (topic.endsWith(tableSign) ? [parentOf(topic)] : [])),
  );
  /** The side of robust tunables that is written: the side that is read stands for both. */
  const writtenSides = new Set(
    seen.flatMap(({ topic }) => (writeTopic(topic) === topic ? [] : [writeTopic(topic)])),
  );
  const byShelf = new Map<Shelf, Map<string, SeenTopic[]>>(
    shelfNames.map((name) => [name, new Map()]),
  );
  for (const one of seen) {
    const { topic } = one;
    if (!isTunableTopic(one) || taken(topic) || writtenSides.has(topic)) continue;
    if (!hasAll(topic, words)) continue;
    const shelf = shelfOf(topic);
    const table = parentOf(ownPath(topic));
    const inTable = shelf !== 'other' && shelf !== 'preferences' && tables.has(table);
    const finds = byShelf.get(shelf)!;
    const key = inTable ? table : topic;
    finds.set(key, [...(finds.get(key) ?? []), one]);
  }
  return Array.from(byShelf, ([shelf, all]) => {
    const most = words.length > 0 ? listedOfSearch : shelf === 'other' ? 0 : listed;
    const sorted = [...all].sort(([a], [b]) => a.localeCompare(b));
    const finds = sorted.slice(0, most).map(([topic, numbers]) => ({ topic, numbers }));
    return { shelf, finds, more: all.size - finds.length };
  });
}

/** Counts the outputs of the program that a search finds: numbers of that name, of which a write would change nothing. */
export function outputsFound(seen: readonly SeenTopic[], search: string): number {
  const words = wordsIn(search);
  if (words.length === 0) return 0;
  return seen.filter(
    ({ topic, type }) => numberTypes.includes(type) && isOutput(topic) && hasAll(topic, words),
  ).length;
}

const wordsIn = (search: string): readonly string[] =>
  search.toLowerCase().split(/\s+/).filter(Boolean);

const hasAll = (topic: string, words: readonly string[]): boolean =>
  words.every((word) => topic.toLowerCase().includes(word));

const shelfNames: readonly Shelf[] = [...new Set(shelves.map(([name]) => name)), 'other'];

const shelfOf = (topic: string): Shelf =>
  shelves.find(([, prefix]) => slashed(topic).startsWith(prefix))?.[0] ?? 'other';

/** WPILib says so of a table what it is of: on a dashboard, and of its own tunables. */
const tableSign = '/.type';

/** Returns true for a topic that may hold numbers to tune and is not offered by itself. */
export const isTunableTopic = ({ topic, type, properties }: SeenTopic): boolean =>
  [...numberTypes, ...listTypes].includes(type) &&
  listEntry(topic) === null &&
  properties['mutable'] !== false &&
  isTopicName(topic) &&
  !slashed(topic).startsWith(offeredPrefix) &&
  !isForeign(topic) &&
  !isOutput(topic);
