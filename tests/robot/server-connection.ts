import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { ClientSession, type SessionHost } from './client-session.ts';
import type { Connection } from './faults.ts';
import { keepAlive } from './keep-alive.ts';
import type { HubClient } from './nt-hub.ts';
import type { Transmit } from './outgoing-queue.ts';
import type { Protocol } from './subprotocols.ts';

/** What is known of a connection once its handshake is over. */
export interface Accepted {
  readonly webSocket: WebSocket;
  readonly socket: Duplex;
  /** `host:port` of the client. */
  readonly address: string;
  readonly name: string;
  readonly protocol: Protocol;
  /** Number of the connection, from 1. */
  readonly session: number;
  /** Number that sets apart the clients that are connected at one time, from 1. */
  readonly slot: number;
}

/** What a connection needs of its server. */
export interface ConnectionHost {
  readonly sessions: SessionHost;
  delayMs(): number;
  isFrozen(): boolean;
  closed(connection: ServerConnection): void;
}

/** One upgraded socket, tied to its session. */
export class ServerConnection implements Connection, HubClient {
  readonly accepted: Accepted;
  readonly session: ClientSession;
  readonly transmit: Transmit;

  constructor(accepted: Accepted, host: ConnectionHost) {
    const { webSocket, protocol, name, slot } = accepted;
    this.accepted = accepted;
    this.transmit = delayed(webSocket, () => host.delayMs());
    this.session = new ClientSession(
      { label: `${name}@${slot}`, connection: accepted.session },
      host.sessions,
      this.transmit,
      (code, reason) => {
        webSocket.close(code, reason);
      },
    );
    const stopPings =
      protocol === '4.1'
        ? keepAlive(webSocket, () => this.session.isSending && !host.isFrozen())
        : null;
    webSocket.on('message', (data, isBinary) => {
      if (isBinary) this.session.receiveBinary(bytesOf(data));
      else if (protocol !== 'rtt') this.session.receiveText(bytesOf(data).toString());
    });
    // A broken frame or a reset: 'close' follows and does all there is to do.
    webSocket.on('error', () => undefined);
    webSocket.on('close', () => {
      stopPings?.();
      host.closed(this);
    });
  }

  get webSocket(): WebSocket {
    return this.accepted.webSocket;
  }

  get socket(): Duplex {
    return this.accepted.socket;
  }

  get address(): string {
    return this.accepted.address;
  }

  /** As `$clients` tells it: 0x0401 for 4.1, 0x0400 for 4.0. */
  get version(): number {
    return this.accepted.protocol === '4.1' ? 0x0401 : 0x0400;
  }
}

/** Sends each frame so much later, never before an earlier one. */
function delayed(webSocket: WebSocket, delayMs: () => number): Transmit {
  const waiting: { readonly frame: string | Uint8Array; readonly atMs: number }[] = [];
  const sendDue = (): void => {
    while (waiting.length > 0 && waiting[0]!.atMs <= performance.now()) {
      const { frame } = waiting.shift()!;
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(frame);
    }
    if (waiting.length > 0) setTimeout(sendDue, waiting[0]!.atMs - performance.now()).unref();
  };
  return (frame) => {
    waiting.push({ frame, atMs: performance.now() + delayMs() });
    if (waiting.length === 1) sendDue();
  };
}

const bytesOf = (data: RawData): Buffer =>
  data instanceof ArrayBuffer
    ? Buffer.from(data)
    : Array.isArray(data)
      ? Buffer.concat(data)
      : data;
