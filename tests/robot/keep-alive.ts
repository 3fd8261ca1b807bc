/** ntcore pings a 4.1 client this often at most, ms. */
const pingMs = 200;
/** A client that has not been heard for longer than this when a ping is due is hung up on, ms. */
const patienceMs = 1000;

/** Pings a client whenever something may be sent to it, and hangs up when it is silent. */
export class KeepAlive {
  readonly #wire: {
    readonly ping: () => void;
    readonly close: (code: number, reason: string) => void;
  };
  #nextPingMs = Number.MIN_SAFE_INTEGER;
  #pingedMs: number | null = null;
  #heardMs: number | null = null;

  constructor(wire: {
    readonly ping: () => void;
    readonly close: (code: number, reason: string) => void;
  }) {
    this.#wire = wire;
  }

  heard(nowMs: number): void {
    this.#heardMs = nowMs;
  }

  /** So much of the silence is our own: this process stood still. */
  forgive(ms: number): void {
    if (this.#heardMs !== null) this.#heardMs += ms;
  }

  /** Before something is sent: pings if it is time to. False when the client was given up. */
  isAlive(nowMs: number): boolean {
    if (nowMs < this.#nextPingMs) return true;
    const heardMs = this.#heardMs ?? this.#pingedMs;
    if (this.#pingedMs !== null && heardMs !== null && nowMs > heardMs + patienceMs) {
      this.#wire.close(1001, 'connection timed out');
      return false;
    }
    this.#wire.ping();
    this.#nextPingMs = nowMs + pingMs;
    this.#pingedMs = nowMs;
    return true;
  }
}
