import { offersFor, type Offer } from '../core/tuning/offer.ts';
import { statusPrefix, tuningPrefix } from '../link/contract.ts';
import type { Announcement, RobotLink, Unsubscribe } from '../link/robot-link.ts';
import type { Ticker } from '../link/ticker.ts';
import { calmed, type AfterNews } from './after-news.ts';
import { Watches } from './watches.ts';

/** What the robot offers to tune by itself: its tunable numbers, with their values. */
export class OffersWatch {
  /** Whether the announcements of this connection have calmed down. */
  complete = false;
  readonly #announced = new Map<string, Announcement>();
  readonly #values = new Map<string, number>();
  readonly #stops: Unsubscribe[];
  readonly #calm: AfterNews;

  /** @param onChange hears when the offers have become complete. */
  constructor(link: RobotLink, ticker: Ticker, onChange: () => void) {
    this.#calm = calmed(ticker, () => {
      this.complete = true;
      onChange();
    });
    const watches = new Watches(link);
    watches.on(
      tuningPrefix,
      ({ topic, value }) => {
        if (typeof value === 'number') this.#values.set(topic, value);
      },
      { prefix: true },
    );
    this.#stops = [
      () => {
        watches.close();
      },
      link.discover(tuningPrefix, (topic, announcement) => {
        if (topic.startsWith(statusPrefix)) return;
        if (announcement === null) this.#announced.delete(topic);
        else {
          this.#announced.set(topic, announcement);
          this.settle();
        }
      }),
    ];
  }

  /** In the order of the topics. */
  offers(): readonly Offer[] {
    return offersFor(
      Array.from(this.#announced.values(), ({ topic, type, properties }) => ({
        topic,
        type,
        properties,
        value: this.#values.get(topic) ?? null,
      })),
    );
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
