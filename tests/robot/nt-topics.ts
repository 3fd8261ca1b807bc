import type { NtValue } from '../../src/link/robot-link.ts';
import type { Properties } from './control-messages.ts';
import type { TopicIds } from './topic-ids.ts';

/** Someone who publishes: a connection, or the robot's own code. */
export interface Peer {
  /** As in the meta topics: `name@slot`; empty for robot code. */
  readonly label: string;
}

/** A value as it is kept and passed on. */
export interface StampedValue {
  /** Wire type, which need not be the topic's. */
  readonly typeId: number;
  readonly value: NtValue;
  /** Server clock, µs; 0 marks a default that any later value replaces. */
  readonly timestampUs: number;
}

/** One publication of a topic. */
export interface Publisher {
  readonly peer: Peer;
  readonly pubuid: number;
}

/** A topic of the server. Its identity is the object: a deleted and re-created topic is another one. */
export interface Topic {
  readonly id: number;
  readonly name: string;
  /** The first publisher's type string. */
  readonly type: string;
  properties: Properties;
  /** The server's last value; null when there is none, or the topic is not `cached`. */
  last: StampedValue | null;
  lastWriter: Peer | null;
  readonly publishers: Publisher[];
}

/** Who must hear of what happens to topics. */
export interface TopicAudience {
  topicCreated(topic: Topic, by: Peer | null): void;
  topicDeleted(topic: Topic): void;
  propertiesChanged(topic: Topic, update: Properties, by: Peer): void;
  valueWritten(topic: Topic, value: StampedValue, by: Peer | null): void;
  publishersChanged(topic: Topic, by: Peer): void;
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

  /** In order of creation. */
  all(): Iterable<Topic> {
    return this.#topics.values();
  }

  find(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  /** The topic of that name; made, with this type and these properties, when there is none. */
  findOrCreate(name: string, type: string, properties: Properties, by: Peer | null): Topic {
    const known = this.#topics.get(name);
    if (known !== undefined) return known;
    const topic: Topic = {
      id: this.#ids.take(),
      name,
      type,
      properties,
      last: null,
      lastWriter: null,
      publishers: [],
    };
    this.#topics.set(name, topic);
    this.#audience.topicCreated(topic, by);
    return topic;
  }

  addPublisher(topic: Topic, publisher: Publisher): void {
    topic.publishers.push(publisher);
    this.#audience.publishersChanged(topic, publisher.peer);
  }

  /** Takes a publication back; a topic that nobody publishes and nothing keeps is deleted. */
  removePublisher(topic: Topic, peer: Peer, pubuid: number): void {
    const place = topic.publishers.findIndex((p) => p.peer === peer && p.pubuid === pubuid);
    if (place < 0) return;
    topic.publishers.splice(place, 1);
    this.#audience.publishersChanged(topic, peer);
    this.#deleteUnlessKept(topic);
  }

  /** Merges an update into the properties; a null takes the key away. */
  setProperties(topic: Topic, update: Properties, by: Peer): void {
    const merged = { ...topic.properties, ...update };
    topic.properties = Object.fromEntries(
      Object.entries(merged).filter(([, value]) => value !== null),
    );
    if (topic.properties['cached'] === false) topic.last = null;
    this.#audience.propertiesChanged(topic, update, by);
    this.#deleteUnlessKept(topic);
  }

  /** Keeps the value if it is the same writer's or not older, and passes it on in either case. */
  write(topic: Topic, value: StampedValue, by: Peer | null): void {
    const { last } = topic;
    const isKept = last === null || topic.lastWriter === by || isNotOlder(value, last);
    if (isKept && topic.properties['cached'] !== false) {
      topic.last = value;
      topic.lastWriter = by;
    }
    this.#audience.valueWritten(topic, value, by);
  }

  delete(topic: Topic): void {
    this.#topics.delete(topic.name);
    this.#ids.give(topic.id);
    this.#audience.topicDeleted(topic);
  }

  #deleteUnlessKept(topic: Topic): void {
    const { retained, persistent } = topic.properties;
    const isKept = topic.publishers.length > 0 || retained === true || persistent === true;
    if (!isKept) this.delete(topic);
  }
}

/** ntcore's rule for replacing a value: the stored one is a default, or not newer. */
export function isNotOlder(value: StampedValue, stored: StampedValue): boolean {
  return stored.timestampUs === 0 || value.timestampUs >= stored.timestampUs;
}
