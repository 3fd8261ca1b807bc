import { InPageConnection } from './in-page-connection.ts';
import type { Connection, ConnectionEvents } from './connection.ts';
import { isSameValue } from './nt4-types.ts';
import type { Announcement, NtValue } from './robot-link.ts';
import type { Ticker } from './ticker.ts';

/** What a robot's clock shows when its code starts, µs: zero would mean a default value. */
const bootUs = 5_000_000;

/** A topic of the server in the page. */
export interface InPageTopic {
  /** Of this boot; not used again in it. */
  readonly id: number;
  readonly announcement: Announcement;
  /** Robot code, and connections. */
  readonly publishers: Set<object>;
  /** Null before the first. */
  value: StampedValue | null;
  /** Whether it had a value before robot code published it, which robot code has not heard of yet. */
  unheard: boolean;
}

interface StampedValue {
  readonly value: NtValue;
  readonly serverUs: number;
}

/** Hears a value that robot code has accepted from a client. */
type ValueListener = (value: NtValue, serverUs: number) => void;

/**
 * A robot's NetworkTables server without a network: topics, values, and connections in the same page. It keeps the
 * rules that bite: an older stamp never wins, nobody hears his own value, a topic goes with its last publisher.
 */
export class InPageServer {
  readonly #ticker: Ticker;
  readonly #onChange: () => void;
  readonly #topics = new Map<string, InPageTopic>();
  readonly #connections = new Set<InPageConnection>();
  readonly #listeners = new Map<string, Set<ValueListener>>();
  readonly #robotCode: ((server: InPageServer) => void)[] = [];
  #nextId = 0;
  #zeroMs: number;
  #frozen = false;

  /** @param onChange called after each change of topics, values and connections. */
  constructor(ticker: Ticker, startUs = bootUs, onChange: () => void = () => undefined) {
    this.#ticker = ticker;
    this.#onChange = onChange;
    this.#zeroMs = ticker.nowMs() - startUs / 1000;
  }

  get ticker(): Ticker {
    return this.#ticker;
  }

  /** While frozen nothing gets through in either direction. */
  get frozen(): boolean {
    return this.#frozen;
  }

  /** Open connections. */
  get connections(): number {
    return this.#connections.size;
  }

  get topics(): Iterable<InPageTopic> {
    return this.#topics.values();
  }

  nowUs(): number {
    return Math.round((this.#ticker.nowMs() - this.#zeroMs) * 1000);
  }

  jumpClock(us: number): void {
    this.#zeroMs -= us / 1000;
  }

  /** Runs robot code now and after every restart. */
  onStart(code: (server: InPageServer) => void): void {
    this.#robotCode.push(code);
    code(this);
  }

  /** As when the robot reboots. */
  restart(startUs = bootUs): void {
    this.drop();
    this.#topics.clear();
    this.#listeners.clear();
    this.#zeroMs = this.#ticker.nowMs() - startUs / 1000;
    for (const code of this.#robotCode) code(this);
    this.#onChange();
  }

  /** Cuts every connection. */
  drop(): void {
    for (const connection of [...this.#connections]) connection.cut();
  }

  freeze(on: boolean): void {
    this.#frozen = on;
    if (!on) for (const connection of this.#connections) connection.flush();
  }

  connect(events: ConnectionEvents): Connection {
    const connection = new InPageConnection(this, events);
    this.#connections.add(connection);
    this.#onChange();
    return connection;
  }

  /** A connection has ended: what only it published goes. */
  disconnected(connection: InPageConnection): void {
    this.#connections.delete(connection);
    for (const { announcement } of [...this.#topics.values()])
      this.removePublisher(announcement.topic, connection);
    this.#onChange();
  }

  /** Robot code publishes a topic. */
  publish(topic: string, type: string, properties: Readonly<Record<string, unknown>> = {}): void {
    const known = this.#topics.get(topic);
    const isNews = known?.publishers.has(this) === false;
    this.addPublisher({ topic, type, properties }, this);
    if (isNews) known.unheard = known.value !== null;
  }

  unpublish(topic: string): void {
    this.removePublisher(topic, this);
  }

  /** Robot code sets a value; an unchanged one is dropped, and so is one that the clock has not caught up with. */
  set(topic: string, value: NtValue, serverUs = this.nowUs()): void {
    const known = this.#topics.get(topic);
    if (known === undefined) throw new Error(`robot code has not published ${topic}`);
    known.unheard = false;
    if (known.value !== null && isSameValue(known.value.value, value)) return;
    this.#write(known, value, serverUs, null);
  }

  /**
   * A value with stamp 0, which any other replaces. Where a client wrote before robot code published, it replaces
   * nothing, and yet every client is told it (as by ntcore).
   */
  setDefault(topic: string, value: NtValue): void {
    const known = this.#topics.get(topic);
    if (known?.unheard === true) {
      known.unheard = false;
      for (const connection of this.#connections) connection.tell(known, { value, serverUs: 0 });
    } else if (this.get(topic) === undefined) this.set(topic, value, 0);
  }

  /** The value as robot code reads it; undefined when there is none. */
  get(topic: string): NtValue | undefined {
    return this.#topics.get(topic)?.value?.value;
  }

  onValue(topic: string, listener: ValueListener): void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
  }

  find(topic: string): InPageTopic | undefined {
    return this.#topics.get(topic);
  }

  /** The first publisher settles the type. */
  addPublisher(announcement: Announcement, publisher: object): InPageTopic {
    const known = this.#topics.get(announcement.topic);
    if (known !== undefined) {
      known.publishers.add(publisher);
      return known;
    }
    const created: InPageTopic = {
      id: this.#nextId++,
      announcement,
      publishers: new Set([publisher]),
      value: null,
      unheard: false,
    };
    this.#topics.set(announcement.topic, created);
    for (const connection of this.#connections) connection.appeared(created);
    this.#onChange();
    return created;
  }

  removePublisher(topic: string, publisher: object): void {
    const known = this.#topics.get(topic);
    if (known?.publishers.delete(publisher) !== true || known.publishers.size > 0) return;
    this.#topics.delete(topic);
    for (const connection of this.#connections) connection.unannounce(known);
    this.#onChange();
  }

  /** A client's value, of the topic's type. */
  receive(topic: InPageTopic, value: NtValue, serverUs: number, writer: InPageConnection): void {
    if (!this.#write(topic, value, serverUs, writer)) return;
    for (const listener of this.#listeners.get(topic.announcement.topic) ?? [])
      listener(value, serverUs);
  }

  #write(
    topic: InPageTopic,
    value: NtValue,
    serverUs: number,
    writer: InPageConnection | null,
  ): boolean {
    const stored = topic.value?.serverUs ?? 0;
    if (stored !== 0 && serverUs < stored) return false;
    topic.value = { value, serverUs };
    for (const connection of this.#connections) if (connection !== writer) connection.tell(topic);
    this.#onChange();
    return true;
  }
}
