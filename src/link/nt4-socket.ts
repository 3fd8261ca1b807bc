import type { ConnectionEvents } from './connection.ts';
import { decodeFrame } from './nt4-codec.ts';
import { Nt4Session } from './nt4-session.ts';
import type { ClientText } from './nt4-text.ts';
import { isNtType, isOfType } from './nt4-types.ts';
import type { Ticker } from './ticker.ts';
import type { OpenWire } from './wire.ts';

/** What the socket lacks when ntcore-ts-client makes it, and gets from the link. */
export interface SocketParts {
  readonly clientName: string;
  readonly openWire: OpenWire;
  readonly ticker: Ticker;
  readonly events: ConnectionEvents;
}

interface MessageEvent {
  readonly data: string;
}
type MessageListener = (event: MessageEvent) => void;

/**
 * What ntcore-ts-client gets for a WebSocket (vite.config.ts puts this file in the place of `isomorphic-ws`, the
 * package's only door to the network).
 *
 * The package makes one and knows nothing of a session; `attach` begins it. From then on the package's publications,
 * subscriptions and values go through the session, which stamps them with the robot's time. Of what comes in, the
 * package hears only that a topic of its own was announced, one message a frame: that is all it needs in order to
 * publish, and everything else makes it fail (values it cannot decode, types it does not know, ids of an earlier
 * connection). It hears of no opening and no closing either, on which it would only print, replay what it had queued,
 * and arm timers; a new connection gets a new instance of the package.
 */
export default class Nt4Socket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  /** Set by the package, and of no use here: values do not go through it. */
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: MessageListener | null = null;

  readonly url: string;
  readonly #listeners = new Set<MessageListener>();
  /** Publications the package waits for: name → number and type. */
  readonly #awaited = new Map<string, { readonly pubuid: number; readonly type: string }>();
  #session: Nt4Session | null = null;
  #stampUs: number | null = null;

  constructor(url: string) {
    this.url = url;
  }

  get readyState(): number {
    if (this.#session === null) return Nt4Socket.CONNECTING;
    return this.#session.isUp ? Nt4Socket.OPEN : Nt4Socket.CLOSED;
  }

  get protocol(): string {
    return this.#session?.protocol === '4.0'
      ? 'networktables.first.wpi.edu'
      : 'v4.1.networktables.first.wpi.edu';
  }

  /** Begins the session this socket stands for; once. */
  attach({ clientName, openWire, ticker, events }: SocketParts): Nt4Session {
    if (this.#session !== null) throw new Error('this socket has a session already');
    const session = new Nt4Session({
      url: this.url.replace(/\/nt\/.*$/, `/nt/${encodeURIComponent(clientName)}`),
      openWire,
      ticker,
      events: {
        ...events,
        announced: (id, announcement) => {
          this.#acknowledge(announcement.topic, announcement.type);
          events.announced(id, announcement);
        },
      },
    });
    this.#session = session;
    return session;
  }

  addEventListener(_type: 'message', listener: MessageListener): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'message', listener: MessageListener): void {
    this.#listeners.delete(listener);
  }

  /** Takes what the package sends; what it may not send (see the class) is passed over. */
  send(frame: string | Uint8Array): void {
    const session = this.#session;
    if (session?.isUp !== true) return;
    if (typeof frame === 'string')
      for (const message of JSON.parse(frame) as readonly ClientText[])
        this.#sendText(session, message);
    else
      decodeFrame(frame, {
        message: (pubuid, _stampUs, typeId, value) => {
          if (isOfType(typeId, value)) this.#stampUs = session.write(pubuid, value);
        },
        bad: (detail) => {
          throw new Error(`ntcore-ts-client sent a frame we cannot read: ${detail}`);
        },
      });
  }

  /** The robot time, µs, that a value sent during `write` left with; null when none left. */
  stampOf(write: () => void): number | null {
    this.#stampUs = null;
    write();
    return this.#stampUs;
  }

  close(): void {
    this.#session?.close();
    this.#listeners.clear();
  }

  #sendText(session: Nt4Session, message: ClientText): void {
    switch (message.method) {
      case 'publish': {
        const { pubuid, name, type } = message.params;
        if (!isNtType(type)) throw new Error(`ntcore-ts-client publishes the unknown type ${type}`);
        this.#awaited.set(name, { pubuid, type });
        session.publish(pubuid, name, type, {});
        // A 2026 server never acknowledges what it has announced before.
        if (session.standing(pubuid) === 'ready') this.#acknowledge(name, type);
        return;
      }
      case 'unpublish': {
        const { pubuid } = message.params;
        for (const [name, awaited] of this.#awaited)
          if (awaited.pubuid === pubuid) this.#awaited.delete(name);
        session.unpublish(pubuid);
        return;
      }
      case 'subscribe': {
        const { subuid, topics, options } = message.params;
        // With each publication the package subscribes to the announcement of that one topic.
        if (options.topicsonly === true && options.prefix !== true) return;
        session.subscribe(subuid, topics, options);
        return;
      }
      case 'unsubscribe':
        session.unsubscribe(message.params.subuid);
        return;
    }
  }

  #acknowledge(name: string, type: string): void {
    const awaited = this.#awaited.get(name);
    if (awaited?.type !== type) return;
    this.#awaited.delete(name);
    const { pubuid } = awaited;
    const params = { name, id: pubuid, type, properties: {}, pubuid };
    const event = { data: JSON.stringify([{ method: 'announce', params }]) };
    this.onmessage?.(event);
    for (const listener of [...this.#listeners]) listener(event);
  }
}
