import { listEntry } from './list-entry.ts';
import { ownPrefixes } from './offer.ts';
import { parentOf, tunablesPrefix, writeTopic } from './write-topic.ts';

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
  ['preferences', '/Preferences/'],
  ['dashboard', '/SmartDashboard/'],
  ['other', '/'],
];
/** Offered elsewhere, or never: what the robot says of itself is not for writing. */
const elsewhere = ['/Tuning/', '/FMSInfo/', '/DriverStation/', '/.schema/', ...ownPrefixes];
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
 * shelf, where anything may lie. `taken` ones are left out.
 */
export function browse(
  seen: readonly SeenTopic[],
  search: string,
  taken: (topic: string) => boolean,
): readonly ShelfFinds[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const tables = new Set(
    seen.flatMap(({ topic }) => (topic.endsWith(tableSign) ? [parentOf(topic)] : [])),
  );
  /** The side of robust tunables that is written: the side that is read stands for both. */
  const writtenSides = new Set(
    seen.flatMap(({ topic }) => (writeTopic(topic) === topic ? [] : [writeTopic(topic)])),
  );
  const byShelf = new Map<Shelf, Map<string, SeenTopic[]>>(
    shelves.map(([name]) => [name, new Map()]),
  );
  for (const one of seen) {
    const { topic } = one;
    if (!isTunable(one) || taken(topic) || writtenSides.has(topic)) continue;
    if (!words.every((word) => topic.toLowerCase().includes(word))) continue;
    const [shelf] = shelves.find(([, prefix]) => topic.startsWith(prefix)) ?? shelves.at(-1)!;
    const table = parentOf(topic);
    const inTable = shelf === 'dashboard' && tables.has(table);
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

/** WPILib says so of a table what it is of. */
const tableSign = '/.type';

const isTunable = ({ topic, type, properties }: SeenTopic): boolean =>
  [...numberTypes, ...listTypes].includes(type) &&
  listEntry(topic) === null &&
  properties['mutable'] !== false &&
  topic.startsWith('/') &&
  !elsewhere.some((prefix) => topic.startsWith(prefix));
