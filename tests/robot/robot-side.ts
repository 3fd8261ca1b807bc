import type { NtValue } from '../../src/link/robot-link.ts';
import type { Properties } from './control-messages.ts';
import { typeIdOf } from './nt-codec.ts';
import type { Subscription } from './nt-subscription.ts';
import {
  isNotOlder,
  type Peer,
  type StampedValue,
  type Topic,
  type TopicStore,
} from './nt-topics.ts';

/** What robot code needs of the server it lives in. */
export interface RobotSideHost {
  readonly store: TopicStore;
  nowUs(): number;
  robotSubscriptionsChanged(name: string): void;
}

interface Publication {
  readonly pubuid: number;
  readonly type: string;
  readonly properties: Properties;
  /** Null while the server has a topic of that name with another type. */
  topic: Topic | null;
}

/** Hears a value that robot code has accepted from a client. */
export type ValueListener = (value: NtValue, timestampUs: number) => void;

/**
 * NetworkTables as robot code sees it from inside: its own store of values, in which an older stamp never replaces
 * a newer one (ntcore `LocalStorage`), and values of a wrong type never arrive.
 */
export class RobotSide implements Peer {
  readonly label = '';
  readonly #host: RobotSideHost;
  readonly #publications = new Map<string, Publication>();
  readonly #values = new Map<string, StampedValue>();
  readonly #listeners = new Map<string, Set<ValueListener>>();
  #lastPubuid = 0;

  constructor(host: RobotSideHost) {
    this.#host = host;
  }

  /** Publishes a topic; asking again for the same name changes nothing. */
  publish(name: string, type: string, properties: Properties = {}): void {
    if (this.#publications.has(name)) return;
    this.#lastPubuid += 1;
    const publication: Publication = { pubuid: this.#lastPubuid, type, properties, topic: null };
    this.#publications.set(name, publication);
    this.#activate(name, publication);
  }

  unpublish(name: string): void {
    const publication = this.#publications.get(name);
    if (publication === undefined) return;
    this.#publications.delete(name);
    if (publication.topic !== null)
      this.#host.store.removePublisher(publication.topic, this, publication.pubuid);
  }

  /**
   * Writes a value, stamped with the server's clock unless `atUs` says otherwise. An unchanged value is dropped. Where a client wrote
   * with a later stamp, dashboards see this value and robot code goes on reading the other, as in ntcore.
   * @throws when robot code has not published the topic.
   */
  set(name: string, value: NtValue, atUs = this.#host.nowUs()): void {
    const topic = this.#published(name);
    if (topic === null) return;
    const stamped = { typeId: typeIdOf(topic.type), value, timestampUs: atUs };
    const isKnown = isSame(this.#values.get(name), value) && isSame(topic.last, value);
    if (isKnown) return;
    this.#accept(name, stamped);
    this.#host.store.write(topic, stamped, this);
  }

  /** A value with stamp 0, that any later one replaces; nothing happens where there is a value already. */
  setDefault(name: string, value: NtValue): void {
    const topic = this.#published(name);
    if (topic === null || this.#values.has(name)) return;
    this.set(name, value, 0);
  }

  /** The value as robot code reads it; undefined when there is none. */
  get(name: string): NtValue | undefined {
    return this.#values.get(name)?.value;
  }

  /** Calls `listener` for each value that robot code accepts from a client. Returns how to take it back. */
  onValue(name: string, listener: ValueListener): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    this.#host.robotSubscriptionsChanged(name);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(name);
      this.#host.robotSubscriptionsChanged(name);
    };
  }

  /** Everything robot code publishes, with the values it holds. */
  snapshot(): { name: string; type: string; properties: Properties; value: NtValue | undefined }[] {
    return [...this.#publications].map(([name, { type, properties }]) => ({
      name,
      type,
      properties,
      value: this.get(name),
    }));
  }

  /** As robot code is at boot: nothing published, nothing heard, no value known. */
  reset(): void {
    this.#publications.clear();
    this.#values.clear();
    this.#listeners.clear();
  }

  get publications(): Iterable<readonly [pubuid: number, topic: Topic]> {
    return [...this.#publications.values()].flatMap(({ pubuid, topic }) =>
      topic === null ? [] : [[pubuid, topic] as const],
    );
  }

  get subscriptions(): Iterable<Subscription> {
    return [...this.#listeners.keys()].map((name, subuid) => ({
      subuid,
      topics: [name],
      options: {},
    }));
  }

  /** A client's value reaches robot code. */
  receive(topic: Topic, value: StampedValue): void {
    const type = this.#publications.get(topic.name)?.type ?? topic.type;
    if (type !== topic.type || value.typeId !== typeIdOf(type)) return;
    if (!this.#accept(topic.name, value)) return;
    for (const listener of this.#listeners.get(topic.name) ?? [])
      listener(value.value, value.timestampUs);
  }

  /** A topic is gone, its value with it; a publication that its type had shut out comes into force. */
  topicDeleted({ name }: Topic): void {
    this.#values.delete(name);
    const publication = this.#publications.get(name);
    if (publication !== undefined) this.#activate(name, publication);
  }

  #activate(name: string, publication: Publication): void {
    const { type, properties, pubuid } = publication;
    const topic = this.#host.store.findOrCreate(name, type, properties, this);
    if (topic.type !== type) return;
    publication.topic = topic;
    this.#host.store.addPublisher(topic, { peer: this, pubuid });
  }

  #published(name: string): Topic | null {
    const publication = this.#publications.get(name);
    if (publication === undefined) throw new Error(`robot code has not published ${name}`);
    return publication.topic;
  }

  #accept(name: string, value: StampedValue): boolean {
    const stored = this.#values.get(name);
    if (stored !== undefined && !isNotOlder(value, stored)) return false;
    this.#values.set(name, value);
    return true;
  }
}

/** Whether a stored value equals another; arrays and bytes by their elements. */
function isSame(stored: StampedValue | null | undefined, value: NtValue): boolean {
  if (stored === null || stored === undefined) return false;
  const { value: known } = stored;
  if (typeof known !== 'object' || typeof value !== 'object') return Object.is(known, value);
  if (known.length !== value.length) return false;
  for (let i = 0; i < known.length; i++) if (!Object.is(known[i], value[i])) return false;
  return true;
}
