import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** One socket that has been upgraded, and what lies under it. */
export interface Connection {
  readonly webSocket: WebSocket;
  readonly socket: Duplex;
  /** Sends a frame as the server's own would go. */
  readonly transmit: (frame: string | Uint8Array) => void;
}

/** What the server does for a fault. */
export interface FaultTarget {
  readonly connections: Iterable<Connection>;
  stopListening(): Promise<void>;
  listen(): Promise<void>;
}

/** Now and then a frame is late, and with it all that follow it, as when a packet is lost and sent again. */
export interface Stalls {
  /** How many of the frames, 0 to 1. */
  readonly share: number;
  /** How late they are, ms, on top of every frame's delay. */
  readonly ms: number;
  /** Numbers in [0, 1): which frames it is. */
  readonly random: () => number;
}

/** How the handshake answers a client's subprotocols. */
type SubprotocolFault = 'none' | 'absent' | 'wrong';

/** Things that go wrong with robots and their radios, switched on and off by a test. */
export class Faults {
  /** Everything the server sends is held back this long, ms. */
  delayMs = 0;
  /** Everything the server is sent is held back this long, ms. */
  incomingDelayMs = 0;
  /** In both directions; null for none. */
  stalls: Stalls | null = null;
  readonly #target: FaultTarget;
  readonly #hanging = new Set<Duplex>();
  readonly #stranded = new WeakSet<Connection>();
  #isFrozen = false;
  #isHandshakeHung = false;
  #isRefusing = false;
  #subprotocol: SubprotocolFault = 'none';

  constructor(target: FaultTarget) {
    this.#target = target;
  }

  /** How many newcomers wait for an answer. */
  get hanging(): number {
    return this.#hanging.size;
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  get isRefusing(): boolean {
    return this.#isRefusing;
  }

  get subprotocol(): SubprotocolFault {
    return this.#subprotocol;
  }

  /**
   * A half-open link: the bytes of clients are accepted and nothing comes back, not even the end of a connection; new connections
   * hang. Off again, what was held up goes on, except that hung newcomers are cut off.
   */
  freeze(on: boolean): void {
    this.#isFrozen = on;
    for (const connection of this.#target.connections) {
      const { webSocket, socket } = connection;
      if (this.#stranded.has(connection)) continue;
      if (on) {
        webSocket.pause();
        socket.cork();
      } else {
        socket.uncork();
        webSocket.resume();
      }
    }
    this.#dropHanging();
  }

  /**
   * The open connections are dead for good, and neither side is told: the robot lost its power, or a cable was pulled.
   * Newcomers are served.
   */
  strand(): void {
    for (const connection of this.#target.connections) {
      this.#stranded.add(connection);
      connection.webSocket.pause();
      connection.socket.cork();
    }
  }

  isStranded(connection: Connection): boolean {
    return this.#stranded.has(connection);
  }

  /** How late the next frame of that direction is, ms. */
  lateMs(direction: 'in' | 'out'): number {
    const delayMs = direction === 'in' ? this.incomingDelayMs : this.delayMs;
    const { stalls } = this;
    return stalls !== null && stalls.random() < stalls.share ? delayMs + stalls.ms : delayMs;
  }

  /**
   * TCP connects and the WebSocket upgrade is never answered; off again, those who wait are cut off, or wait for ever
   * unless `cut`.
   */
  hangHandshake(on: boolean, cut = true): void {
    this.#isHandshakeHung = on;
    if (cut) this.#dropHanging();
  }

  /** New TCP connections are refused; open ones stay. Resolves once the port is free, or taken again. */
  async refuse(on: boolean): Promise<void> {
    if (on === this.#isRefusing) return;
    this.#isRefusing = on;
    await (on ? this.#target.stopListening() : this.#target.listen());
  }

  /** Kills every connection now, without a closing handshake. */
  dropAll(): void {
    for (const { webSocket } of this.#target.connections) webSocket.terminate();
    this.#dropHanging();
  }

  /** Sends a raw frame to every client. */
  inject(frame: Uint8Array | string): void {
    for (const { transmit } of this.#target.connections) transmit(frame);
  }

  /** The handshake succeeds without choosing a subprotocol. */
  noSubprotocol(on: boolean): void {
    this.#subprotocol = on ? 'absent' : 'none';
  }

  /** The handshake chooses a subprotocol that nobody offered. */
  wrongSubprotocol(on: boolean): void {
    this.#subprotocol = on ? 'wrong' : 'none';
  }

  /** Takes a newcomer's socket out of the server's hands when nothing is to answer it. */
  swallows(socket: Duplex, isUpgrade: boolean): boolean {
    if (!this.#isFrozen && !(isUpgrade && this.#isHandshakeHung)) return false;
    this.#hanging.add(socket);
    socket.once('close', () => this.#hanging.delete(socket));
    return true;
  }

  #dropHanging(): void {
    for (const socket of this.#hanging) socket.destroy();
  }
}
