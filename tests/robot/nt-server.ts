import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { Faults, type FaultTarget } from './faults.ts';
import { answerHttp } from './http-pages.ts';
import { NtHub, type RobotCode } from './nt-hub.ts';
import type { Received } from './received.ts';
import type { RobotSide } from './robot-side.ts';
import { ServerClock } from './server-clock.ts';
import { ServerConnection } from './server-connection.ts';
import type { RestartOptions, ServerClient, ServerOptions } from './server-options.ts';
import { chooseSubprotocol, clientNameOf, subprotocols, type Protocol } from './subprotocols.ts';
import { StateChanges } from './state-changes.ts';

/** A NetworkTables 4.1 server that behaves as WPILib's ntcore 2026 does, quirks included, with faults to switch on. */
export class NtServer {
  readonly clock: ServerClock;
  readonly host: string;
  readonly faults: Faults;
  readonly #hub: NtHub;
  readonly #http: Server;
  readonly #webSockets: WebSocketServer;
  readonly #connections = new Set<ServerConnection>();
  readonly #received: Received[] = [];
  readonly #changes = new StateChanges();
  readonly #files: ReadonlyMap<string, string>;
  #port: number;
  #lastConnection = 0;
  /** While the robot reboots nobody is let in. */
  #isDown = false;

  /** @throws the system's error (`code` is `EADDRINUSE` when the port is taken). */
  static async listen(options: ServerOptions = {}): Promise<NtServer> {
    const server = new NtServer(options);
    await server.#listen();
    return server;
  }

  private constructor(options: ServerOptions) {
    this.clock = options.clock ?? new ServerClock();
    this.host = options.host ?? '127.0.0.1';
    this.#port = options.port ?? 0;
    this.#files = options.files ?? new Map();
    this.#hub = new NtHub({
      ackMode: options.ackMode ?? '2026',
      clock: this.clock,
      idSeed: options.permuteIds,
      record: (connection, content) => {
        if (options.record !== false)
          this.#received.push({ connection, atUs: this.clock.nowUs(), ...content });
        this.#changes.notify();
      },
      changed: () => {
        this.#changes.notify();
      },
    });
    this.faults = new Faults(this.#faultTarget());
    this.#webSockets = new WebSocketServer({
      noServer: true,
      maxPayload: largestMessageBytes,
      handleProtocols: (offered) => this.#subprotocolFor(offered),
    });
    this.#http = createServer((request, response) => {
      this.#answer(request, response);
    });
    this.#http.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket, head);
    });
  }

  get port(): number {
    return this.#port;
  }

  /** Robot code's own side of the server. */
  get robot(): RobotSide {
    return this.#hub.robot;
  }

  /** The open connections, oldest first. */
  get clients(): readonly ServerClient[] {
    return [...this.#connections].map(({ accepted }) => accepted);
  }

  /** Every message since the server was made, oldest first. */
  get received(): readonly Received[] {
    return this.#received;
  }

  /** Runs robot code now and again after every restart. */
  onStart(code: RobotCode): void {
    this.#hub.onStart(code);
  }

  /** Resolves when `predicate` holds: it is tried now and at each change of clients, topics, values and `received`. */
  until(predicate: () => boolean): Promise<void> {
    return this.#changes.until(predicate);
  }

  /** As when the robot reboots: connections die, ids change, the clock starts anew, robot code runs again. The port stays. */
  async restart({ permuteIds, keepTopics, clockUs }: RestartOptions = {}): Promise<void> {
    const kept = this.robot.snapshot().filter(({ name }) => keepTopics?.(name) === true);
    this.#isDown = true;
    await this.#dropConnections();
    this.clock.restart(clockUs);
    this.#hub.restart(permuteIds, kept);
    this.#isDown = false;
  }

  /** Kills every connection and frees the port. */
  async close(): Promise<void> {
    this.#isDown = true;
    await this.#dropConnections();
    await this.#stopListening();
    this.#changes.end();
  }

  async #listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(this.#port, this.host, () => {
        this.#http.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#http.address() as AddressInfo).port;
  }

  /** Resolves as soon as the port is free; open connections live on. */
  async #stopListening(): Promise<void> {
    this.#http.closeIdleConnections();
    if (!this.#http.listening) return;
    this.#http.close();
    await new Promise((resolve) => setImmediate(resolve));
  }

  #faultTarget(): FaultTarget {
    return {
      connections: this.#connections,
      stopListening: () => this.#stopListening(),
      listen: () => this.#listen(),
    };
  }

  async #dropConnections(): Promise<void> {
    this.faults.dropAll();
    this.#http.closeAllConnections();
    await this.until(() => this.#connections.size === 0);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (!this.faults.swallows(request.socket, false))
      answerHttp(request.url ?? '/', response, this.#hub.store, this.#files);
  }

  #subprotocolFor(offered: ReadonlySet<string>): string | false {
    switch (this.faults.subprotocol) {
      case 'absent':
        return false;
      case 'wrong':
        return 'v0.wrong.example';
      case 'none':
        return chooseSubprotocol(offered) ?? false;
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#isDown) socket.destroy();
    if (this.#isDown || this.faults.swallows(socket, true)) return;
    const offered = new Set((request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/));
    const chosen = chooseSubprotocol(offered);
    if (chosen === null && this.faults.subprotocol !== 'none') {
      // As ntcore does: who asks for no protocol gets a socket, and no NetworkTables on it.
      this.#webSockets.handleUpgrade(request, socket, head, () => undefined);
      return;
    }
    if (chosen === null) {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const name = clientNameOf(request.url ?? '');
      if (name === null) webSocket.terminate();
      else this.#open(webSocket, request, name, subprotocols.get(chosen)!);
    });
  }

  #open(webSocket: WebSocket, request: IncomingMessage, name: string, protocol: Protocol): void {
    this.#lastConnection += 1;
    const { socket } = request;
    const connection = new ServerConnection(
      {
        webSocket,
        socket,
        address: `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? '?'}`,
        name,
        protocol,
        session: this.#lastConnection,
        slot: this.#freeSlot(),
      },
      {
        sessions: this.#hub,
        delayMs: () => this.faults.lateMs('out'),
        incomingDelayMs: () => this.faults.lateMs('in'),
        isFrozen: (candidate) => this.faults.isFrozen || this.faults.isStranded(candidate),
        closed: (closed) => {
          this.#connections.delete(closed);
          this.#hub.leave(closed);
          this.#changes.notify();
        },
      },
    );
    this.#connections.add(connection);
    if (protocol !== 'rtt') this.#hub.join(connection);
    this.#changes.notify();
  }

  #freeSlot(): number {
    const taken = new Set([...this.#connections].map(({ accepted }) => accepted.slot));
    let slot = 1;
    while (taken.has(slot)) slot += 1;
    return slot;
  }
}

/** ntcore's limit for one incoming message. */
const largestMessageBytes = 2 << 20;
