import { FrameWriter, type Transmit } from './frame-writer.ts';
import type { Season } from './season.ts';

/** Frames to one client leave at least this far apart, ms. */
const leastGapMs = 5;
/** What a topic waits that nobody has subscribed to, ms. */
const defaultPeriodMs = 100;
/** Beyond this much that waits, ntcore keeps only the newest value even for `all`, bytes. */
const queueBytes = 1 << 20;
/** What a waiting message takes beside its contents, about. */
const messageBytes = 128;

/** A message that waits: text as JSON, or an encoded value. */
interface Waiting {
  readonly topic: object;
  readonly text: string | null;
  readonly value: Uint8Array | null;
  readonly timestampUs: number;
}

/** What waits for one sending period. */
interface PeriodQueue {
  readonly periodMs: number;
  waiting: Waiting[];
  /** Topic → place of its last value in `waiting`, where a newer one may replace it. */
  lastPlace: Map<object, number>;
  /** When it may leave next, ms. */
  nextMs: number;
}

/**
 * What one client is still to be sent. Each period has a queue of its own; a topic's messages keep their order.
 * Nothing leaves by itself: a tick or a flush lets it.
 */
export class OutgoingQueue {
  readonly #season: Season;
  readonly #writer: FrameWriter;
  readonly #isReady: () => boolean;
  readonly #queues: PeriodQueue[] = [newQueue(defaultPeriodMs)];
  readonly #queueOf = new Map<object, PeriodQueue>();
  #bytes = 0;
  #lastMs = -Infinity;

  /** @param isReady whether what was sent last has left the machine. */
  constructor(season: Season, transmit: Transmit, isReady: () => boolean) {
    this.#season = season;
    this.#writer = new FrameWriter(transmit);
    this.#isReady = isReady;
  }

  /** From now on the topic's messages leave with that period; those that wait move with it. */
  setPeriod(topic: object, periodMs: number): void {
    const to = this.#queues.find((queue) => queue.periodMs === periodMs) ?? newQueue(periodMs);
    if (!this.#queues.includes(to)) this.#queues.push(to);
    const from = this.#queue(topic);
    this.#queueOf.set(topic, to);
    if (from === to) return;
    const moving = from.waiting.filter((message) => message.topic === topic);
    from.waiting = from.waiting.filter((message) => message.topic !== topic);
    from.lastPlace = placesIn(from.waiting);
    to.waiting.push(...moving);
    to.lastPlace = placesIn(to.waiting);
  }

  text(topic: object, message: string): void {
    this.#append({ topic, text: message, value: null, timestampUs: 0 });
  }

  /** A value; `all` keeps the older ones that wait too, otherwise it takes the place of one. */
  value(topic: object, message: Uint8Array, timestampUs: number, all: boolean): void {
    const next: Waiting = { topic, text: null, value: message, timestampUs };
    const queue = this.#queue(topic);
    const place = queue.lastPlace.get(topic);
    const waits = place === undefined ? undefined : queue.waiting[place];
    if (place === undefined || waits === undefined || (all && this.#bytes < queueBytes)) {
      this.#append(next);
      return;
    }
    if (waits.timestampUs === 0 || timestampUs >= waits.timestampUs) {
      this.#bytes += sizeOf(next) - sizeOf(waits);
      queue.waiting[place] = next;
    } else if (this.#season === '2026') this.#append(next);
  }

  /** Sends what is due, or on a flush all there is: unless frames left a moment ago, or have not left yet. */
  send(nowMs: number, isFlush: boolean): void {
    if (this.#bytes === 0 || nowMs < this.#lastMs + leastGapMs || !this.#isReady()) return;
    const due = this.#queues
      .filter(({ waiting, nextMs }) => waiting.length > 0 && (isFlush || nowMs >= nextMs))
      .sort((a, b) => a.nextMs - b.nextMs);
    if (due.length === 0) return;
    for (const queue of due) {
      for (const { text, value } of queue.waiting) {
        if (text !== null) this.#writer.text(text);
        if (value !== null) this.#writer.value(value);
      }
      this.#writer.flush();
      this.#bytes -= queue.waiting.reduce((sum, message) => sum + sizeOf(message), 0);
      queue.waiting = [];
      queue.lastPlace = new Map();
      const nextMs = queue.nextMs + queue.periodMs;
      queue.nextMs = nextMs < nowMs ? nowMs + queue.periodMs : nextMs;
    }
    this.#lastMs = nowMs;
  }

  /** The topic is gone; what waits still leaves. */
  forget(topic: object): void {
    this.#queueOf.delete(topic);
  }

  #queue(topic: object): PeriodQueue {
    return this.#queueOf.get(topic) ?? this.#queues[0]!;
  }

  #append(message: Waiting): void {
    const { waiting, lastPlace } = this.#queue(message.topic);
    if (message.value !== null) lastPlace.set(message.topic, waiting.length);
    waiting.push(message);
    this.#bytes += sizeOf(message);
  }
}

const newQueue = (periodMs: number): PeriodQueue => ({
  periodMs,
  waiting: [],
  lastPlace: new Map(),
  // Long past, as a process that starts finds it: the first message leaves with the first tick.
  nextMs: Number.MIN_SAFE_INTEGER,
});

const sizeOf = ({ value }: Waiting): number => messageBytes + (value?.byteLength ?? 0);

const placesIn = (waiting: readonly Waiting[]): Map<object, number> =>
  new Map(
    waiting.flatMap(({ topic, value }, place) => (value === null ? [] : [[topic, place] as const])),
  );
