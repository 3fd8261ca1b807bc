import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { ClientSession, type SessionHost } from './client-session.ts';
import { delayLine } from './delay-line.ts';
import type { Connection } from './faults.ts';
import type { Transmit } from './frame-writer.ts';
import type { HubClient } from './nt-hub.ts';
import type { Serving } from './season.ts';
import type { Protocol } from './subprotocols.ts';

/** What is known of a connection once its handshake is over. */
export interface Accepted {
  readonly webSocket: WebSocket;
  readonly socket: Duplex;
  /** `host:port` of the client. */
  readonly address: string;
  readonly serving: Serving;
  readonly name: string;
  readonly protocol: Protocol;
  /** Number of the connection, from 1. */
  readonly session: number;
  /** Number that sets apart the clients that are connected at one time, from 1; an rtt connection has none, 0. */
  readonly slot: number;
}

/** What a connection needs of its server. */
export interface ConnectionHost {
  readonly sessions: SessionHost;
  /** How late the next frame to a client is, and the next one from it, ms. */
  delayMs(): number;
  incomingDelayMs(): number;
  /** Whether nothing passes over this connection. */
  isFrozen(connection: ServerConnection): boolean;
  closed(connection: ServerConnection): void;
}

/** One upgraded socket, tied to its session. */
export class ServerConnection implements Connection, HubClient {
  readonly accepted: Accepted;
  readonly session: ClientSession;
  readonly transmit: Transmit;

  constructor(accepted: Accepted, host: ConnectionHost) {
    const { webSocket, protocol, name, slot, serving } = accepted;
    const isOpen = (): boolean => webSocket.readyState === webSocket.OPEN;
    this.accepted = accepted;
    this.transmit = delayLine(
      () => host.delayMs(),
      (frame) => {
        if (isOpen()) webSocket.send(frame);
      },
    );
    this.session = new ClientSession(
      {
        label: `${name}@${slot}`,
        slot,
        connection: accepted.session,
        serving,
        protocol,
      },
      host.sessions,
      {
        send: this.transmit,
        ping: () => {
          if (isOpen()) webSocket.ping();
        },
        close: (code, reason) => {
          webSocket.close(code, reason);
        },
        isReady: () => webSocket.bufferedAmount === 0,
        isHeld: () => host.isFrozen(this),
      },
    );
    const heard = (): void => {
      this.session.heard();
    };
    const receive = delayLine<Uint8Array | string>(
      () => host.incomingDelayMs(),
      (frame) => {
        if (!isOpen()) return;
        if (typeof frame !== 'string') this.session.receiveBinary(frame);
        else this.session.receiveText(frame);
      },
    );
    webSocket.on('message', (data, isBinary) => {
      heard();
      receive(isBinary ? bytesOf(data) : bytesOf(data).toString());
    });
    webSocket.on('ping', heard).on('pong', heard);
    // A broken frame or a reset: 'close' follows and does all there is to do.
    webSocket.on('error', () => undefined);
    webSocket.on('close', () => {
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

const bytesOf = (data: RawData): Buffer =>
  data instanceof ArrayBuffer
    ? Buffer.from(data)
    : Array.isArray(data)
      ? Buffer.concat(data)
      : data;
