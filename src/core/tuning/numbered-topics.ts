/** Topics that differ by one number only. */
export interface NumberedTopics {
  /** Their common name, with `#` for the number. */
  readonly place: string;
  readonly folder: string;
  /** What they are called without their number: the last part of the name, or its folder where that is all number. */
  readonly name: string;
  /** By their number. */
  readonly topics: readonly string[];
  readonly keys: readonly number[];
  /** The numbers as distances, m, where they can only be that; null where they count. */
  readonly distancesM: readonly number[] | null;
}

/** How distances are written behind a number, and what of it is a metre. */
const metresIn: Readonly<Record<string, number>> = {
  m: 1,
  meter: 1,
  meters: 1,
  metre: 1,
  metres: 1,
  cm: 0.01,
  mm: 0.001,
  in: 0.0254,
  inch: 0.0254,
  inches: 0.0254,
  ft: 0.3048,
  feet: 0.3048,
};
/** No entry of a table is nearer or farther than this, m. */
const nearestM = 0.3;
const farthestM = 16.5;

interface Numbered {
  readonly topic: string;
  readonly place: string;
  readonly folder: string;
  readonly name: string;
  readonly number: number;
  readonly unit: string;
  readonly isFraction: boolean;
}

/** All runs of topics that differ by one number, in the order of their places. Numbers that count have no gaps, and begin at 0 or 1. */
export function numbered(topics: readonly string[]): readonly NumberedTopics[] {
  const byPlace = new Map<string, Numbered[]>();
  for (const one of topics.flatMap(inLastPart)) {
    const others = byPlace.get(one.place) ?? [];
    others.push(one);
    byPlace.set(one.place, others);
  }
  for (const one of topics.flatMap(inFolder)) {
    const others = byPlace.get(one.place) ?? [];
    others.push(one);
    byPlace.set(one.place, others);
  }
  return [...byPlace.values()]
    .flatMap((run) => runOf(run.sort((a, b) => a.number - b.number)))
    .sort((a, b) => a.place.localeCompare(b.place));
}

function runOf(run: readonly Numbered[]): readonly NumberedTopics[] {
  const { place, folder, name, unit } = run[0]!;
  const keys = run.map(({ number }) => number);
  if (run.length < 2 || new Set(keys).size < run.length) return [];
  const isDistance = unit !== '' || run.some(({ isFraction }) => isFraction);
  // Decimals, so that 96 in are not 2.4383999999999997 m.
  const metres = keys.map((key) => Number((key * (metresIn[unit] ?? 1)).toFixed(4)));
  if (isDistance && !metres.every((m) => m >= nearestM && m <= farthestM)) return [];
  const counts = keys.every((key, i) => key === keys[0]! + i) && (keys[0] === 0 || keys[0] === 1);
  if (!isDistance && !counts) return [];
  const all = run.map(({ topic }) => topic);
  return [{ place, folder, name, topics: all, keys, distancesM: isDistance ? metres : null }];
}

/** `/Shooter/RpmAt2.5m`, `/Shooter/Rpm/3`: the number ends the name. */
function inLastPart(topic: string): readonly Numbered[] {
  const [folder, last] = split(topic);
  const [, before, digits, unit] = /^(.*?)(\d+(?:\.\d+)?)[ _-]*([A-Za-z]*)$/.exec(last) ?? [];
  if (before === undefined || digits === undefined || unit === undefined) return [];
  if (/[.\d]$/.test(before) || before.endsWith('-')) return [];
  const known = unit.toLowerCase();
  if (known !== '' && metresIn[known] === undefined) return [];
  const stem = before.replace(/(?:^|[ _]|(?<=[a-z]))[Aa]t[ _]*$/, '').replace(/[ _-]+$/, '');
  const [above, own] = split(folder);
  return [
    {
      topic,
      place: `${folder}/${before}#${unit}`,
      folder: stem === '' ? above : folder,
      name: stem === '' ? own : stem,
      number: Number(digits),
      unit: known,
      isFraction: digits.includes('.'),
    },
  ];
}

/** `/Shooter/Table/3/Rpm`: the folder is the number. */
function inFolder(topic: string): readonly Numbered[] {
  const [folder, last] = split(topic);
  const [above, own] = split(folder);
  const [, digits, unit] = /^(\d+(?:\.\d+)?)[ _]*([A-Za-z]*)$/.exec(own) ?? [];
  if (digits === undefined || unit === undefined || last === '' || /\d/.test(last)) return [];
  const known = unit.toLowerCase();
  if (known !== '' && metresIn[known] === undefined) return [];
  return [
    {
      topic,
      place: `${above}/#${unit}/${last}`,
      folder: above,
      name: last,
      number: Number(digits),
      unit: known,
      isFraction: digits.includes('.'),
    },
  ];
}

function split(path: string): readonly [folder: string, last: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
}
