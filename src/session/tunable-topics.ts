import type { SeenTopic } from '../core/tuning/browse.ts';
import { offerFor, type Offer } from '../core/tuning/offer.ts';
import { tableOffers, type TableOffer } from '../core/tuning/table-offer.ts';
import { readTopic } from '../core/tuning/write-topic.ts';
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

/** The look-up table that a list may be, once it has been read; null where it has no numbers that can be tuned. */
export async function readTable(
  link: RobotLink,
  ticker: Ticker,
  topic: SeenTopic,
): Promise<TableOffer | null> {
  const values = numbersIn(await readOnce(link, ticker, topic.topic));
  return tableOffers([], [{ ...topic, values }])[0] ?? null;
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
