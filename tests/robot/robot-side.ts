import type { NtValue } from '../../src/link/robot-link.ts';
import type { ControlMessage, Properties } from './control-messages.ts';
import { isSameValue, LocalTopic, type Publication, type ValueListener } from './local-topic.ts';
import { asNtValue, typeIdOf } from './nt-codec.ts';
import type { StampedValue, Topic } from './nt-topics.ts';
import type { Outlet } from './peer.ts';

export type { ValueListener } from './local-topic.ts';

/** What robot code needs of the server it lives in. */
export interface RobotSideHost {
  nowUs(): number;
  findTopic(name: string): Topic | undefined;
  /** Does what robot code asked for, in order. */
  obeyRobot(requests: readonly RobotRequest[]): void;
  /** Lets everything leave for all clients. */
  flushClients(): void;
}

/** Something that robot code asks of the server. */
export type RobotRequest =
  | ControlMessage
  | { readonly method: 'write'; readonly pubuid: number; readonly value: StampedValue }
  /** Robot code reads the topic from now on. */
  | { readonly method: 'read'; readonly name: string };

/** When robot code's requests reach the server. */
export type RobotPace =
  /** All that it does in one go together, at once, as from a loop that ends with `flushLocal`, as `TimedRobot`'s does. */
  | 'each loop'
  /** When the server looks, every 100 ms, or robot code flushes. */
  | 'queued';

/** How robot code publishes. */
export interface PublishOptions {
  /** Robot code reads the topic too, as with an entry (the default), or only writes it. */
  readonly isEntry?: boolean;
  /** Whether values that change nothing are sent too. Default false, as in ntcore. */
  readonly keepsDuplicates?: boolean;
  /** The type of its values, where the type string tells another. */
  readonly typeId?: number;
}

/**
 * NetworkTables as robot code sees it from inside: its own store of values, in which an older stamp never replaces
 * a newer one (ntcore `LocalStorage`), and values of a wrong type never arrive.
 */
export class RobotSide implements Outlet {
  readonly #host: RobotSideHost;
  readonly #pace: RobotPace;
  readonly #topics = new Map<string, LocalTopic>();
  readonly #subuids = new Map<string, number>();
  readonly #waiting: RobotRequest[] = [];
  #isConnected = true;
  #pubuids = 0;
  #nextSubuid = 1;
  #nextPrefix = -1;

  constructor(host: RobotSideHost, pace: RobotPace) {
    this.#host = host;
    this.#pace = pace;
  }

  /** Publishes a topic; asking again for the same name changes nothing. */
  publish(
    name: string,
    type: string,
    properties: Properties = {},
    { isEntry = true, keepsDuplicates = false, typeId = typeIdOf(type) }: PublishOptions = {},
  ): void {
    const topic = this.#topic(name);
    if (topic.publication !== null) return;
    if (isEntry && !topic.isRead && !this.#subuids.has(name)) {
      topic.isRead = true;
      this.#ask({ method: 'read', name });
    }
    const didExist = topic.exists;
    const pubuid = this.#pubuids++;
    const isActive = !didExist || topic.type === type;
    topic.publication = { pubuid, typeId, type, properties, keepsDuplicates, isActive };
    if (!didExist) {
      topic.properties = properties;
      topic.adopt(type, typeId);
    }
    if (isActive) this.#askToPublish(topic, topic.publication);
  }

  unpublish(name: string): void {
    const topic = this.#topics.get(name);
    const publication = topic?.publication;
    if (topic === undefined || publication === null || publication === undefined) return;
    topic.publication = null;
    topic.forgetIfGone();
    if (publication.isActive) this.#ask({ method: 'unpublish', pubuid: publication.pubuid });
  }

  /**
   * Writes a value, stamped with the server's clock unless `atUs` says otherwise. An unchanged value is dropped. Where a client wrote
   * with a later stamp, dashboards see this value and robot code goes on reading the other, as in ntcore.
   * @throws when robot code has not published the topic.
   */
  set(name: string, value: NtValue | bigint, atUs = this.#host.nowUs()): void {
    const [topic, publication] = this.#published(name);
    this.#write(topic, publication, value, atUs, publication.keepsDuplicates);
  }

  /** A value with stamp 0, that any later one replaces. False where robot code has a value already. */
  setDefault(name: string, value: NtValue): boolean {
    const [topic, publication] = this.#published(name);
    if (topic.value !== null || topic.properties['cached'] === false) return false;
    this.#write(topic, publication, value, 0, true);
    return true;
  }

  /** Changes properties of a topic; a null takes a key away. */
  setProperties(name: string, update: Properties): void {
    this.#merge(this.#topic(name), update);
    this.#ask({ method: 'setproperties', name, update });
  }

  /** The value as robot code reads it; undefined when there is none. Of a topic that robot code never named it is the server's. */
  get(name: string): NtValue | undefined {
    const topic = this.#topics.get(name);
    const stored = topic === undefined ? this.#host.findTopic(name)?.last : topic.value;
    if (stored === null || stored === undefined) return undefined;
    const isOfItsType = topic === undefined || topic.typeId === stored.typeId;
    return isOfItsType ? asNtValue(stored.value) : undefined;
  }

  /** What robot code itself has of a topic. */
  held(name: string): Pick<LocalTopic, 'type' | 'value' | 'properties'> | undefined {
    return this.#topics.get(name);
  }

  /**
   * Calls `listener` for each new value that robot code accepts from a client. Returns how to take it back.
   * @param keepsDuplicates whether it hears values that change nothing too. Default false, as in ntcore.
   */
  onValue(name: string, listener: ValueListener, keepsDuplicates = false): () => void {
    const { listeners } = this.#topic(name);
    listeners.set(listener, keepsDuplicates);
    this.subscribe(name);
    return () => {
      listeners.delete(listener);
      const subuid = this.#subuids.get(name);
      if (listeners.size > 0 || subuid === undefined) return;
      this.#subuids.delete(name);
      this.#topic(name).isRead = true;
      this.#ask({ method: 'unsubscribe', subuid });
      this.#ask({ method: 'read', name });
    };
  }

  /** Subscribes to a topic, once. */
  subscribe(name: string): void {
    this.#topic(name).isRead = false;
    if (this.#subuids.has(name)) return;
    const subuid = this.#nextSubuid++;
    this.#subuids.set(name, subuid);
    this.#ask({ method: 'subscribe', subuid, topics: [name], options: {} });
  }

  /** Subscribes to all topics whose names begin so. */
  subscribePrefix(prefix: string): void {
    const subuid = this.#nextPrefix--;
    const options = { all: true, prefix: true };
    this.#ask({ method: 'subscribe', subuid, topics: [prefix], options });
  }

  /** Hands to the server what robot code asked for so far. */
  flushLocal(): void {
    this.#host.obeyRobot(this.#waiting.splice(0));
  }

  /** Hands it to the server and lets everything leave at once. */
  flush(): void {
    this.flushLocal();
    this.#host.flushClients();
  }

  /** Everything robot code publishes, with the values it holds. */
  snapshot(): {
    name: string;
    type: string;
    properties: Properties;
    value: NtValue | undefined;
  }[] {
    return [...this.#topics.values()].flatMap(({ name, publication }) =>
      publication === null
        ? []
        : [
            {
              name,
              type: publication.type,
              properties: publication.properties,
              value: this.get(name),
            },
          ],
    );
  }

  /** As robot code is at boot: nothing published, nothing heard, no value known. */
  reset(): void {
    this.#topics.clear();
    this.#subuids.clear();
    this.#waiting.length = 0;
    this.#isConnected = true;
    this.#pubuids = 0;
    this.#nextSubuid = 1;
    this.#nextPrefix = -1;
  }

  /** The server stops, and the program lives on: what others published is gone. */
  disconnect(): void {
    this.#isConnected = false;
    this.#waiting.length = 0;
    for (const topic of this.#topics.values()) this.#leftByOthers(topic);
  }

  /** A server starts in the living program: all is published and subscribed again, with the values as they are. */
  connect(): void {
    this.#isConnected = true;
    for (const topic of this.#topics.values()) {
      const { name, publication, value, isRead } = topic;
      if (isRead) this.#ask({ method: 'read', name });
      if (publication?.isActive !== true) continue;
      this.#askToPublish(topic, publication);
      if (value !== null) this.#ask({ method: 'write', pubuid: publication.pubuid, value });
    }
    for (const [name, subuid] of this.#subuids)
      this.#ask({ method: 'subscribe', subuid, topics: [name], options: {} });
  }

  announce({ name, type, properties }: Topic, pubuid: number | null): void {
    if (pubuid !== null) return;
    const topic = this.#topic(name);
    topic.isOnNetwork = true;
    if (topic.type !== type) topic.adopt(type, typeIdOf(type));
    topic.properties = properties;
  }

  unannounce({ name }: Topic): void {
    const topic = this.#topics.get(name);
    if (topic !== undefined) this.#leftByOthers(topic);
  }

  properties({ name }: Topic, update: Properties): void {
    const topic = this.#topics.get(name);
    if (topic !== undefined) this.#merge(topic, update);
  }

  value({ name }: Topic, value: StampedValue): void {
    this.#topic(name).receive(value);
  }

  topicPeriod(): void {
    // Robot code is told at once, whatever the period.
  }

  /** Whether robot code reads the topic although it has not subscribed to it. */
  reads(name: string): boolean {
    return this.#topics.get(name)?.isRead === true;
  }

  #topic(name: string): LocalTopic {
    const topic = this.#topics.get(name) ?? new LocalTopic(name);
    this.#topics.set(name, topic);
    return topic;
  }

  #published(name: string): readonly [LocalTopic, Publication] {
    const topic = this.#topics.get(name);
    const publication = topic?.publication;
    if (topic === undefined || publication === null || publication === undefined)
      throw new Error(`robot code has not published ${name}`);
    return [topic, publication];
  }

  #write(
    topic: LocalTopic,
    publication: Publication,
    value: NtValue | bigint,
    timestampUs: number,
    isForced: boolean,
  ): void {
    if (!publication.isActive) return;
    const stamped = { typeId: publication.typeId, value, timestampUs };
    if (isForced || !isSameValue(topic.exchanged, value)) {
      if (topic.properties['cached'] !== false) topic.exchanged = value;
      this.#ask({ method: 'write', pubuid: publication.pubuid, value: stamped });
    }
    topic.accept(stamped);
  }

  #merge(topic: LocalTopic, update: Properties): void {
    const merged = Object.entries({ ...topic.properties, ...update });
    topic.properties = Object.fromEntries(merged.filter(([, value]) => value !== null));
  }

  /** Nobody else publishes the topic any more; a publication that their type had shut out comes into force. */
  #leftByOthers(topic: LocalTopic): void {
    topic.isOnNetwork = false;
    topic.forgetIfGone();
    const { publication } = topic;
    if (publication === null || topic.type === publication.type) return;
    topic.value = null;
    topic.exchanged = null;
    topic.adopt(publication.type, publication.typeId);
    this.#askToPublish(topic, publication);
  }

  #askToPublish({ name, properties }: LocalTopic, { pubuid, type }: Publication): void {
    this.#ask({ method: 'publish', name, pubuid, type, properties });
  }

  #ask(request: RobotRequest): void {
    if (!this.#isConnected) return;
    this.#waiting.push(request);
    if (this.#pace === 'each loop' && this.#waiting.length === 1)
      queueMicrotask(() => {
        this.flushLocal();
      });
  }
}
