/** A message as a WebSocket tells it. */
interface SocketMessage {
  readonly data: string;
}
type MessageListener = (event: SocketMessage) => void;

/** What stands behind a socket: where its frames go, and how it looks. */
export interface SocketDriver {
  readonly isOpen: () => boolean;
  readonly send: (frame: string | Uint8Array) => void;
  readonly close: () => void;
}

/**
 * What ntcore-ts-client gets for a WebSocket: vite.config.ts puts this file in the place of `isomorphic-ws`, the
 * package's only door to the network. It opens nothing by itself; `attach` puts a driver behind it.
 *
 * The dependency bundles of Vite and Vitest contain a copy of this file and of all it imports. So it imports nothing,
 * and keeps nothing outside its instances.
 */
export default class Nt4Socket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  /** Set by the package, and never used: values do not go through it, and it hears of no opening and no closing. */
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: MessageListener | null = null;

  readonly url: string;
  readonly protocol = 'v4.1.networktables.first.wpi.edu';
  readonly #listeners = new Set<MessageListener>();
  #driver: SocketDriver | null = null;

  constructor(url: string) {
    this.url = url;
  }

  get readyState(): number {
    if (this.#driver === null) return Nt4Socket.CONNECTING;
    return this.#driver.isOpen() ? Nt4Socket.OPEN : Nt4Socket.CLOSED;
  }

  /** Puts a driver behind the socket. Returns how to let the package hear a text frame. */
  attach(driver: SocketDriver): (frame: string) => void {
    this.#driver = driver;
    return (data) => {
      this.onmessage?.({ data });
      for (const listener of [...this.#listeners]) listener({ data });
    };
  }

  addEventListener(_type: 'message', listener: MessageListener): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'message', listener: MessageListener): void {
    this.#listeners.delete(listener);
  }

  send(frame: string | Uint8Array): void {
    this.#driver?.send(frame);
  }

  close(): void {
    this.#driver?.close();
  }
}
