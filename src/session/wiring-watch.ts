import { unknownWiring, wiringOf, type Wiring } from '../core/tuning/wiring.ts';
import { writeTopic } from '../core/tuning/write-topic.ts';
import {
  publishersIn,
  publishersTopic,
  robotProgram,
  subscribersIn,
  subscribersTopic,
} from '../link/meta-topics.ts';
import type { RobotLink, Sample, Watch } from '../link/robot-link.ts';

/** How coefficients are wired up, by topic. */
export type Wirings = Readonly<Record<string, Wiring>>;

/** One coefficient's two meta topics, and what was read of them last. */
interface Followed {
  readonly subscribers: Watch;
  readonly publishers: Watch;
  signs: readonly [Sample | null, Sample | null, boolean | null];
  wiring: Wiring;
}

/** Looks at who on the robot's network reads and writes the coefficients; two small subscriptions for each of them. */
export class WiringWatch {
  readonly #link: RobotLink;
  readonly #onChange: () => void;
  readonly #followed = new Map<string, Followed>();
  #wirings: Wirings = {};

  /** @param onChange hears when a server told something anew. */
  constructor(link: RobotLink, onChange: () => void) {
    this.#link = link;
    this.#onChange = onChange;
  }

  /** Follows exactly these topics. */
  follow(topics: readonly string[]): void {
    for (const [topic, { subscribers, publishers }] of this.#followed)
      if (!topics.includes(topic)) {
        subscribers.close();
        publishers.close();
        this.#followed.delete(topic);
      }
    for (const topic of topics)
      if (!this.#followed.has(topic))
        this.#followed.set(topic, {
          subscribers: this.#link.watch(subscribersTopic(writeTopic(topic)), {}, this.#onChange),
          publishers: this.#link.watch(publishersTopic(writeTopic(topic)), {}, this.#onChange),
          signs: [null, null, null],
          wiring: unknownWiring,
        });
  }

  /**
   * How the followed coefficients are wired up now: the same object for as long as nothing changes.
   * @param acknowledged whether robot code acknowledges a topic; null while that is not known.
   */
  read(acknowledged: (topic: string) => boolean | null): Wirings {
    const now = Array.from(this.#followed, ([topic, followed]): [string, Wiring] => [
      topic,
      this.#readOne(followed, acknowledged(topic)),
    ]);
    const before = this.#wirings;
    const changed =
      now.length !== Object.keys(before).length ||
      now.some(([topic, wiring]) => before[topic] !== wiring);
    if (changed) this.#wirings = Object.fromEntries(now);
    return this.#wirings;
  }

  #readOne(followed: Followed, acknowledged: boolean | null): Wiring {
    const signs = [
      followed.subscribers.latest(),
      followed.publishers.latest(),
      acknowledged,
    ] as const;
    if (signs.some((sign, index) => sign !== followed.signs[index])) {
      followed.signs = signs;
      followed.wiring = wiringOf(
        {
          subscribers: subscribersIn(this.#link.unpack(signs[0]?.value)),
          publishers: publishersIn(this.#link.unpack(signs[1]?.value)),
          acknowledged,
        },
        { robot: robotProgram, own: this.#link.clientName },
      );
    }
    return followed.wiring;
  }
}
