import type { ConnectionEvents } from './connection.ts';
import { ServerClock } from './nt4-clock.ts';
import { clockId, decodeFrame, encodeClockRequest, encodeValue } from './nt4-codec.ts';
import type { ClientText, ServerText, SubscribeOptions } from './nt4-text.ts';
import { parseServerText } from './nt4-text.ts';
import { Nt4Topics } from './nt4-topics.ts';
import { isWritable } from './nt4-types.ts';
import type { NtType, NtValue } from './robot-link.ts';
import type { StopTimer, Ticker } from './ticker.ts';
import type { Trouble } from './trouble.ts';
import type { OpenWire, Wire } from './wire.ts';

/**
 * Longest wait for a socket, ms; a browser alone would wait for minutes. With the wait for the next round it is less than
 * the 3 s in which a robot that is back is to be found, though its last handshake was lost.
 */
const connectTimeoutMs = 2000;

/** Longest wait for the first echo of the clock, ms. */
const syncTimeoutMs = 1500;

/**
 * How often the server's clock is asked for, ms: the answer is also the sign of life a page can wait for. A whole
 * beat without a byte and the connection counts as dead: under the promised 2 s after the last one.
 */
const beatMs = 900;

/** A beat this late means that the page was asleep, ms. */
const sleptMs = 1450;

/** Beats nearer than this waited together while the page was blocked, ms: they give an answer no time, and count as one. */
const blockedMs = 700;

/** Subprotocols we speak, the preferred one first. */
const protocols = {
  'v4.1.networktables.first.wpi.edu': '4.1',
  'networktables.first.wpi.edu': '4.0',
} as const;

/**
 * Number of the subscription that is there as long as the connection. All numbers of subscriptions and publications are small
 * and positive: a server refuses those at the limits of an int32, and a value with the largest ends the robot's program.
 */
export const idleSubuid = 1;

/**
 * A 2026 server sends nothing, not even pings, to a client that subscribes to nothing; this matches nothing. Servers
 * drop a client whose subscriptions all have a period of a second or more, though it answers: this has a tenth.
 */
const idleSubscription: ClientText = {
  method: 'subscribe',
  params: {
    topics: ['/MLtune/.idle'],
    subuid: idleSubuid,
    options: { topicsonly: true, periodic: 0.1 },
  },
};

/** What a session is made of. */
export interface SessionParts {
  readonly url: string;
  readonly openWire: OpenWire;
  readonly ticker: Ticker;
  readonly events: ConnectionEvents;
}

/**
 * One NT 4.1 connection from the socket to its end: handshake, clock, sign of life, names and ids, values both ways.
 * It needs no package but MessagePack, and knows nothing of reconnecting.
 */
export class Nt4Session {
  readonly #ticker: Ticker;
  readonly #events: ConnectionEvents;
  readonly #clock = new ServerClock();
  readonly #topics: Nt4Topics;
  readonly #timers = new Set<StopTimer>();
  #wire: Wire | null = null;
  #state: 'opening' | 'syncing' | 'up' | 'down' = 'opening';
  #protocol: '4.1' | '4.0' = '4.1';
  /** Last byte from the server, or when we woke up and began to wait for one. */
  #heardMs = 0;
  #beatAtMs = 0;

  constructor({ url, openWire, ticker, events }: SessionParts) {
    this.#ticker = ticker;
    this.#events = events;
    this.#topics = new Nt4Topics(events);
    try {
      this.#wire = openWire(url, Object.keys(protocols), {
        opened: (protocol) => {
          this.#opened(protocol);
        },
        text: (frame) => {
          this.#heard();
          parseServerText(frame, this.#textReader);
        },
        binary: (frame) => {
          this.#heard();
          decodeFrame(frame, this.#frameReader);
        },
        closed: (code, reason) => {
          this.#closed(code, reason);
        },
        blocked: () => {
          if (this.#state === 'opening')
            this.#fail({ kind: 'forbidden', detail: 'it gives no reason' });
          else this.#closed(1006, '');
        },
      });
      this.#after(connectTimeoutMs, () => {
        if (this.#state === 'opening') this.#fail({ kind: 'no-answer' });
      });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#after(0, () => {
        this.#fail({ kind: 'forbidden', detail });
      });
    }
  }

  get isUp(): boolean {
    return this.#state === 'up';
  }

  get protocol(): '4.1' | '4.0' {
    return this.#protocol;
  }

  serverNowUs(): number | null {
    return this.#clock.serverUs(this.#ticker.nowMs());
  }

  rttMs(): number | null {
    return this.#clock.rttMs();
  }

  publish(pubuid: number, name: string, type: NtType): void {
    this.#topics.publish(pubuid, name, type);
    // No properties: a team's topic is never made persistent.
    this.#sendText({ method: 'publish', params: { name, pubuid, type, properties: {} } });
  }

  unpublish(pubuid: number): void {
    if (this.#topics.unpublish(pubuid)) this.#sendText({ method: 'unpublish', params: { pubuid } });
  }

  /** See `Publication` in connection.ts. */
  standing(pubuid: number): 'ready' | 'unpublished' | 'type' {
    const publication = this.#topics.publication(pubuid);
    if (this.#state !== 'up' || publication === undefined || publication.topic === null)
      return 'unpublished';
    return publication.topic.type === publication.type ? 'ready' : 'type';
  }

  subscribe(subuid: number, topics: readonly string[], options: SubscribeOptions): void {
    this.#sendText({ method: 'subscribe', params: { topics, subuid, options } });
  }

  unsubscribe(subuid: number): void {
    this.#sendText({ method: 'unsubscribe', params: { subuid } });
  }

  /**
   * Sends a value of a publication that is ready, stamped with the robot's time and never before the last stamp of
   * its topic, however far ahead that is: the robot ignores what is older than what it has.
   * @returns the stamp, server µs; null where nothing could leave, or the value is not of the publication's type.
   */
  write(pubuid: number, value: NtValue): number | null {
    const { topic = null, type } = this.#topics.publication(pubuid) ?? {};
    const nowUs = this.serverNowUs();
    if (topic === null || type === undefined || nowUs === null) return null;
    if (this.standing(pubuid) !== 'ready' || !isWritable(type, value)) return null;
    const serverUs = Math.max(nowUs, topic.lastUs);
    if (!this.#send(encodeValue(pubuid, serverUs, type, value))) return null;
    topic.lastUs = serverUs;
    return serverUs;
  }

  check(): void {
    if (this.#state !== 'up') return;
    this.#heardMs = this.#ticker.nowMs();
    this.#askClock();
  }

  /** Ends the session without an event. */
  close(): void {
    this.#end();
  }

  #opened(protocol: string): void {
    if (this.#state !== 'opening') return;
    if (!Object.hasOwn(protocols, protocol)) {
      this.#fail({ kind: 'no-protocol' });
      return;
    }
    this.#protocol = protocols[protocol as keyof typeof protocols];
    this.#state = 'syncing';
    this.#after(syncTimeoutMs, () => {
      if (this.#state === 'syncing') this.#fail({ kind: 'no-clock' });
    });
    this.#beatAtMs = this.#ticker.nowMs();
    this.#timers.add(
      this.#ticker.every(beatMs, () => {
        this.#beat();
      }),
    );
    this.#askClock();
  }

  /** A page that was suspended wakes with the answers still waiting behind this timer: it gets a fresh term. */
  #beat(): void {
    const now = this.#ticker.nowMs();
    const sinceBeatMs = now - this.#beatAtMs;
    if (sinceBeatMs < blockedMs) return;
    const slept = sinceBeatMs >= sleptMs;
    const silent = this.#heardMs < this.#beatAtMs;
    this.#beatAtMs = now;
    if (this.#state === 'up' && silent && !slept) this.#fail({ kind: 'silent' });
    else this.#askClock();
  }

  #askClock(): void {
    this.#send(encodeClockRequest(Math.round(this.#ticker.nowMs() * 1000)));
  }

  #heard(): void {
    this.#heardMs = this.#ticker.nowMs();
  }

  #echoed(serverUs: number, clientUs: unknown): void {
    if (typeof clientUs !== 'number') return;
    this.#clock.echoed(serverUs, clientUs / 1000, this.#ticker.nowMs());
    if (this.#state !== 'syncing' || this.#clock.rttMs() === null) return;
    this.#state = 'up';
    this.#sendText(idleSubscription);
    this.#events.up();
  }

  #closed(code: number, reason: string): void {
    this.#wire = null;
    if (this.#state === 'up') this.#fail({ kind: 'closed', detail: `${code} ${reason}`.trim() });
    else this.#fail({ kind: this.#state === 'syncing' ? 'no-clock' : 'refused' });
  }

  #fail(trouble: Trouble): void {
    if (this.#state === 'down') return;
    this.#end();
    this.#events.down(trouble);
  }

  #end(): void {
    this.#state = 'down';
    for (const stop of this.#timers) stop();
    this.#timers.clear();
    const wire = this.#wire;
    this.#wire = null;
    wire?.close();
  }

  #after(delayMs: number, callback: () => void): void {
    this.#timers.add(this.#ticker.after(delayMs, callback));
  }

  #sendText(message: ClientText): void {
    if (this.#state === 'up') this.#send(JSON.stringify([message]));
  }

  #send(frame: string | Uint8Array<ArrayBuffer>): boolean {
    if (this.#wire === null) return false;
    this.#wire.send(frame);
    return true;
  }

  readonly #textReader = {
    message: (message: ServerText): void => {
      if (this.#state === 'up') this.#topics.read(message);
    },
    bad: (detail: string): void => {
      this.#badFrame(detail);
    },
  };

  readonly #frameReader = {
    message: (id: number, serverUs: number, typeId: number, value: unknown): void => {
      if (id === clockId) this.#echoed(serverUs, value);
      else if (this.#state === 'up')
        this.#topics.readValue(id, serverUs, typeId, value, this.#heardMs);
    },
    bad: (detail: string): void => {
      this.#badFrame(detail);
    },
  };

  #badFrame(detail: string): void {
    if (this.#state === 'up') this.#events.complain({ kind: 'frame', topic: null, detail });
  }
}
