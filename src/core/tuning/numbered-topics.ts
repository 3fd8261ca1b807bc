import { lengthUnitOf, type LengthUnit } from './length-unit.ts';
import { parentOf, writeTopic } from './write-topic.ts';

/** Topics that differ by one number only. */
export interface NumberedTopics {
  /** Their common name, with `#` for the number. */
  readonly place: string;
  readonly folder: string;
  /** Their name without the number: the last part of it, or its folder where that is all number. */
  readonly name: string;
  /** By their number. */
  readonly topics: readonly string[];
  readonly keys: readonly number[];
  /**
   * What the numbers can be: distances, in a unit that is null where nobody tells it; distances or mere places, which nobody
   * tells; or places.
   */
  readonly are:
    | { readonly kind: 'distances'; readonly unit: LengthUnit | null }
    | { readonly kind: 'either' }
    | { readonly kind: 'places' };
}

/** One number in a topic. */
interface Numbered {
  readonly topic: string;
  readonly place: string;
  readonly folder: string;
  readonly name: string;
  readonly number: number;
  readonly unit: LengthUnit | null;
  readonly isFraction: boolean;
  readonly isLetter: boolean;
}

/** Words that only say that a number follows: `P1 Rpm`, `Row 3/Rpm`. */
const indexWords = ['p', 'pt', 'point', 'row', 'entry', 'knot', 'index', 'idx', 'no', 'key', 'at'];
/** Words that say that a number is a distance: `Distance 2.5m/Rpm`. */
const distanceWords = ['dist', 'distance', 'range'];
/** So many numbers that go up unevenly, without a unit, can still be distances. */
const fewestUneven = 4;

/**
 * Returns all runs of topics that differ by one number, by their place; a topic is in one run at most, the longest. Whole numbers without
 * a unit are one only where they go up evenly, or are many.
 */
export function numbered(topics: readonly string[]): readonly NumberedTopics[] {
  const byPlace = new Map<string, Numbered[]>();
  for (const one of topics.flatMap(numbersOf))
    byPlace.set(one.place, [...(byPlace.get(one.place) ?? []), one]);
  const runs = [...byPlace.values()]
    .flatMap((run) => runOf(run.sort((a, b) => a.number - b.number)))
    .sort((a, b) => b.topics.length - a.topics.length || rank(a) - rank(b));
  const taken = new Set<string>();
  const chosen = runs.filter((run) => {
    if (run.topics.some((topic) => taken.has(topic))) return false;
    for (const topic of run.topics) taken.add(topic);
    return true;
  });
  return chosen.sort((a, b) => a.place.localeCompare(b.place));
}

/** Of runs that are as long those come first whose numbers say what they are. */
const rank = ({ are }: NumberedTopics): number =>
  are.kind === 'distances' ? (are.unit === null ? 1 : 0) : 2;

function runOf(run: readonly Numbered[]): readonly NumberedTopics[] {
  const { place, folder, name, unit, isLetter } = run[0]!;
  const keys = run.map(({ number }) => number);
  if (run.length < 2 || new Set(keys).size < run.length) return [];
  const steps = new Set(keys.slice(1).map((key, i) => key - keys[i]!));
  const isEven = steps.size === 1;
  const found = { place, folder, name, topics: run.map(({ topic }) => topic), keys };
  if (isLetter) return isEven && keys[0] === 0 ? [{ ...found, are: { kind: 'places' } }] : [];
  if (unit !== null || run.some(({ isFraction }) => isFraction))
    return [{ ...found, are: { kind: 'distances', unit } }];
  return isEven || run.length >= fewestUneven ? [{ ...found, are: { kind: 'either' } }] : [];
}

/** All numbers in a topic that can tell it from others of a run. */
function numbersOf(topic: string): readonly Numbered[] {
  const robust = writeTopic(topic) !== topic;
  const path = robust ? parentOf(topic) : topic;
  const end = robust ? topic.slice(path.length) : '';
  const [folder, last] = split(path);
  const [above, own] = split(folder);
  const inLast = numbersIn(last).map(({ before, after, mark, ...number }) => {
    const stem = stemOf(before, after);
    return {
      ...number,
      topic,
      place: `${folder}/${before}${mark}${after}${end}`,
      folder: stem === '' ? above : folder,
      name: stem === '' ? own : stem,
    };
  });
  if (/\d/.test(last)) return inLast;
  const inFolder = numbersIn(own).flatMap(({ before, after, mark, ...number }) => {
    const words = stemOf(before, after);
    if (words !== '' && !distanceWords.includes(words.toLowerCase())) return [];
    const place = `${above}/${before}${mark}${after}/${last}${end}`;
    return [{ ...number, topic, place, folder: above, name: stemOf('', last) }];
  });
  return [...inFolder, ...letterOf(topic, folder, last, end)];
}

interface NumberInText extends Pick<Numbered, 'number' | 'unit' | 'isFraction' | 'isLetter'> {
  readonly before: string;
  readonly after: string;
  /** Stands for the number in the place. */
  readonly mark: string;
}

/** The numbers in one part of a topic, each with the unit of length behind it. */
function numbersIn(text: string): readonly NumberInText[] {
  return Array.from(text.matchAll(/(?<![\d.])\d+(?:\.\d+)?/g)).flatMap(({ 0: plain, index }) => {
    const before = text.slice(0, index);
    const pointed = pointedAt(text.slice(index), before);
    // The end of `2_5` is no number of its own.
    if (before.endsWith('-') || /\d[p_]$/.test(before)) return [];
    const digits = pointed ?? plain;
    const rest = text.slice(index + digits.length);
    const [, gap = '', word = ''] =
      /^([ _-]*)([a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+|["'′″])/.exec(rest) ?? [];
    const unit = lengthUnitOf(word);
    // `100ms` and `1st` are no numbers of a table.
    if (unit === null && gap === '' && /^[a-z]/.test(word)) return [];
    const after = unit === null ? rest : rest.slice(gap.length + word.length);
    const isFraction = pointed !== null || plain.includes('.');
    if (isFraction && unit === null && !/^[ )\]]*$/.test(after)) return [];
    const number = Number(digits.replace(/[p_]/, '.'));
    const mark = `#${unit === null ? '' : word}`;
    return [{ before, after, mark, number, unit, isFraction, isLetter: false }];
  });
}

/** `2p5`, and `2_5` where a unit follows or an `at` goes before: a point can't be in every name. */
function pointedAt(text: string, before: string): string | null {
  const [found, sign, unit] = /^\d+([p_])\d+(?:[ _-]*([a-zA-Z]+))?/.exec(text) ?? [];
  if (found === undefined) return null;
  const isUnit = unit !== undefined && lengthUnitOf(unit) !== null;
  return sign === 'p' || isUnit || /at[ _]*$/i.test(before) ? /^\d+[p_]\d+/.exec(text)![0] : null;
}

/** `DistanceA`, `DistanceB`: letters that count. */
function letterOf(topic: string, folder: string, last: string, end: string): readonly Numbered[] {
  const [, before, letter] = /^(.*[a-z][ _]?)([A-Z])$/.exec(last) ?? [];
  if (before === undefined || letter === undefined || before.length < 3) return [];
  const number = letter.charCodeAt(0) - 'A'.charCodeAt(0);
  const rest = { unit: null, isFraction: false, isLetter: true };
  return [
    {
      topic,
      place: `${folder}/${before}#${end}`,
      folder,
      name: stemOf(before, ''),
      number,
      ...rest,
    },
  ];
}

/** What a name says without its number, its units in brackets, and words that only say that a number follows. */
function stemOf(before: string, after: string): string {
  const bare = (text: string): string =>
    text.replace(/\([^)]*\)?|\[[^\]]*\]?|[)\]]/g, ' ').replace(/^[ _-]+|[ _-]+$/g, '');
  const words = bare(before)
    .replace(/(?:^|[ _-]|(?<=[a-z\d]))([A-Za-z][a-z]*)$/, (end, word: string) =>
      indexWords.includes(word.toLowerCase()) ? '' : end,
    )
    .replace(/[ _-]+$/, '');
  return [words, bare(after)].filter((text) => text !== '').join(' ');
}

function split(path: string): readonly [folder: string, last: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
}
