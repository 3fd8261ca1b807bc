import type { Properties } from './control-messages.ts';
import type { WireValue } from './nt-codec.ts';
import type { Subscription } from './nt-subscription.ts';
import type { Peer } from './peer.ts';
import type { TopicIds } from './topic-ids.ts';

/** A value as it is kept and passed on. */
export interface StampedValue {
  /** Wire type, which need not be the topic's. */
  readonly typeId: number;
  readonly value: WireValue;
  /** Server clock, µs; 0 marks a default that any later value replaces. */
  readonly timestampUs: number;
}

/** What one peer has to do with one topic. */
export interface PeerInterest {
  /** Its publications, by pubuid. */
  readonly pubuids: Set<number>;
  readonly subscriptions: Set<Subscription>;
  /** Which values it is sent. Raised by a subscription and never lowered, as in ntcore: values go on after an unsubscribe. */
  sends: 'nothing' | 'newest' | 'all';
}

/** A topic of the server. Its identity is the object: a deleted and re-created topic is another one. */
export interface Topic {
  readonly id: number;
  readonly name: string;
  /** The first publisher's type string. */
  readonly type: string;
  /** The server made it itself, to tell of clients and topics. */
  readonly isMeta: boolean;
  properties: Properties;
  /** The server's last value; null when there is none, or the topic is not `cached`. */
  last: StampedValue | null;
  lastWriter: Peer | null;
  readonly peers: Map<Peer, PeerInterest>;
}

/** Who must hear of what happens to topics. */
export interface TopicAudience {
  topicCreated(topic: Topic, by: Peer | null): void;
  topicDeleted(topic: Topic): void;
  valueWritten(topic: Topic, value: StampedValue, by: Peer | null): void;
  publishersChanged(topic: Topic): void;
  subscribersChanged(topic: Topic): void;
}

/** All topics of one boot of the robot. */
export class TopicStore {
  readonly #ids: TopicIds;
  readonly #audience: TopicAudience;
  readonly #topics = new Map<string, Topic>();

  constructor(ids: TopicIds, audience: TopicAudience) {
    this.#ids = ids;
    this.#audience = audience;
  }

  /** In order of their ids. */
  all(): readonly Topic[] {
    return [...this.#topics.values()].sort((a, b) => a.id - b.id);
  }

  find(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  /** The topic of that name; made, with this type and these properties, when there is none. */
  findOrCreate(
    name: string,
    type: string,
    properties: Properties,
    by: Peer | null,
    isMeta = false,
  ): Topic {
    const known = this.#topics.get(name);
    if (known !== undefined) return known;
    const topic: Topic = {
      id: this.#ids.take(),
      name,
      type,
      isMeta,
      properties,
      last: null,
      lastWriter: null,
      peers: new Map(),
    };
    this.#topics.set(name, topic);
    this.#audience.topicCreated(topic, by);
    return topic;
  }

  addPublisher(topic: Topic, peer: Peer, pubuid: number): void {
    interestOf(topic, peer).pubuids.add(pubuid);
    this.#audience.publishersChanged(topic);
  }

  /** Takes a publication back; a topic that nobody publishes and nothing keeps is deleted. */
  removePublisher(topic: Topic, peer: Peer, pubuid: number): void {
    topic.peers.get(peer)?.pubuids.delete(pubuid);
    this.#audience.publishersChanged(topic);
    if (!isPublished(topic)) this.delete(topic);
  }

  /** Merges an update into the properties; a null takes the key away. An empty update changes nothing. */
  setProperties(topic: Topic, update: Properties): void {
    if (Object.keys(update).length === 0) return;
    const merged = { ...topic.properties, ...update };
    topic.properties = Object.fromEntries(
      Object.entries(merged).filter(([, value]) => value !== null),
    );
    if (topic.properties['cached'] === false) {
      topic.last = null;
      topic.lastWriter = null;
    }
    if (!isPublished(topic)) this.delete(topic);
    else for (const peer of topic.peers.keys()) peer.outlet.properties(topic, update);
  }

  /** Keeps the value if it is the same writer's or not older, and passes it on in either case. */
  write(topic: Topic, value: StampedValue, by: Peer | null): void {
    const { last } = topic;
    const isKept = last === null || topic.lastWriter === by || isNotOlder(value, last);
    if (isKept && topic.properties['cached'] !== false) {
      topic.last = value;
      topic.lastWriter = by;
    }
    for (const [peer, { sends }] of topic.peers)
      if (peer !== by && sends !== 'nothing') peer.outlet.value(topic, value, sends === 'all');
    this.#audience.valueWritten(topic, value, by);
  }

  delete(topic: Topic): void {
    this.#audience.topicDeleted(topic);
    for (const [peer, { subscriptions }] of topic.peers)
      if (subscriptions.size > 0) peer.outlet.unannounce(topic);
    this.#topics.delete(topic.name);
    this.#ids.give(topic.id);
  }

  /** A disconnect is an unpublish and an unsubscribe of everything. */
  removePeer(peer: Peer): void {
    const unpublished: Topic[] = [];
    for (const topic of this.all()) {
      const interest = topic.peers.get(peer);
      if (interest === undefined) continue;
      topic.peers.delete(peer);
      if (!isPublished(topic)) {
        unpublished.push(topic);
        continue;
      }
      if (interest.pubuids.size > 0) this.#audience.publishersChanged(topic);
      if (interest.subscriptions.size > 0) this.#audience.subscribersChanged(topic);
    }
    for (const topic of unpublished) this.delete(topic);
  }
}

/** What a peer has to do with a topic, from now on if nothing so far. */
export function interestOf(topic: Topic, peer: Peer): PeerInterest {
  const known = topic.peers.get(peer);
  if (known !== undefined) return known;
  const interest: PeerInterest = { pubuids: new Set(), subscriptions: new Set(), sends: 'nothing' };
  topic.peers.set(peer, interest);
  return interest;
}

/** Adds a subscription; true when it is new. */
export function addSubscription(interest: PeerInterest, subscription: Subscription): boolean {
  const isNew = !interest.subscriptions.has(subscription);
  interest.subscriptions.add(subscription);
  const { all, topicsonly } = subscription.options;
  if (topicsonly !== true) {
    if (all === true) interest.sends = 'all';
    else if (interest.sends === 'nothing') interest.sends = 'newest';
  }
  return isNew;
}

/** Whether somebody publishes the topic, or its properties keep it. */
export function isPublished({ properties, peers }: Topic): boolean {
  if (properties['retained'] === true || properties['persistent'] === true) return true;
  return [...peers.values()].some(({ pubuids }) => pubuids.size > 0);
}

/** ntcore's rule for replacing a value: the stored one is a default, or not newer. */
export function isNotOlder(value: StampedValue, stored: StampedValue): boolean {
  return stored.timestampUs === 0 || value.timestampUs >= stored.timestampUs;
}
