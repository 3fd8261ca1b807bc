import { folderWords, lowered } from './readable-name.ts';

/** What is called somehow. */
interface Named {
  readonly topic: string;
  readonly name: string;
}

/**
 * The names of some coefficients, in their order, no two alike: those that coincide take as much of their folders as tells them apart,
 * and where no folder does, their topics. A name that nobody shares stays as it is.
 */
export function distinctNames(all: readonly Named[]): readonly string[] {
  const groups = new Map<string, Named[]>();
  for (const one of all) groups.set(keyOf(one.name), [...(groups.get(keyOf(one.name)) ?? []), one]);
  const isTwice = ({ name }: Named): boolean =>
    name.trim() !== '' && new Set(groups.get(keyOf(name))!.map(({ topic }) => topic)).size > 1;
  const names = all.map((one) =>
    isTwice(one) ? told(one, groups.get(keyOf(one.name))!) : one.name,
  );
  // Two groups may meet in one name.
  const first = new Map<string, string>();
  const clashes = new Set<string>();
  all.forEach(({ topic }, at) => {
    const key = keyOf(names[at]!);
    if ((first.get(key) ?? topic) !== topic) clashes.add(key);
    first.set(key, topic);
  });
  return all.map((one, at) =>
    isTwice(one) && clashes.has(keyOf(names[at]!)) ? one.topic : names[at]!,
  );
}

/** The same coefficients with names of which no two are alike. */
export function withDistinctNames<T extends Named>(all: readonly T[]): readonly T[] {
  const names = distinctNames(all);
  return all.every(({ name }, at) => name === names[at])
    ? all
    : all.map((one, at) => ({ ...one, name: names[at]! }));
}

const keyOf = (name: string): string => name.trim().toLowerCase();

/** The name behind those of its folders that differ among all of that name, from the nearest on until it is the only one. */
function told({ topic, name }: Named, group: readonly Named[]): string {
  const folders = group.map((one) => folderWords(one.topic));
  const own = folderWords(topic);
  const depth = Math.max(...folders.map(({ length }) => length));
  const taken: number[] = [];
  const prefix = (of: readonly string[]): string =>
    taken
      .map((at) => of[at] ?? '')
      .filter((part) => part !== '' && !keyOf(name).split(' ').includes(keyOf(part)))
      .reverse()
      .join(' ');
  for (let at = 0; at < depth; at++) {
    if (new Set(folders.map((of) => of[at] ?? '')).size === 1) continue;
    taken.push(at);
    if (new Set(folders.map((of) => keyOf(prefix(of)))).size === group.length) break;
  }
  const all = folders.map((of) => keyOf(prefix(of)));
  const isOnly = all.filter((one) => one === keyOf(prefix(own))).length === 1;
  if (!isOnly) return topic;
  const before = prefix(own);
  return before === '' ? name : `${before} ${lowered(name)}`;
}
