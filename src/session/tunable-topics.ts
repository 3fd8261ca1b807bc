import { isList, type SeenTopic } from '../core/tuning/browse.ts';
import { offerFor, type Offer } from '../core/tuning/offer.ts';
import { namesDistances } from '../core/tuning/table-names.ts';
import { tableOffers, type TableOffer } from '../core/tuning/table-offer.ts';
import { tableTopics } from '../core/tuning/table-topics.ts';
import { parentOf, readTopic } from '../core/tuning/write-topic.ts';
import type { NtValue, RobotLink, Unsubscribe } from '../link/robot-link.ts';
import type { Ticker } from '../link/ticker.ts';
import { gathered } from './after-news.ts';
import { numberIn } from './list-values.ts';
import { numbersIn } from './offers-watch.ts';

/** How long news is gathered before it is told, ms. */
const gatherMs = 100;
/** How long the value of a topic is waited for, ms. */
const readWithinMs = 1_000;

/** Tells every topic that the robot announces, without values, and again when that changes, until it is stopped. */
export function lookAtAll(
  link: RobotLink,
  ticker: Ticker,
  listener: (seen: readonly SeenTopic[]) => void,
): Unsubscribe {
  const seen = new Map<string, SeenTopic>();
  const gathering = gathered(ticker, gatherMs, () => {
    listener([...seen.values()]);
  });
  const stopDiscovery = link.discover('', (topic, announcement) => {
    if (announcement === null) seen.delete(topic);
    else seen.set(topic, announcement);
    gathering.news();
  });
  return () => {
    gathering.stop();
    stopDiscovery();
  };
}

/** What can be offered for a topic, once its value has been read; null where it has none that can be tuned. */
export async function readOffer(
  link: RobotLink,
  ticker: Ticker,
  topic: SeenTopic,
): Promise<Offer | null> {
  const value = await readOnce(link, ticker, topic.topic);
  return offerFor({ ...topic, value: typeof value === 'number' ? value : null });
}

/** The look-up table that a list may be, once it and the distances beside it have been read; else why it can be none. */
export async function readTable(
  link: RobotLink,
  ticker: Ticker,
  topic: SeenTopic,
  seen: readonly SeenTopic[],
): Promise<TableOffer | NoTable> {
  const beside = seen.filter(
    (other) =>
      isList(other) &&
      other.topic !== topic.topic &&
      parentOf(other.topic) === parentOf(topic.topic) &&
      namesDistances(other.topic.slice(other.topic.lastIndexOf('/') + 1)),
  );
  const lists = [topic, ...beside.slice(0, mostBeside)];
  const read = await Promise.all(lists.map((one) => readOnce(link, ticker, one.topic)));
  const [value] = read;
  if (value === undefined) return { kind: 'not-read' };
  const values = numbersIn(value);
  if (values === null) return { kind: 'no-numbers' };
  const offers = tableOffers(
    [],
    lists.map((one, i) => ({ ...one, values: numbersIn(read[i]) })),
    topic.topic,
  );
  return (
    offers.find(({ place }) => place === topic.topic) ?? { kind: 'count', count: values.length }
  );
}

/** Why a list can't be offered as a look-up table: no value came, it is empty or has what is no number, or it has too few or too many. */
export type NoTable =
  | { readonly kind: 'not-read' }
  | { readonly kind: 'no-numbers' }
  | { readonly kind: 'count'; readonly count: number };

/** Lists of distances that are read beside a list. */
const mostBeside = 8;

/**
 * Tells the look-up tables outside `/Tuning/` whose names promise their distances, and again when there are others, until it is stopped.
 * Each topic is read once.
 */
export function lookForTables(
  link: RobotLink,
  ticker: Ticker,
  listener: (tables: readonly TableOffer[]) => void,
): Unsubscribe {
  const values = new Map<string, NtValue>();
  const watches = new Map<string, { readonly close: () => void }>();
  let seen: readonly SeenTopic[] = [];
  const telling = gathered(ticker, gatherMs, () => {
    const read = seen.filter(({ topic }) => values.has(topic));
    const numbers = read.flatMap((one) => {
      const value = values.get(one.topic);
      return typeof value === 'number' ? [{ ...one, value }] : [];
    });
    const lists = read.map((one) => ({ ...one, values: numbersIn(values.get(one.topic)) }));
    listener(
      tableOffers(numbers, lists).filter(({ distances: { sources } }) => sources.length > 0),
    );
  });
  const stop = lookAtAll(link, ticker, (all) => {
    const wanted = new Set(tableTopics(all));
    seen = all.filter(({ topic }) => wanted.has(topic));
    for (const [topic, watch] of watches)
      if (!wanted.has(topic)) {
        watch.close();
        watches.delete(topic);
        values.delete(topic);
      }
    for (const topic of wanted)
      if (!watches.has(topic))
        watches.set(
          topic,
          link.watch(topic, {}, ({ value }) => {
            if (values.has(topic)) return;
            values.set(topic, value);
            telling.news();
          }),
        );
    telling.news();
  });
  return () => {
    stop();
    telling.stop();
    for (const watch of watches.values()) watch.close();
  };
}

/** The first value of a topic; undefined where none comes for a while. */
function readOnce(link: RobotLink, ticker: Ticker, topic: string): Promise<NtValue | undefined> {
  return new Promise((resolve) => {
    const end = (value: NtValue | undefined): void => {
      stopTimer();
      watch.close();
      resolve(value);
    };
    const stopTimer = ticker.after(readWithinMs, () => {
      end(undefined);
    });
    const watch = link.watch(topic, {}, ({ value }) => {
      end(value);
    });
  });
}

/** Tells the numbers that some topics, or numbers of lists, have, by topic and whenever one changes, until it is stopped. */
export function followNumbers(
  link: RobotLink,
  topics: readonly string[],
  listener: (numbers: ReadonlyMap<string, number>) => void,
): Unsubscribe {
  let numbers: ReadonlyMap<string, number> = new Map();
  const watches = topics.map((name) =>
    link.watch(readTopic(name), {}, ({ value }) => {
      const number = numberIn(value, name);
      if (typeof number !== 'number') return;
      numbers = new Map([...numbers, [name, number]]);
      listener(numbers);
    }),
  );
  return () => {
    for (const watch of watches) watch.close();
  };
}
