import type { ConnectionEvents } from './connection.ts';
import type { ServerText } from './nt4-text.ts';
import { isOfType, typeIdOf } from './nt4-types.ts';
import type { NtType } from './robot-link.ts';

/** A topic as the server announced it in this connection. */
interface Topic {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly typeId: number;
  properties: Readonly<Record<string, unknown>>;
  /** Latest stamp of the values that came or left, server µs; 0, of a default, is none. */
  lastUs: number;
}

/** A topic that we publish in this connection. */
interface Nt4Publication {
  readonly name: string;
  readonly type: NtType;
  /** Null while the server has announced no such topic. */
  topic: Topic | null;
}

/** What the tables tell of: see `ConnectionEvents`. */
type TopicEvents = Pick<ConnectionEvents, 'announced' | 'gone' | 'value' | 'complain'>;

/** Before any stamp, even one of a clock that shows less than nothing. */
const noStampUs = -Infinity;

/** Names, ids and types of one connection, for what the server announces and for what we publish. */
export class Nt4Topics {
  readonly #events: TopicEvents;
  readonly #byId: (Topic | undefined)[] = [];
  readonly #byName = new Map<string, Topic>();
  /** Ids of topics that are gone: values that were under way may still come. */
  readonly #former = new Set<number>();
  readonly #publications = new Map<number, Nt4Publication>();

  constructor(events: TopicEvents) {
    this.#events = events;
  }

  /** A second publication under the same number is a bug of the caller. */
  publish(pubuid: number, name: string, type: NtType): void {
    if (this.#publications.has(pubuid)) throw new Error(`publication ${pubuid} exists already`);
    this.#publications.set(pubuid, { name, type, topic: this.#byName.get(name) ?? null });
  }

  /** Whether there was such a publication. */
  unpublish(pubuid: number): boolean {
    return this.#publications.delete(pubuid);
  }

  publication(pubuid: number): Nt4Publication | undefined {
    return this.#publications.get(pubuid);
  }

  /** Takes in what the server says of its topics. */
  read(message: ServerText): void {
    switch (message.method) {
      case 'announce': {
        const { id, name, type, properties } = message;
        const known = this.#byId[id];
        if (known?.name === name && known.type === type) {
          // So a 2027 server answers a publish: the topic is the one that it was, and keeps its value and stamps.
          known.properties = properties;
          this.#tell(known);
          return;
        }
        this.#forget(known);
        this.#forget(this.#byName.get(name));
        const topic = { id, name, type, typeId: typeIdOf(type), properties, lastUs: noStampUs };
        this.#byId[id] = topic;
        this.#former.delete(id);
        this.#byName.set(name, topic);
        for (const publication of this.#publications.values())
          if (publication.name === name) publication.topic = topic;
        this.#tell(topic);
        return;
      }
      case 'unannounce': {
        const topic = this.#byId[message.id];
        if (topic?.name === message.name) this.#forget(topic);
        return;
      }
      case 'properties': {
        const topic = this.#byName.get(message.name);
        if (topic === undefined) return;
        topic.properties = updated(topic.properties, message.update);
        this.#tell(topic);
        return;
      }
    }
  }

  /** Takes in a value; one that is not of its topic's type is complained of. `atMs`: when its frame came. */
  readValue(id: number, serverUs: number, typeId: number, value: unknown, atMs: number): void {
    const topic = this.#byId[id];
    if (topic === undefined) {
      if (this.#former.has(id)) return;
      const detail = `a value for an unknown topic, ${id}`;
      this.#events.complain({ kind: 'value', topic: null, detail });
    } else if (typeId !== topic.typeId) {
      const detail = `a value of type number ${typeId} on a topic of type ${topic.type}`;
      this.#events.complain({ kind: 'type', topic: topic.name, detail });
    } else if (!isOfType(typeId, value)) {
      const detail = `not a value of type ${topic.type}`;
      this.#events.complain({ kind: 'value', topic: topic.name, detail });
    } else {
      if (serverUs !== 0) topic.lastUs = Math.max(topic.lastUs, serverUs);
      this.#events.value(id, value, serverUs, atMs);
    }
  }

  #tell({ id, name, type, properties }: Topic): void {
    this.#events.announced(id, { topic: name, type, properties });
  }

  #forget(topic: Topic | undefined): void {
    if (topic === undefined) return;
    this.#byId[topic.id] = undefined;
    this.#former.add(topic.id);
    this.#byName.delete(topic.name);
    for (const publication of this.#publications.values())
      if (publication.topic === topic) publication.topic = null;
    this.#events.gone(topic.id);
  }
}

/** Properties after an update; null takes a key away. */
function updated(
  properties: Readonly<Record<string, unknown>>,
  update: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries({ ...properties, ...update }).filter(([, value]) => value !== null),
  );
}
