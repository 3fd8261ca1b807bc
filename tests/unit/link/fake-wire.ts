import { decodeMulti, encode } from '@msgpack/msgpack';

import type { OpenWire, WireEvents } from '../../../src/link/wire.ts';

const v41 = 'v4.1.networktables.first.wpi.edu';

/** A wire whose other end is the test. */
export class FakeWire {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly events: WireEvents;
  readonly sent: (string | Uint8Array)[] = [];
  closed = false;

  constructor(url: string, protocols: readonly string[], events: WireEvents) {
    this.url = url;
    this.protocols = protocols;
    this.events = events;
  }

  /** Text messages sent so far: method and params. */
  get texts(): readonly { readonly method: string; readonly params: Record<string, unknown> }[] {
    return this.sent
      .filter((frame) => typeof frame === 'string')
      .flatMap(
        (frame) => JSON.parse(frame) as { method: string; params: Record<string, unknown> }[],
      );
  }

  /** Value messages sent so far: id, time, type, value. */
  get messages(): readonly (readonly unknown[])[] {
    return this.sent
      .filter((frame) => typeof frame !== 'string')
      .flatMap((frame) => [...decodeMulti(frame)] as unknown[][]);
  }

  /** Values sent so far, without the clock’s messages. */
  get values(): readonly (readonly unknown[])[] {
    return this.messages.filter(([id]) => id !== -1);
  }

  open(protocol = v41): void {
    this.events.opened(protocol);
  }

  /** Answers the newest question for the clock. */
  echo(serverUs: number): void {
    const asked = this.messages.findLast(([id]) => id === -1);
    this.say([-1, serverUs, 2, asked?.[3]]);
  }

  /** Sends value messages in one frame. */
  say(...messages: readonly (readonly unknown[])[]): void {
    this.events.binary(Uint8Array.from(messages.flatMap((message) => [...encode(message)])));
  }

  /** Sends text messages in one frame. */
  tell(...messages: readonly (readonly [method: string, params: object])[]): void {
    this.events.text(JSON.stringify(messages.map(([method, params]) => ({ method, params }))));
  }

  announce(id: number, name: string, type: string, extra: object = {}): void {
    this.tell(['announce', { id, name, type, properties: {}, ...extra }]);
  }
}

/** Opens fake wires, and keeps them. */
export function fakeWires(): { readonly open: OpenWire; readonly wires: FakeWire[] } {
  const wires: FakeWire[] = [];
  return {
    wires,
    open(url, protocols, events) {
      const wire = new FakeWire(url, protocols, events);
      wires.push(wire);
      return {
        send: (frame) => wire.sent.push(frame),
        close: () => {
          wire.closed = true;
        },
      };
    },
  };
}
