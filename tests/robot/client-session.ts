import type { ControlMessage, Properties } from './control-messages.ts';
import { parseControlFrame } from './control-messages.ts';
import { DecodeError } from './msgpack-reader.ts';
import { decodeMessages, encodeMessage, syncId, type WireMessage } from './nt-codec.ts';
import { covers, isMetaName, periodMsOf, type Subscription } from './nt-subscription.ts';
import type { Peer, StampedValue, Topic, TopicStore } from './nt-topics.ts';
import { OutgoingQueue, type Transmit } from './outgoing-queue.ts';
import type { ReceivedContent } from './received.ts';

/** How the server answers a publish: see `ServerOptions.ackMode`. */
export type AckMode = '2026' | '2027';

/** What a session needs of its server. */
export interface SessionHost {
  readonly store: TopicStore;
  readonly ackMode: AckMode;
  nowUs(): number;
  record(session: ClientSession, content: ReceivedContent): void;
  subscribersChanged(session: ClientSession, names: (name: string) => boolean): void;
  /** The value a new subscriber is sent first. */
  lastValueOf(topic: Topic): StampedValue | null;
}

/** How one client is sent one topic. */
interface SendMode {
  readonly all: boolean;
  readonly periodMs: number;
}

/** The protocol state of one connection: what it published, subscribed to and was told. */
export class ClientSession implements Peer {
  readonly label: string;
  /** Counted from 1 over the server's life. */
  readonly connection: number;
  readonly #host: SessionHost;
  readonly #hangUp: (code: number, reason: string) => void;
  readonly #transmit: Transmit;
  readonly #queue: OutgoingQueue;
  readonly #published = new Map<number, Topic>();
  readonly #subscriptions = new Map<number, Subscription>();
  readonly #announced = new Set<Topic>();
  /** Raised by a subscription and never lowered, as in ntcore: values go on after an unsubscribe. */
  readonly #sending = new Map<Topic, SendMode>();

  constructor(
    identity: { readonly label: string; readonly connection: number },
    host: SessionHost,
    transmit: Transmit,
    hangUp: (code: number, reason: string) => void,
  ) {
    this.label = identity.label;
    this.connection = identity.connection;
    this.#host = host;
    this.#transmit = transmit;
    this.#hangUp = hangUp;
    this.#queue = new OutgoingQueue(transmit);
  }

  /** Whether the send timer runs, and with it the pings: only while something is subscribed. */
  get isSending(): boolean {
    return this.#queue.started;
  }

  get subscriptions(): Iterable<Subscription> {
    return this.#subscriptions.values();
  }

  /** What this client publishes, for its meta topic. */
  get publications(): Iterable<readonly [pubuid: number, topic: Topic]> {
    return this.#published;
  }

  /** Whether values of the topic go to this client. */
  sends(topic: Topic): boolean {
    return this.#sending.has(topic);
  }

  receiveText(text: string): void {
    const { messages, complaints } = parseControlFrame(text);
    for (const detail of complaints) this.#bad(detail);
    for (const message of messages) {
      this.#host.record(this, { kind: 'text', message });
      this.#obey(message);
    }
  }

  receiveBinary(frame: Uint8Array): void {
    let messages: WireMessage[];
    try {
      messages = decodeMessages(frame);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      this.#bad(error.message);
      this.#hangUp(1001, `binary decode error: ${error.message}`);
      return;
    }
    for (const message of messages) this.#take(message);
  }

  announceIfCovered(topic: Topic): void {
    for (const subscription of this.#subscriptions.values()) {
      if (!covers(subscription, topic.name)) continue;
      this.#announce(topic, null);
      this.#raise(topic, subscription);
    }
  }

  unannounce(topic: Topic): void {
    this.#sending.delete(topic);
    if (!this.#announced.delete(topic)) return;
    this.#say('unannounce', { name: topic.name, id: topic.id });
  }

  sendProperties(topic: Topic, update: Properties, isAnswer: boolean): void {
    if (!this.#announced.has(topic)) return;
    const ack = isAnswer && this.#host.ackMode === '2027' ? { ack: true } : {};
    this.#say('properties', { name: topic.name, update, ...ack });
  }

  sendValue(topic: Topic, value: StampedValue): void {
    const mode = this.#sending.get(topic);
    if (mode === undefined) return;
    this.#queue.value(topic, encodeMessage({ id: topic.id, ...value }), mode.periodMs, mode.all);
  }

  /** A disconnect is an unpublish of everything. */
  end(): void {
    this.#queue.stop();
    this.#subscriptions.clear();
    this.#sending.clear();
    for (const [pubuid, topic] of this.#published)
      this.#host.store.removePublisher(topic, this, pubuid);
    this.#published.clear();
  }

  #obey(message: ControlMessage): void {
    switch (message.method) {
      case 'publish':
        this.#publish(message);
        return;
      case 'unpublish': {
        const topic = this.#published.get(message.pubuid);
        if (topic === undefined) return;
        this.#published.delete(message.pubuid);
        this.#host.store.removePublisher(topic, this, message.pubuid);
        return;
      }
      case 'setproperties': {
        const topic = this.#host.store.find(message.name);
        if (topic === undefined || isMetaName(topic.name))
          this.#bad(`setproperties: ignored for ${message.name}`);
        else this.#host.store.setProperties(topic, message.update, this);
        return;
      }
      case 'subscribe':
        this.#subscribe(message);
        return;
      case 'unsubscribe':
        this.#unsubscribe(message.subuid);
        return;
    }
  }

  #publish(message: Extract<ControlMessage, { method: 'publish' }>): void {
    const { name, pubuid, type, properties } = message;
    if (this.#published.has(pubuid)) {
      this.#bad(`publish: duplicate pubuid ${pubuid}`);
      return;
    }
    const topic = this.#host.store.findOrCreate(name, type, properties, this);
    if (topic.type !== type) this.#bad(`publish: conflicting type ${type} for ${name}`);
    this.#published.set(pubuid, topic);
    this.#announce(topic, pubuid);
    for (const subscription of this.#subscriptions.values())
      if (covers(subscription, name)) this.#raise(topic, subscription);
    this.#host.store.addPublisher(topic, { peer: this, pubuid });
  }

  #subscribe({ subuid, topics, options }: Subscription): void {
    const subscription: Subscription = { subuid, topics, options };
    const replaced = this.#subscriptions.get(subuid);
    this.#subscriptions.delete(subuid);
    const firstValues: Topic[] = [];
    for (const topic of this.#host.store.all()) {
      if (!covers(subscription, topic.name)) continue;
      this.#announce(topic, null);
      const hadValues = this.#isValued(topic.name);
      this.#raise(topic, subscription);
      if (options.topicsonly !== true && !hadValues) firstValues.push(topic);
    }
    this.#subscriptions.set(subuid, subscription);
    for (const topic of firstValues) {
      const value = this.#host.lastValueOf(topic);
      if (value !== null) this.sendValue(topic, value);
    }
    this.#pace();
    this.#host.subscribersChanged(
      this,
      (name) => covers(subscription, name) || (replaced !== undefined && covers(replaced, name)),
    );
  }

  #unsubscribe(subuid: number): void {
    const subscription = this.#subscriptions.get(subuid);
    if (subscription === undefined) return;
    this.#subscriptions.delete(subuid);
    if (this.#subscriptions.size === 0) this.#queue.stop();
    else this.#pace();
    this.#host.subscribersChanged(this, (name) => covers(subscription, name));
  }

  /** The send timer ticks at the greatest common divisor of all periods. */
  #pace(): void {
    const periods = [...this.#subscriptions.values()].map(({ options }) => periodMsOf(options));
    this.#queue.start(periods.reduce(greatestCommonDivisor));
  }

  #isValued(name: string): boolean {
    for (const subscription of this.#subscriptions.values())
      if (subscription.options.topicsonly !== true && covers(subscription, name)) return true;
    return false;
  }

  #raise(topic: Topic, { options }: Subscription): void {
    if (options.topicsonly === true) return;
    const now = this.#sending.get(topic);
    const periodMs = periodMsOf(options);
    this.#sending.set(topic, {
      all: options.all === true || now?.all === true,
      periodMs: now === undefined ? periodMs : Math.min(now.periodMs, periodMs),
    });
  }

  /** Once a connection: the 2026 server swallows even the answer to a publish (allwpilib #8515). */
  #announce(topic: Topic, pubuid: number | null): void {
    const isNews = !this.#announced.has(topic);
    const isAnswer = pubuid !== null && this.#host.ackMode === '2027';
    if (!isNews && !isAnswer) return;
    this.#announced.add(topic);
    const { id, name, properties, type } = topic;
    this.#say('announce', { id, name, properties, ...(pubuid === null ? {} : { pubuid }), type });
  }

  #take({ id, timestampUs, typeId, value }: WireMessage): void {
    if (id === syncId) {
      this.#host.record(this, { kind: 'sync', clientValue: value });
      const timestampUs = this.#host.nowUs();
      this.#transmit(encodeMessage({ id: syncId, timestampUs, typeId, value }));
      return;
    }
    const topic = this.#published.get(id);
    const name = topic?.name ?? null;
    this.#host.record(this, { kind: 'value', pubuid: id, topic: name, typeId, value, timestampUs });
    if (topic !== undefined) this.#host.store.write(topic, { typeId, value, timestampUs }, this);
  }

  #say(method: string, params: object): void {
    this.#queue.text(JSON.stringify({ method, params }));
  }

  #bad(detail: string): void {
    this.#host.record(this, { kind: 'bad', detail });
  }
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
