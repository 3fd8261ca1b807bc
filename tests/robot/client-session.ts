import type { Properties } from './control-messages.ts';
import { parseControlFrame } from './control-messages.ts';
import type { Transmit } from './frame-writer.ts';
import { jsonOf } from './json-text.ts';
import { KeepAlive } from './keep-alive.ts';
import { decodeFrame, encodeMessage, syncId, type WireMessage } from './nt-codec.ts';
import { commonPeriodMs, noPeriodMs, periodMsOf } from './nt-subscription.ts';
import type { StampedValue, Topic } from './nt-topics.ts';
import { OutgoingQueue } from './outgoing-queue.ts';
import { Peer, type Outlet, type PeerHost } from './peer.ts';
import type { ReceivedContent } from './received.ts';
import type { Serving } from './season.ts';
import type { Protocol } from './subprotocols.ts';
import type { Timers } from './timers.ts';

/** The connection under a session. */
export interface Wire {
  readonly send: Transmit;
  readonly ping: () => void;
  readonly close: (code: number, reason: string) => void;
  /** Whether what was sent last has left the machine. */
  readonly isReady: () => boolean;
  /** A fault holds everything up: nothing leaves, and silence is not the client's. */
  readonly isHeld: () => boolean;
}

/** What a session needs of its server. */
export interface SessionHost extends PeerHost {
  readonly timers: Timers;
  nowUs(): number;
  record(session: ClientSession, content: ReceivedContent): void;
  /** After a text frame: what the meta topics say of this client may have changed. */
  publicationsChanged(session: ClientSession): void;
  subscriptionsChanged(session: ClientSession): void;
  /** The robot program dies, as ntcore's does of certain frames. */
  crash(reason: string): void;
}

/** Who has connected. */
export interface SessionIdentity {
  /** As in the meta topics: `name@slot`. */
  readonly label: string;
  readonly slot: number;
  /** Counted from 1 over the server's life. */
  readonly connection: number;
  readonly serving: Serving;
  /** 4.0 and rtt are never pinged, rtt is answered time syncs and nothing else. */
  readonly protocol: Protocol;
}

/** The protocol state of one connection: what it is told, when, and in which frames. */
export class ClientSession implements Outlet {
  readonly connection: number;
  readonly peer: Peer;
  readonly #host: SessionHost;
  readonly #wire: Wire;
  readonly #serving: Serving;
  readonly #isSyncOnly: boolean;
  readonly #queue: OutgoingQueue;
  readonly #keepAlive: KeepAlive | null;
  readonly #announced = new Set<Topic>();
  #hasPublished = false;
  #periodMs = noPeriodMs;
  #tickedMs = 0;
  #stopTicks: (() => void) | null = null;

  constructor(identity: SessionIdentity, host: SessionHost, wire: Wire) {
    this.connection = identity.connection;
    this.peer = new Peer(identity.label, identity.slot, this, host);
    this.#host = host;
    this.#wire = wire;
    this.#serving = identity.serving;
    this.#isSyncOnly = identity.protocol === 'rtt';
    this.#queue = new OutgoingQueue(identity.serving.season, wire.send, wire.isReady);
    this.#keepAlive = identity.protocol === '4.1' ? new KeepAlive(wire) : null;
  }

  /** Something came from the client: any frame, or the answer to a ping. */
  heard(): void {
    this.#keepAlive?.heard(this.#host.timers.nowMs());
  }

  receiveText(text: string): void {
    if (this.#isTooBig(Buffer.byteLength(text)) || this.#isSyncOnly) return;
    const { messages, complaints } = parseControlFrame(text);
    for (const detail of complaints) this.#host.warn(this.peer, detail);
    for (const message of messages) {
      this.#host.record(this, { kind: 'text', message });
      if (message.method === 'subscribe') this.#pace(this.#periodWith(periodMsOf(message.options)));
      this.peer.obey(message);
      if (message.method === 'publish')
        this.#hasPublished ||= this.peer.published(message.pubuid) !== undefined;
      if (message.method === 'unsubscribe') this.#pace(this.peer.commonPeriodMs);
    }
    const said = new Set(messages.map(({ method }) => method));
    if (said.has('publish') || said.has('unpublish')) this.#host.publicationsChanged(this);
    if (said.has('subscribe') || said.has('unsubscribe')) this.#host.subscriptionsChanged(this);
  }

  receiveBinary(frame: Uint8Array): void {
    if (this.#isTooBig(frame.byteLength)) return;
    const { messages, error } = decodeFrame(frame);
    for (const message of messages) this.#take(message);
    if (error === null) return;
    this.#host.record(this, { kind: 'bad', detail: error });
    this.#wire.close(1001, `binary decode error: ${error}`);
  }

  announce(topic: Topic, pubuid: number | null): void {
    const isNews = !this.#announced.has(topic);
    // 2026 swallows the answer to a publish of a topic that the client knows (allwpilib #8515).
    if (!isNews && (pubuid === null || this.#serving.season === '2026')) return;
    this.#announced.add(topic);
    const { id, name, properties, type } = topic;
    const asked = pubuid === null ? {} : { pubuid };
    this.#say(topic, 'announce', { id, name, properties, ...asked, type });
  }

  unannounce(topic: Topic): void {
    if (!this.#announced.delete(topic)) return;
    this.#say(topic, 'unannounce', { id: topic.id, name: topic.name });
    this.#queue.forget(topic);
  }

  properties(topic: Topic, update: Properties): void {
    if (this.#announced.has(topic)) this.#say(topic, 'properties', { name: topic.name, update });
  }

  value(topic: Topic, value: StampedValue, all: boolean): void {
    const message = encodeMessage({ id: topic.id, ...value });
    if (this.#serving.isLocal) this.#wire.send(message);
    else this.#queue.value(topic, message, value.timestampUs, all);
  }

  topicPeriod(topic: Topic, periodMs: number): void {
    this.#queue.setPeriod(topic, periodMs);
  }

  /** Robot code lets everything leave at once. */
  flush(): void {
    this.#send(this.#host.timers.nowMs(), true);
  }

  /** The connection is gone. */
  end(): void {
    this.#stopTicks?.();
    this.#stopTicks = null;
  }

  /** The send timer ticks at the period that serves all subscriptions; 2027 has none for a local client. */
  #pace(periodMs: number): void {
    if (this.#serving.isLocal || periodMs === this.#periodMs) return;
    this.#stopTicks?.();
    this.#stopTicks = null;
    this.#periodMs = periodMs;
    if (periodMs === noPeriodMs) return;
    const { timers } = this.#host;
    this.#tickedMs = timers.nowMs();
    this.#stopTicks = timers.every(periodMs, () => {
      this.#tick(periodMs);
    });
  }

  /** A subscription quickens the ticks at most; only an unsubscribe slows them down, as in ntcore. */
  #periodWith(periodMs: number): number {
    return commonPeriodMs(this.#periodMs === noPeriodMs ? [periodMs] : [this.#periodMs, periodMs]);
  }

  #tick(periodMs: number): void {
    const dueMs = this.#tickedMs + periodMs;
    // Timers of the machine may come a little early by this clock, and a tick that is early sends nothing.
    this.#tickedMs = Math.max(this.#host.timers.nowMs(), dueMs);
    // A process that stood still has not listened either: that is not the client's silence.
    this.#keepAlive?.forgive(this.#tickedMs - dueMs);
    this.#send(this.#tickedMs, false);
  }

  #send(nowMs: number, isFlush: boolean): void {
    if (this.#wire.isHeld()) this.heard();
    else if (this.#keepAlive?.isAlive(nowMs) !== false) this.#queue.send(nowMs, isFlush);
  }

  #take({ id, timestampUs, typeId, value }: WireMessage): void {
    if (id === syncId) {
      this.#host.record(this, { kind: 'sync', clientValue: value });
      this.#wire.send(encodeMessage({ id, timestampUs: this.#host.nowUs(), typeId, value }));
      return;
    }
    if (this.#isSyncOnly) return;
    const topic = this.peer.published(id)?.name ?? null;
    this.#host.record(this, { kind: 'value', pubuid: id, topic, typeId, value, timestampUs });
    if (id === deadlyId && this.#hasPublished)
      this.#host.crash(`a value under id ${id} of client ${this.peer.label}`);
    else this.peer.write(id, { typeId, value, timestampUs });
  }

  #isTooBig(bytes: number): boolean {
    if (bytes < largestMessageBytes) return false;
    this.#wire.close(1009, 'message too large');
    return true;
  }

  #say(topic: Topic, method: string, params: object): void {
    const message = jsonOf({ method, params }, this.#serving.season);
    if (this.#serving.isLocal) this.#wire.send(`[${message}]`);
    else this.#queue.text(topic, message);
  }
}

/** A value under this id ends the robot's process once the client has published anything, in 2026 as in 2027. */
const deadlyId = 2 ** 31 - 1;

/** ntcore's limit for one incoming message. */
const largestMessageBytes = 2 << 20;
