import { offersFor, type Candidate, type Offer } from '../core/tuning/offer.ts';
import { tableOffers, withTables, type TableOffer } from '../core/tuning/table-offer.ts';
import type { ListCandidate } from '../core/tuning/table-runs.ts';
import { statusPrefix, tuningPrefixes } from '../link/contract.ts';
import type { Announcement, NtValue, RobotLink, Unsubscribe } from '../link/robot-link.ts';
import type { Ticker } from '../link/ticker.ts';
import { calmed, type AfterNews } from './after-news.ts';
import { Watches } from './watches.ts';

/** What the robot offers to tune by itself: its tunable numbers, with their values. */
export class OffersWatch {
  /** Whether the announcements of this connection have calmed down. */
  complete = false;
  /** How many times they have: what is offered may be other each time. */
  rounds = 0;
  readonly #announced = new Map<string, Announcement>();
  readonly #values = new Map<string, NtValue>();
  readonly #stops: Unsubscribe[];
  readonly #calm: AfterNews;

  /** @param onChange hears when the offers have become complete. */
  constructor(link: RobotLink, ticker: Ticker, onChange: () => void) {
    this.#calm = calmed(ticker, () => {
      this.complete = true;
      this.rounds += 1;
      onChange();
    });
    const watches = new Watches(link);
    for (const prefix of tuningPrefixes)
      watches.on(
        prefix,
        ({ topic, value }) => {
          if (typeof value === 'number' || Array.isArray(value)) this.#values.set(topic, value);
        },
        { prefix: true },
      );
    this.#stops = [
      () => {
        watches.close();
      },
      ...tuningPrefixes.map((prefix) =>
        link.discover(prefix, (topic, announcement) => {
          if (topic.startsWith(statusPrefix)) return;
          if (announcement === null) this.#announced.delete(topic);
          else {
            this.#announced.set(topic, announcement);
            this.settle();
          }
        }),
      ),
    ];
  }

  /** In the order of the topics, the entries of look-up tables last. */
  offers(): readonly Offer[] {
    return withTables(offersFor(this.#numbers()), this.tables());
  }

  /** The look-up tables among them, and those of which the team has something to say first. */
  tables(): readonly TableOffer[] {
    return tableOffers(this.#numbers(), this.#lists());
  }

  #numbers(): readonly Candidate[] {
    return Array.from(this.#announced.values(), ({ topic, type, properties }) => {
      const value = this.#values.get(topic);
      return { topic, type, properties, value: typeof value === 'number' ? value : null };
    });
  }

  #lists(): readonly ListCandidate[] {
    return Array.from(this.#announced.values(), ({ topic, type, properties }) => ({
      topic,
      type,
      properties,
      values: numbersIn(this.#values.get(topic)),
    }));
  }

  /** Announcements are coming: the offers are complete once they have calmed down. */
  settle(): void {
    this.complete = false;
    this.#calm.news();
  }

  /** The connection is gone. */
  forget(): void {
    this.#announced.clear();
    this.#values.clear();
    this.complete = false;
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#calm.stop();
  }
}

/** The numbers of a list; null for all else. */
export function numbersIn(value: NtValue | undefined): readonly number[] | null {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const numbers = list.filter((one): one is number => Number.isFinite(one));
  return numbers.length > 0 && numbers.length === list.length ? numbers : null;
}
