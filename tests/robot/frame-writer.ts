/** Sends one WebSocket frame: text, or binary. */
export type Transmit = (frame: string | Uint8Array) => void;

/** ntcore begins a new frame once one has passed this many bytes: MTU 1440 − 10 − 50. */
const frameBytes = 1380;
/** ntcore hands its frames to the socket, and begins a new one, after this many bytes, or this many frames. */
const flushBytes = 16_384;
const flushFrames = 32;

/** Packs messages into frames in the order in which they come: text and binary frames alternate as the messages do. */
export class FrameWriter {
  readonly #transmit: Transmit;
  #texts: string[] = [];
  #values: Uint8Array[] = [];
  #frameBytes = 0;
  #frames = 0;
  #bytes = 0;

  constructor(transmit: Transmit) {
    this.#transmit = transmit;
  }

  /** Adds a message, as JSON, to a text frame. */
  text(message: string): void {
    if (this.#values.length > 0 || this.#frameBytes >= frameBytes) this.#endFrame();
    this.#texts.push(message);
    // The bracket or comma before each message counts, the bracket at the end does not.
    this.#count(Buffer.byteLength(message) + 1);
  }

  /** Adds an encoded value to a binary frame. */
  value(message: Uint8Array): void {
    if (this.#texts.length > 0 || this.#frameBytes >= frameBytes) this.#endFrame();
    this.#values.push(message);
    this.#count(message.byteLength);
  }

  /** Sends the frame that is not yet full. */
  flush(): void {
    this.#endFrame();
    this.#frames = 0;
    this.#bytes = 0;
  }

  #count(bytes: number): void {
    if (this.#frameBytes === 0) this.#frames += 1;
    this.#frameBytes += bytes;
    this.#bytes += bytes;
    if (this.#frames > flushFrames || this.#bytes >= flushBytes) this.flush();
  }

  #endFrame(): void {
    if (this.#texts.length > 0) this.#transmit(`[${this.#texts.join(',')}]`);
    if (this.#values.length > 0) this.#transmit(Buffer.concat(this.#values));
    this.#texts = [];
    this.#values = [];
    this.#frameBytes = 0;
  }
}
