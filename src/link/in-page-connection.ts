import type { Connection, ConnectionEvents, Publication, Subscription } from './connection.ts';
import type { InPageServer, InPageTopic } from './in-page-server.ts';
import { decodePart } from './nt4-codec.ts';
import type { NtType } from './robot-link.ts';
import type { StopTimer } from './ticker.ts';
import type { Trouble } from './trouble.ts';

/** How often the server is looked at, ms, and the silences that end it: as over a network. */
const beatMs = 500;
const silenceMs = 1450;
const connectTimeoutMs = 3000;

/** A connection to a server in the same page. What the server tells arrives in order, a moment later. */
export class InPageConnection implements Connection {
  readonly protocol = '4.1';
  readonly #server: InPageServer;
  readonly #events: ConnectionEvents;
  readonly #subscriptions = new Set<Subscription>();
  readonly #announced = new Set<InPageTopic>();
  /** Topics whose values were asked for once: as in ntcore they go on, whatever is unsubscribed. */
  readonly #sending = new Set<InPageTopic>();
  readonly #timers: StopTimer[];
  #queue: (() => void)[] = [];
  #state: 'opening' | 'up' | 'down' = 'opening';
  #heardMs: number;

  constructor(server: InPageServer, events: ConnectionEvents) {
    this.#server = server;
    this.#events = events;
    this.#heardMs = server.ticker.nowMs();
    const beat = (): void => {
      this.#beat();
    };
    this.#timers = [server.ticker.after(0, beat), server.ticker.every(beatMs, beat)];
  }

  serverNowUs(): number | null {
    return this.#state === 'up' ? this.#server.nowUs() : null;
  }

  rttMs(): number | null {
    return this.#state === 'up' ? 0 : null;
  }

  unpack(bytes: Uint8Array): unknown {
    return decodePart(bytes);
  }

  check(): void {
    this.#heardMs = this.#server.ticker.nowMs();
  }

  close(): void {
    if (this.#state === 'down') return;
    this.#state = 'down';
    for (const stop of this.#timers) stop();
    this.#queue = [];
    this.#server.disconnected(this);
  }

  /** As in ntcore, a last value is sent only where no other subscription covers a topic whose values go on. */
  subscribe(subscription: Subscription): () => void {
    for (const topic of this.#server.topics) {
      if (!covers(subscription, topic.announcement.topic)) continue;
      const goesOn = this.#sending.has(topic) && this.#wants(topic);
      this.#announce(topic);
      if (subscription.topicsOnly) continue;
      this.#sending.add(topic);
      if (!goesOn) this.tell(topic);
    }
    this.#subscriptions.add(subscription);
    return () => {
      this.#subscriptions.delete(subscription);
    };
  }

  /** As in 2027 each publication is answered with an announcement, of a topic that is known too. */
  publish(name: string, type: NtType): Publication {
    const published = this.#server.addPublisher({ topic: name, type, properties: {} }, this);
    this.#announced.delete(published);
    this.#announce(published);
    let open = true;
    const announced = (): InPageTopic | null => {
      const topic = open && this.#state === 'up' ? this.#server.find(name) : undefined;
      return topic ?? null;
    };
    return {
      standing: () => {
        const topic = announced();
        if (topic === null) return 'unpublished';
        return topic.announcement.type === type ? 'ready' : 'type';
      },
      write: (value) => {
        const topic = announced();
        if (topic === null || this.#server.frozen) return null;
        const serverUs = Math.max(this.#server.nowUs(), topic.value?.serverUs ?? 0);
        this.#server.receive(topic, value, serverUs, this);
        return serverUs;
      },
      close: () => {
        open = false;
        this.#server.removePublisher(name, this);
      },
    };
  }

  /** The server has a new topic: told only where it is wanted. */
  appeared(topic: InPageTopic): void {
    for (const subscription of this.#subscriptions) {
      if (!covers(subscription, topic.announcement.topic)) continue;
      this.#announce(topic);
      if (!subscription.topicsOnly) this.#sending.add(topic);
    }
  }

  unannounce(topic: InPageTopic): void {
    this.#sending.delete(topic);
    if (!this.#announced.delete(topic)) return;
    this.#enqueue(() => {
      this.#events.gone(topic.id);
    });
  }

  /** @param value what is told of the topic, by default what it holds. */
  tell(topic: InPageTopic, value = topic.value): void {
    if (value === null || !this.#sending.has(topic)) return;
    this.#enqueue(() => {
      this.#events.value(topic.id, value.value, value.serverUs, this.#server.ticker.nowMs());
    });
  }

  /** The server ends the connection. */
  cut(): void {
    this.#end({ kind: 'closed', detail: '' });
  }

  /** Hands out what has waited. */
  flush(): void {
    if (!this.#isUp() || this.#server.frozen) return;
    const queue = this.#queue;
    this.#queue = [];
    for (const tell of queue) {
      // A listener may have closed the connection.
      if (!this.#isUp()) return;
      tell();
    }
  }

  #isUp(): boolean {
    return this.#state === 'up';
  }

  #enqueue(tell: () => void): void {
    this.#queue.push(tell);
    if (this.#queue.length > 1) return;
    queueMicrotask(() => {
      this.flush();
    });
  }

  #announce(topic: InPageTopic): void {
    if (this.#announced.has(topic)) return;
    this.#announced.add(topic);
    this.#enqueue(() => {
      this.#events.announced(topic.id, topic.announcement);
    });
  }

  #wants({ announcement }: InPageTopic): boolean {
    return [...this.#subscriptions].some((wanted) => covers(wanted, announcement.topic));
  }

  #beat(): void {
    const now = this.#server.ticker.nowMs();
    if (!this.#server.frozen) this.#heardMs = now;
    const silentMs = now - this.#heardMs;
    if (this.#state === 'up' && silentMs >= silenceMs) this.#end({ kind: 'silent' });
    else if (this.#state === 'opening' && silentMs >= connectTimeoutMs)
      this.#end({ kind: 'no-answer' });
    else if (this.#state === 'opening' && !this.#server.frozen) {
      this.#state = 'up';
      this.#events.up();
    }
  }

  #end(trouble: Trouble): void {
    if (this.#state === 'down') return;
    this.close();
    this.#events.down(trouble);
  }
}

function covers({ topic, prefix }: Subscription, name: string): boolean {
  return prefix ? name.startsWith(topic) : name === topic;
}
