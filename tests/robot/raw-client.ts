import { WebSocket, type ClientOptions } from 'ws';
import {
  asNtValue,
  decodeMessages,
  encodeMessage,
  typeIdOf,
  type WireMessage,
} from './nt-codec.ts';
import type { NtValue } from '../../src/link/robot-link.ts';
import { StateChanges } from './state-changes.ts';
import { subprotocols, type Protocol } from './subprotocols.ts';

/** A text message of the server: `announce`, `unannounce` or `properties`. */
export interface ServerText {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A bare NT4 client for tests of the server: it sends what it is told and keeps all it gets. */
export class RawClient {
  readonly webSocket: WebSocket;
  /** Text frames, each with its messages. */
  readonly textFrames: (readonly ServerText[])[] = [];
  /** Binary frames, each with its messages. */
  readonly valueFrames: (readonly WireMessage[])[] = [];
  /** Kinds of frames in the order they came. */
  readonly order: ('text' | 'values')[] = [];
  pings = 0;
  /** Null while open. */
  closed: { readonly code: number; readonly reason: string } | null = null;
  readonly #changes = new StateChanges();

  /** Connects and waits for the open socket. */
  static async open(
    port: number,
    name = 'A',
    protocols: readonly Protocol[] = ['4.1'],
    options: ClientOptions = {},
  ): Promise<RawClient> {
    const client = new RawClient(`ws://127.0.0.1:${port}/nt/${name}`, protocols, options);
    await client.until(() => client.webSocket.readyState !== client.webSocket.CONNECTING);
    return client;
  }

  private constructor(url: string, protocols: readonly Protocol[], options: ClientOptions) {
    const names = [...subprotocols].filter(([, p]) => protocols.includes(p)).map(([n]) => n);
    this.webSocket = new WebSocket(url, names.reverse(), options);
    this.webSocket.on('open', () => {
      this.#changes.notify();
    });
    this.webSocket.on('message', (data, isBinary) => {
      const bytes = data as Buffer;
      if (isBinary) this.valueFrames.push(decodeMessages(bytes));
      else this.textFrames.push(JSON.parse(bytes.toString()) as ServerText[]);
      this.order.push(isBinary ? 'values' : 'text');
      this.#changes.notify();
    });
    this.webSocket.on('ping', () => {
      this.pings += 1;
      this.#changes.notify();
    });
    this.webSocket.on('error', () => undefined);
    this.webSocket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#changes.notify();
    });
  }

  get texts(): readonly ServerText[] {
    return this.textFrames.flat();
  }

  get values(): readonly WireMessage[] {
    return this.valueFrames.flat();
  }

  /** Resolves when `predicate` holds, tried at each thing that arrives. */
  until(predicate: () => boolean): Promise<void> {
    return this.#changes.until(predicate);
  }

  /** Sends one text frame of those messages. */
  say(...messages: readonly (readonly [method: string, params: object])[]): void {
    this.webSocket.send(JSON.stringify(messages.map(([method, params]) => ({ method, params }))));
  }

  subscribe(subuid: number, topics: readonly string[], options: object = {}): void {
    this.say(['subscribe', { topics, subuid, options }]);
  }

  publish(pubuid: number, name: string, type: string, properties: object = {}): void {
    this.say(['publish', { name, pubuid, type, properties }]);
  }

  /** Sends values in one binary frame. */
  write(
    ...values: readonly (readonly [pubuid: number, type: string, value: NtValue, atUs: number])[]
  ): void {
    this.webSocket.send(
      Buffer.concat(
        values.map(([id, type, value, timestampUs]) =>
          encodeMessage({ id, timestampUs, typeId: typeIdOf(type), value }),
        ),
      ),
    );
  }

  /** Resolves once the server has answered a time sync: it has then handled all that was sent before. */
  async roundTrip(): Promise<WireMessage> {
    const before = this.#syncs().length;
    this.write([-1, 'int', before, 0]);
    await this.until(() => this.#syncs().length > before);
    return this.#syncs().at(-1)!;
  }

  announced(name: string): readonly ServerText[] {
    return this.texts.filter((t) => t.method === 'announce' && t.params['name'] === name);
  }

  /** Values of a topic, by the id of its latest announcement. */
  valuesOf(name: string): readonly NtValue[] {
    const id = this.announced(name).at(-1)?.params['id'];
    return this.values.filter((message) => message.id === id).map(({ value }) => asNtValue(value));
  }

  close(): void {
    this.webSocket.terminate();
  }

  #syncs(): WireMessage[] {
    return this.values.filter(({ id }) => id === -1);
  }
}
