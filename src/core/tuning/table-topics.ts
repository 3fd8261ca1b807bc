import { isList, isTunableTopic, type SeenTopic } from './browse.ts';
import { numbered } from './numbered-topics.ts';
import { isOthers, isShooters, namesDistances, namesPairs } from './table-names.ts';
import { parentOf } from './write-topic.ts';

/** More topics than these are not read only to look for tables. */
const most = 200;

/**
 * Returns the topics outside `/Tuning/` whose names promise a look-up table with its distances: lists beside a list of distances, lists of
 * pairs, topics with distances in their names, and rows beside numbered distances. Only these are worth reading.
 */
export function tableTopics(seen: readonly SeenTopic[]): readonly string[] {
  const tunable = seen.filter((one) => isTunableTopic(one) && !isOthers(one.topic));
  const lists = tunable.filter(isList).map(({ topic }) => topic);
  const withDistances = new Set(
    lists.filter((topic) => namesDistances(lastOf(topic))).map((topic) => parentOf(topic)),
  );
  const promising = lists.filter(
    (topic) => withDistances.has(parentOf(topic)) || namesPairs(lastOf(topic)),
  );
  const runs = numbered(tunable.filter((one) => !isList(one)).map(({ topic }) => topic));
  const distances = runs.filter(({ name }) => namesDistances(name));
  const rows = runs.filter(
    (run) =>
      (run.are.kind === 'distances' && isShooters(run.place)) ||
      distances.some(
        (other) => other.keys.length === run.keys.length && isBeside(other.folder, run.folder),
      ),
  );
  return [...promising, ...rows.flatMap(({ topics }) => topics)].slice(0, most);
}

const lastOf = (topic: string): string => topic.slice(topic.lastIndexOf('/') + 1);

const isBeside = (a: string, b: string): boolean => a === b || parentOf(a) === parentOf(b);
