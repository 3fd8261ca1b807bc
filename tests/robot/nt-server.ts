import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { Faults, type FaultTarget } from './faults.ts';
import { answerHttp } from './http-pages.ts';
import { NtHub, type RobotCode } from './nt-hub.ts';
import type { Received } from './received.ts';
import type { RobotSide } from './robot-side.ts';
import { servingOf, type Season } from './season.ts';
import { ServerClock } from './server-clock.ts';
import { ServerConnection } from './server-connection.ts';
import type { RestartOptions, ServerClient, ServerOptions } from './server-options.ts';
import { chooseSubprotocol, clientNameOf, subprotocols, type Protocol } from './subprotocols.ts';
import { StateChanges } from './state-changes.ts';
import { realTimers } from './timers.ts';

/** A NetworkTables 4.1 server that behaves as WPILib's ntcore of 2026 or 2027 does, quirks included, with faults to switch on. */
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
  readonly #season: Season;
  readonly #isNetworked: boolean;
  #port: number;
  #crashed: string | null = null;
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
    this.#season = options.season ?? '2026';
    this.#isNetworked = options.networked === true;
    this.#hub = new NtHub({
      season: this.#season,
      clock: this.clock,
      timers: realTimers,
      robotPace: options.robotPace ?? 'each loop',
      idSeed: options.permuteIds,
      record: (connection, content) => {
        if (options.record !== false)
          this.#received.push({ connection, atUs: this.clock.nowUs(), ...content });
        this.#changes.notify();
      },
      changed: () => {
        this.#changes.notify();
      },
      crash: (reason) => {
        this.#crash(reason);
      },
    });
    this.faults = new Faults(this.#faultTarget());
    this.#webSockets = new WebSocketServer({
      noServer: true,
      maxPayload: takenInBytes,
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

  /** Why the robot program died, as ntcore's does of certain frames; null while none has killed it. Stays after a restart. */
  get crashed(): string | null {
    return this.#crashed;
  }

  /** What the server refused with a warning in the robot's log, or hung up for, since it was made. */
  get warnings(): readonly string[] {
    return this.#received.flatMap((line) => (line.kind === 'bad' ? [line.detail] : []));
  }

  /** Runs robot code now and again after every restart. */
  onStart(code: RobotCode): void {
    this.#hub.onStart(code);
  }

  /** Resolves when `predicate` holds: it is tried now and at each change of clients, topics, values and `received`. */
  until(predicate: () => boolean): Promise<void> {
    return this.#changes.until(predicate);
  }

  /**
   * As when the robot reboots: connections die, ids change, the clock starts anew, robot code runs again. The port stays.
   * Also brings a crashed program back.
   */
  async restart(options: RestartOptions = {}): Promise<void> {
    const { permuteIds, keepTopics, clockUs, clockGoesOn, programLives } = options;
    const kept = this.robot.snapshot().filter(({ name }) => keepTopics?.(name) === true);
    this.#isDown = true;
    if (programLives === true) this.#hub.stop();
    await this.#dropConnections();
    if (clockGoesOn !== true && programLives !== true) this.clock.restart(clockUs);
    if (programLives === true) this.#hub.start(permuteIds);
    else this.#hub.restart(permuteIds, kept);
    this.#isDown = false;
    if (!this.#http.listening && !this.faults.isRefusing) await this.#listen();
  }

  /** Kills every connection and frees the port. */
  async close(): Promise<void> {
    this.#isDown = true;
    await this.#dropConnections();
    await this.#stopListening();
    this.#hub.end();
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

  /** The program is gone: its connections without a word, its port, until a restart. */
  #crash(reason: string): void {
    this.#crashed ??= reason;
    this.#isDown = true;
    this.faults.dropAll();
    this.#http.closeAllConnections();
    void this.#stopListening();
    this.#changes.notify();
  }

  async #dropConnections(): Promise<void> {
    this.faults.dropAll();
    this.#http.closeAllConnections();
    await this.until(() => this.#connections.size === 0);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (!this.faults.swallows(request.socket, false))
      answerHttp(request, response, this.#hub.store, this.#files);
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
    if (request.headers['sec-websocket-version'] !== '13') {
      socket.end('HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\n\r\n');
      return;
    }
    // An empty offer is none; `ws` would refuse it.
    const { headers } = request;
    if (headers['sec-websocket-protocol']?.trim() === '') delete headers['sec-websocket-protocol'];
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const name = clientNameOf(request.url ?? '');
      const offered = new Set((request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/));
      if (name === null) webSocket.terminate();
      else this.#open(webSocket, request, name, subprotocolOf(offered));
    });
  }

  #open(webSocket: WebSocket, request: IncomingMessage, name: string, protocol: Protocol): void {
    this.#lastConnection += 1;
    const { socket } = request;
    const { remoteAddress = '?', remotePort = '?' } = socket;
    const connection = new ServerConnection(
      {
        webSocket,
        socket,
        address: `${remoteAddress}:${remotePort}`,
        serving: servingOf(this.#season, this.#isNetworked ? '' : remoteAddress),
        name,
        protocol,
        session: this.#lastConnection,
        slot: protocol === 'rtt' ? 0 : this.#hub.freeSlot(),
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
}

/** What is spoken with a client that offers these; who offers nothing known is served as 4.0. */
function subprotocolOf(offered: ReadonlySet<string>): Protocol {
  const chosen = chooseSubprotocol(offered);
  return chosen === null ? '4.0' : subprotocols.get(chosen)!;
}

/** What `ws` takes in; the session refuses what is over ntcore's limit, with its reason. */
const takenInBytes = 4 << 20;
