import type { NetworkTablesTypeInfo, NetworkTablesTypes } from 'ntcore-ts-client';
import { NetworkTables } from 'ntcore-ts-client';

import type { RobotAddress } from './addresses.ts';
import type { Connection, ConnectionEvents, Publication, Subscription } from './connection.ts';
import { Nt4Adapter } from './nt4-adapter.ts';
import { decodePart } from './nt4-codec.ts';
import { Nt4Session } from './nt4-session.ts';
import type Nt4Socket from './nt4-socket.ts';
import { typeIdOf } from './nt4-types.ts';
import type { NtType, NtValue } from './robot-link.ts';
import type { Ticker } from './ticker.ts';
import type { OpenWire } from './wire.ts';

/** What every connection of a link shares. */
export interface ConnectionParts {
  /** What the robot lists us as; without `@`. */
  readonly clientName: string;
  readonly openWire: OpenWire;
  readonly ticker: Ticker;
}

type Topic = ReturnType<typeof NetworkTables.prototype.createTopic>;

/**
 * A connection over ntcore-ts-client, the only file that knows the package. Each connection is a fresh instance, used
 * for what it does well (topics, publications and subscriptions with their numbers) and for nothing that outlives it.
 */
export class NtcoreConnection implements Connection {
  readonly #client: NetworkTables;
  readonly #session: Nt4Session;
  readonly #adapter: Nt4Adapter;
  readonly #events: ConnectionEvents;
  /** None is used twice in a connection. */
  #lastPubuid = 0;

  constructor(address: RobotAddress, parts: ConnectionParts, events: ConnectionEvents) {
    this.#events = events;
    this.#client = freshClient(address);
    const socket: unknown = this.#client.client.messenger.socket.websocket;
    if (!isOurSocket(socket))
      throw new Error('the build put another socket under ntcore-ts-client: see vite.config.ts');
    const { clientName, openWire, ticker } = parts;
    this.#session = new Nt4Session({
      url: `ws://${address.host}:${address.port}/nt/${encodeURIComponent(clientName)}`,
      openWire,
      ticker,
      events: {
        ...events,
        announced: (id, announcement) => {
          this.#adapter.acknowledge(announcement.topic, announcement.type);
          events.announced(id, announcement);
        },
      },
    });
    this.#adapter = new Nt4Adapter(this.#session, socket);
  }

  get protocol(): '4.1' | '4.0' {
    return this.#session.protocol;
  }

  serverNowUs(): number | null {
    return this.#session.serverNowUs();
  }

  rttMs(): number | null {
    return this.#session.rttMs();
  }

  unpack(bytes: Uint8Array): unknown {
    return decodePart(bytes);
  }

  check(): void {
    this.#session.check();
  }

  close(): void {
    this.#session.close();
  }

  subscribe({ topic, prefix, all, topicsOnly, periodMs }: Subscription): () => void {
    const { messenger } = this.#client.client;
    const subuid = messenger.getNextSubUID();
    const options = { prefix, all, topicsonly: topicsOnly, periodic: periodMs / 1000 };
    messenger.subscribe({ subuid, topics: [topic], options });
    return () => {
      messenger.unsubscribe(subuid);
    };
  }

  publish(name: string, type: NtType): Publication {
    const topic = this.#topicOf(name, type);
    const pubuid = ++this.#lastPubuid;
    topic.publish({}, pubuid).catch((error: unknown) => {
      this.#events.complain({ kind: 'frame', topic: name, detail: String(error) });
    });
    return {
      standing: () => this.#session.standing(pubuid),
      write: (value) => this.#write(topic, pubuid, value),
      close: () => {
        this.#unpublish(topic, pubuid);
      },
    };
  }

  /** The package keeps one topic object a name, and throws when asked for a second type of it. */
  #topicOf(name: string, type: NtType): Topic {
    const { client } = this.#client;
    const known = client.getTopicFromName(name);
    if (known !== null && known.typeInfo[1] !== type) mapOf(client, 'topics').delete(name);
    return this.#client.createTopic(name, typeInfoOf(type));
  }

  #write(topic: Topic, pubuid: number, value: NtValue): number | null {
    // The package cannot encode bytes, and takes a name for published under one type only.
    if (value instanceof Uint8Array || !topic.publisher) return this.#session.write(pubuid, value);
    return this.#adapter.stampOf(() => {
      topic.setValue(mutable(value));
    });
  }

  #unpublish(topic: Topic, pubuid: number): void {
    // Before the acknowledgement the package does not know that it publishes.
    if (topic.publisher) topic.unpublish();
    else
      this.#client.client.messenger.socket.sendTextFrame({
        method: 'unpublish',
        params: { pubuid },
      });
  }
}

function isOurSocket(socket: unknown): socket is Nt4Socket {
  return typeof socket === 'object' && socket !== null && 'attach' in socket;
}

/** Types are told to the package as number and name. */
function typeInfoOf(type: NtType): NetworkTablesTypeInfo {
  const typeId = typeIdOf(type);
  if (!isTypeNumber(typeId)) throw new Error(`no type number ${typeId}`);
  return [typeId, type];
}

function isTypeNumber(typeId: number): typeId is NetworkTablesTypeInfo[0] {
  return [0, 1, 2, 3, 4, 5, 16, 17, 18, 19, 20].includes(typeId);
}

function mutable(value: Exclude<NtValue, Uint8Array>): NetworkTablesTypes {
  return typeof value === 'object' ? ([...value] as NetworkTablesTypes) : value;
}

/**
 * An instance of the package that shares nothing with any other, and arms no timer. The package would keep it for ever
 * under its address, and take the page's `onbeforeunload` for itself.
 */
function freshClient({ host, port }: RobotAddress): NetworkTables {
  const page = 'window' in globalThis ? window : null;
  const handler = page?.onbeforeunload ?? null;
  const client = NetworkTables.getInstanceByURI(host, port);
  if (page !== null) page.onbeforeunload = handler;

  const { messenger } = client.client;
  const kept = [
    mapOf(NetworkTables, '_instances'),
    mapOf(client.client.constructor, '_instances'),
    mapOf(messenger.constructor, '_instances'),
    mapOf(messenger.socket.constructor, 'instances'),
  ];
  for (const instances of kept) instances.clear();
  // The package waits so before it arms the timer, three seconds for each publication, that nothing can stop.
  messenger.socket.waitForConnection = () => new Promise(() => undefined);
  return client;
}

/** A map that the package keeps to itself. */
function mapOf(owner: object, name: string): Map<unknown, unknown> {
  const map: unknown = Reflect.get(owner, name);
  if (!(map instanceof Map))
    throw new Error(`ntcore-ts-client is not version 3.1.3: it has no ${name}`);
  return map;
}
