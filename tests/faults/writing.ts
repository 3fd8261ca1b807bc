import type { RobotLink } from '../../src/link/robot-link.ts';
import { CoefficientWriters } from '../../src/session/coefficient-writers.ts';
import type { ConnectionLog, Visit } from './connection-log.ts';
import { placeOf, tunableCount, tunableTopics } from './tunables.ts';

/** Between two writes, ms: many times the app's own pace, and no divisor of a server's period. */
const periodMs = 23;

/** A write that the link called sent. */
export interface SentWrite {
  readonly number: number;
  readonly atMs: number;
  /** The connection it was sent over: perhaps one that was cut off already, when the link did not know it yet. */
  readonly visit: Visit;
}

/** The page that writes coefficients one after the other, each with a number that comes once. */
export class Writing {
  readonly sent: SentWrite[] = [];
  /** Why the last write was refused; null when it was sent. */
  lastRefusal: string | null = null;
  readonly #log: ConnectionLog;
  readonly #offers: (place: number) => boolean;
  readonly #writers: CoefficientWriters;
  readonly #types = new Map<string, string>();
  /** The first numbers are the robot's defaults. */
  #number = tunableCount;
  #timer: NodeJS.Timeout | undefined;

  /** @param offers whether the robot offers a coefficient, as the app knows it from what is announced. */
  constructor(link: RobotLink, log: ConnectionLog, offers: (place: number) => boolean) {
    this.#log = log;
    this.#offers = offers;
    this.#writers = new CoefficientWriters(link);
    link.discover('/Tuning/', (topic, announcement) => {
      if (announcement === null) this.#types.delete(topic);
      else this.#types.set(topic, announcement.type);
    });
  }

  /** Whether the robot has announced everything that it offers. */
  get knowsAll(): boolean {
    return tunableTopics.every((topic, place) => !this.#offers(place) || this.#types.has(topic));
  }

  /** As when the operator arms: every coefficient is published with the type that the robot announces. */
  arm(): void {
    this.#writers.hold(tunableTopics, (topic) => {
      const type = this.#types.get(topic);
      return type === undefined ? null : { topic, type };
    });
  }

  disarm(): void {
    this.#writers.hold([], () => null);
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      this.#write();
    }, periodMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #write(): void {
    const number = this.#number++;
    const place = placeOf(number);
    if (!this.#offers(place)) return;
    const result = this.#writers.write(tunableTopics[place]!, number);
    this.lastRefusal = result.ok ? null : result.why;
    const visit = this.#log.visits.at(-1);
    if (result.ok && visit !== undefined)
      this.sent.push({ number, atMs: performance.now(), visit });
  }
}
