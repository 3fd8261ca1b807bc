import type { ControlMessage, Properties } from './control-messages.ts';
import { commonPeriodMs, covers, periodMsOf, type Subscription } from './nt-subscription.ts';
import {
  addSubscription,
  interestOf,
  isPublished,
  type StampedValue,
  type Topic,
  type TopicStore,
} from './nt-topics.ts';
import type { Season } from './season.ts';

/** Where what a peer is to hear goes: a client's queue, or robot code. */
export interface Outlet {
  /** @param pubuid of the publish that is answered; null when a subscription asked. */
  announce(topic: Topic, pubuid: number | null): void;
  unannounce(topic: Topic): void;
  properties(topic: Topic, update: Properties): void;
  value(topic: Topic, value: StampedValue, all: boolean): void;
  /** How often the topic's values are wanted now. */
  topicPeriod(topic: Topic, periodMs: number): void;
}

/** What a peer needs of its server. */
export interface PeerHost {
  readonly season: Season;
  readonly store: TopicStore;
  /** A message that was understood and not obeyed, or not wholly: ntcore writes it in the robot's log. */
  warn(peer: Peer, detail: string): void;
  subscribersChanged(topic: Topic): void;
}

/** Someone who takes part in the server's topics, a client or robot code: what it publishes and subscribes to. */
export class Peer {
  /** As in the meta topics: `name@slot`; empty for robot code. */
  readonly label: string;
  /** 0 for robot code, from 1 for clients. */
  readonly slot: number;
  readonly outlet: Outlet;
  readonly #host: PeerHost;
  readonly #published = new Map<number, Topic>();
  readonly #subscriptions = new Map<number, Subscription>();

  constructor(label: string, slot: number, outlet: Outlet, host: PeerHost) {
    this.label = label;
    this.slot = slot;
    this.outlet = outlet;
    this.#host = host;
  }

  get subscriptions(): readonly Subscription[] {
    return inTableOrder(this.#subscriptions).map(([, subscription]) => subscription);
  }

  get publications(): readonly (readonly [pubuid: number, topic: Topic])[] {
    return inTableOrder(this.#published);
  }

  /** The period that serves all its subscriptions, ms. */
  get commonPeriodMs(): number {
    return commonPeriodMs(this.subscriptions.map(({ options }) => periodMsOf(options)));
  }

  published(pubuid: number): Topic | undefined {
    return this.#published.get(pubuid);
  }

  obey(message: ControlMessage): void {
    switch (message.method) {
      case 'publish':
        this.#publish(message);
        return;
      case 'unpublish':
        this.#unpublish(message.pubuid);
        return;
      case 'setproperties':
        this.#setProperties(message.name, message.update);
        return;
      case 'subscribe':
        this.#subscribe(message);
        return;
      case 'unsubscribe':
        this.#unsubscribe(message.subuid);
        return;
    }
  }

  write(pubuid: number, value: StampedValue): void {
    const topic = this.#published.get(pubuid);
    if (topic === undefined)
      this.#warn(`unrecognized client ${this.slot} pubuid ${pubuid}, ignoring set`);
    else this.#host.store.write(topic, value, this);
  }

  /** A new topic: those of its subscriptions that cover it count from now on. True when it must be announced. */
  meets(topic: Topic): boolean {
    const covering = this.subscriptions.filter((subscription) =>
      covers(subscription, topic.name, topic.isMeta),
    );
    if (covering.length === 0) return false;
    for (const subscription of covering) addSubscription(interestOf(topic, this), subscription);
    this.#refreshPeriod(topic);
    return true;
  }

  #publish({
    name,
    pubuid,
    type,
    properties,
  }: Extract<ControlMessage, { method: 'publish' }>): void {
    const { store, season } = this.#host;
    if (season === '2027' && this.slot !== 0 && name.startsWith('$')) {
      this.#warn(`client ${this.slot} publish of reserved topic '${name}' ignored`);
      return;
    }
    const topic = store.findOrCreate(name, type, properties, this);
    if (topic.type !== type)
      this.#warn(
        `client ${this.label} publish '${name}' conflicting type '${type}' (currently '${topic.type}')`,
      );
    if (this.#published.has(pubuid))
      this.#warn(`client ${this.slot} duplicate publish of pubuid ${pubuid}`);
    else {
      this.#published.set(pubuid, topic);
      store.addPublisher(topic, this, pubuid);
    }
    this.outlet.announce(topic, pubuid);
  }

  #unpublish(pubuid: number): void {
    const topic = this.#published.get(pubuid);
    if (topic === undefined) return;
    this.#published.delete(pubuid);
    this.#host.store.removePublisher(topic, this, pubuid);
  }

  #setProperties(name: string, update: Properties): void {
    const topic = this.#host.store.find(name);
    if (topic === undefined || !isPublished(topic) || topic.isMeta)
      this.#warn(`server ignoring SetProperties from client ${this.slot} on '${name}'`);
    else this.#host.store.setProperties(topic, update);
  }

  #subscribe({ subuid, topics, options }: Extract<ControlMessage, { method: 'subscribe' }>): void {
    const known = this.#subscriptions.get(subuid);
    const subscription = known ?? { subuid, topics, options };
    subscription.topics = topics;
    subscription.options = options;
    this.#subscriptions.set(subuid, subscription);
    const firstValues: Topic[] = [];
    for (const topic of this.#host.store.all()) {
      const wasCovered = topic.peers.get(this)?.subscriptions.delete(subscription) === true;
      const interest = topic.peers.get(this);
      const isSubscribed = interest !== undefined && interest.subscriptions.size > 0;
      const hasValues = isSubscribed && interest.sends !== 'nothing';
      const isCovered = covers(subscription, topic.name, topic.isMeta);
      if (isCovered) addSubscription(interestOf(topic, this), subscription);
      if (this.#host.season === '2027' ? isCovered || wasCovered : isCovered !== wasCovered) {
        this.#refreshPeriod(topic);
        this.#host.subscribersChanged(topic);
      }
      if (isCovered && !wasCovered && !isSubscribed) this.outlet.announce(topic, null);
      if (isCovered && options.topicsonly !== true && !hasValues && topic.last !== null)
        firstValues.push(topic);
    }
    for (const topic of firstValues)
      if (topic.last !== null) this.outlet.value(topic, topic.last, true);
  }

  #unsubscribe(subuid: number): void {
    const subscription = this.#subscriptions.get(subuid);
    if (subscription === undefined) return;
    this.#subscriptions.delete(subuid);
    for (const topic of this.#host.store.all()) {
      if (topic.peers.get(this)?.subscriptions.delete(subscription) !== true) continue;
      this.#refreshPeriod(topic);
      this.#host.subscribersChanged(topic);
    }
  }

  #refreshPeriod(topic: Topic): void {
    const subscriptions = topic.peers.get(this)?.subscriptions ?? [];
    const periodsMs = [...subscriptions].map(({ options }) => periodMsOf(options));
    this.outlet.topicPeriod(topic, commonPeriodMs(periodsMs));
  }

  #warn(detail: string): void {
    this.#host.warn(this, detail);
  }
}

/** By id as ntcore's hash tables have them: the meta topics list them so. */
function inTableOrder<T>(table: ReadonlyMap<number, T>): (readonly [number, T])[] {
  let size = 64;
  while (table.size * 4 >= size * 3) size *= 2;
  const place = (id: number): number => ((id * 37) >>> 0) % size;
  return [...table].sort(([a], [b]) => place(a) - place(b));
}
