import type { SeenTopic } from '../core/tuning/browse.ts';
import { offerFor, type Offer } from '../core/tuning/offer.ts';
import type { RobotLink, Unsubscribe } from '../link/robot-link.ts';
import type { Ticker } from '../link/ticker.ts';
import { gathered } from './after-news.ts';

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
  const stopDiscovery = link.discover('/', (topic, announcement) => {
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
export function readOffer(
  link: RobotLink,
  ticker: Ticker,
  topic: SeenTopic,
): Promise<Offer | null> {
  return new Promise((resolve) => {
    const end = (value: number | null): void => {
      stopTimer();
      watch.close();
      resolve(offerFor({ ...topic, value }));
    };
    const stopTimer = ticker.after(readWithinMs, () => {
      end(null);
    });
    const watch = link.watch(topic.topic, {}, ({ value }) => {
      if (typeof value === 'number') end(value);
    });
  });
}

/** Tells the numbers that some topics have, by topic and whenever one changes, until it is stopped. */
export function followNumbers(
  link: RobotLink,
  topics: readonly string[],
  listener: (numbers: ReadonlyMap<string, number>) => void,
): Unsubscribe {
  let numbers: ReadonlyMap<string, number> = new Map();
  const watches = topics.map((name) =>
    link.watch(name, {}, ({ topic, value }) => {
      if (typeof value !== 'number') return;
      numbers = new Map([...numbers, [topic, value]]);
      listener(numbers);
    }),
  );
  return () => {
    for (const watch of watches) watch.close();
  };
}
