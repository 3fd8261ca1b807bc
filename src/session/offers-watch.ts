import { offersFor, type Offer } from '../core/tuning/offer.ts';
import { statusPrefix, tuningPrefix } from '../link/contract.ts';
import type { Announcement, RobotLink, Unsubscribe } from '../link/robot-link.ts';
import type { Ticker } from '../link/ticker.ts';
import { Watches } from './watches.ts';

/** Quiet after the last announcement before the offers count as complete, ms. */
const settleMs = 300;

/** What the robot offers to tune by itself: its tunable numbers, with their values. */
export class OffersWatch {
  /** Whether the announcements of this connection have calmed down. */
  complete = false;
  readonly #ticker: Ticker;
  readonly #onChange: () => void;
  readonly #announced = new Map<string, Announcement>();
  readonly #values = new Map<string, number>();
  readonly #stops: Unsubscribe[];
  #stopSettling: Unsubscribe = () => undefined;

  /** @param onChange hears when the offers have become complete. */
  constructor(link: RobotLink, ticker: Ticker, onChange: () => void) {
    this.#ticker = ticker;
    this.#onChange = onChange;
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
    this.#stopSettling();
    this.complete = false;
    this.#stopSettling = this.#ticker.after(settleMs, () => {
      this.complete = true;
      this.#onChange();
    });
  }

  /** The connection is gone. */
  forget(): void {
    this.#announced.clear();
    this.#values.clear();
    this.complete = false;
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#stopSettling();
  }
}
