/** Sends one WebSocket frame: text, or binary. */
export type Transmit = (frame: string | Uint8Array) => void;

/** ntcore begins a new frame once one passes this many bytes: MTU 1440 − 10 − 50. */
const frameBytes = 1380;
/** Beyond this many queued bytes ntcore keeps only the newest value even for `all`. */
const queueBytes = 1 << 20;

/** What waits for one sending period. */
interface PeriodQueue {
  readonly periodMs: number;
  /** Encoded values in the order they came. */
  readonly messages: Uint8Array[];
  /** Topic → its last place in `messages`, where a newer value may replace it. */
  readonly lastPlace: Map<object, number>;
  bytes: number;
}

/**
 * What one client is still to be sent: nothing leaves before `start`, and then in batches.
 * Announcements and other texts precede the values.
 */
export class OutgoingQueue {
  readonly #transmit: Transmit;
  readonly #texts: string[] = [];
  readonly #periods = new Map<number, PeriodQueue>();
  #tickMs = 0;
  #ticks = 0;
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Immediate | undefined;

  constructor(transmit: Transmit) {
    this.#transmit = transmit;
  }

  /** Whether the send timer runs. */
  get started(): boolean {
    return this.#timer !== undefined;
  }

  /** A message of the next text frame, as JSON. */
  text(message: string): void {
    this.#texts.push(message);
  }

  /** A value, to leave with the next batch of that period; `all` keeps the older ones too. */
  value(topic: object, message: Uint8Array, periodMs: number, all: boolean): void {
    const queue = this.#periods.get(periodMs) ?? newPeriodQueue(periodMs);
    this.#periods.set(periodMs, queue);
    const place = queue.lastPlace.get(topic);
    if (place !== undefined && (!all || queue.bytes > queueBytes)) {
      queue.bytes += message.byteLength - queue.messages[place]!.byteLength;
      queue.messages[place] = message;
      return;
    }
    queue.lastPlace.set(topic, queue.messages.length);
    queue.messages.push(message);
    queue.bytes += message.byteLength;
  }

  /** Starts the send timer, or changes its pace; what waits leaves at once. */
  start(tickMs: number): void {
    if (tickMs !== this.#tickMs) {
      clearInterval(this.#timer);
      this.#tickMs = tickMs;
      this.#ticks = 0;
      this.#timer = setInterval(() => {
        this.#ticks += 1;
        this.#flush((queue) => (this.#ticks * tickMs) % queue.periodMs < tickMs);
      }, tickMs).unref();
    }
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined;
      this.#flush(() => true);
    });
  }

  /** Ends the sending; what waits stays. */
  stop(): void {
    clearInterval(this.#timer);
    clearImmediate(this.#soon);
    this.#timer = undefined;
    this.#soon = undefined;
    this.#tickMs = 0;
  }

  #flush(isDue: (queue: PeriodQueue) => boolean): void {
    for (const frame of batches(this.#texts.splice(0), (text) => Buffer.byteLength(text)))
      this.#transmit(`[${frame.join(',')}]`);
    for (const queue of this.#periods.values()) {
      if (queue.messages.length === 0 || !isDue(queue)) continue;
      queue.lastPlace.clear();
      queue.bytes = 0;
      for (const frame of batches(queue.messages.splice(0), (bytes) => bytes.byteLength))
        this.#transmit(Buffer.concat(frame));
    }
  }
}

const newPeriodQueue = (periodMs: number): PeriodQueue => ({
  periodMs,
  messages: [],
  lastPlace: new Map(),
  bytes: 0,
});

/** Splits messages into frames: each ends with the message that passes the frame size. */
function batches<T>(messages: readonly T[], sizeOf: (message: T) => number): T[][] {
  const frames: T[][] = [];
  let frame: T[] = [];
  let bytes = 0;
  for (const message of messages) {
    frame.push(message);
    bytes += sizeOf(message);
    if (bytes < frameBytes) continue;
    frames.push(frame);
    frame = [];
    bytes = 0;
  }
  if (frame.length > 0) frames.push(frame);
  return frames;
}
