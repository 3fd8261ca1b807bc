import { NetworkTables } from 'ntcore-ts-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { ConnectionEvents } from '../../../src/link/connection.ts';
import { NtcoreConnection } from '../../../src/link/ntcore-connection.ts';
import { systemTicker } from '../../../src/link/ticker.ts';
import type { Trouble } from '../../../src/link/trouble.ts';
import { fakeWires, type FakeWire } from './fake-wire.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const address = { host: 'robot.test', port: 5810 };
const ignore = (): void => undefined;

function dial(events: Partial<ConnectionEvents> = {}): {
  connection: NtcoreConnection;
  wire: FakeWire;
} {
  const { open, wires } = fakeWires();
  const connection = new NtcoreConnection(
    address,
    { clientName: 'ML tune', openWire: open, ticker: systemTicker },
    {
      up: ignore,
      down: ignore,
      announced: ignore,
      gone: ignore,
      value: ignore,
      complain: ignore,
      ...events,
    },
  );
  return { connection, wire: wires[0]! };
}

function online(events: Partial<ConnectionEvents> = {}): ReturnType<typeof dial> {
  const scene = dial(events);
  scene.wire.open();
  scene.wire.echo(1e6);
  return scene;
}

describe('under ntcore-ts-client', () => {
  test('stands our socket, in the tests’ build too', () => {
    const client = NetworkTables.getInstanceByURI('guard.test');
    expect(client.client.messenger.socket.websocket.constructor.name).toBe('Nt4Socket');
  });

  test('the socket has our name and path, and IPv6 keeps its brackets', () => {
    expect(dial().wire.url).toBe('ws://robot.test:5810/nt/ML%20tune');
  });

  test('two connections to the same address share nothing', () => {
    const one = online();
    const two = online();
    one.connection.publish('/k', 'int');
    expect(two.wire.texts.filter(({ method }) => method === 'publish')).toEqual([]);
    one.connection.close();
    expect([one.wire.closed, two.wire.closed]).toEqual([true, false]);
  });

  test('the page’s own beforeunload stays', () => {
    const mine = (): void => undefined;
    const page = { onbeforeunload: mine };
    vi.stubGlobal('window', page);
    online();
    expect(page.onbeforeunload).toBe(mine);
  });
});

describe('a connection over ntcore-ts-client', () => {
  test('prints nothing, whatever happens', () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
      vi.spyOn(console, method).mockImplementation(ignore),
    );
    const { connection, wire } = online();
    connection.publish('/k', 'int');
    connection.subscribe({
      topic: '/',
      prefix: true,
      all: false,
      topicsOnly: false,
      periodMs: 100,
    });
    wire.announce(1, '/k', 'int');
    wire.announce(2, '/struct', 'struct:X', { properties: { odd: null } });
    wire.say([1, 5, 2, 1], [1, 5, 1, Number.NaN], [9, 9, 9, 9]);
    wire.tell(['unannounce', { id: 1, name: '/k' }], ['unannounce', { id: 2, name: '/struct' }]);
    wire.tell(['properties', { name: '/k', update: {} }]);
    wire.events.closed(1006, '');
    vi.advanceTimersByTime(20_000);
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });

  test('leaves no timer when it ends, whoever ends it', async () => {
    const ended: Trouble[] = [];
    for (const end of [
      ({ connection }: ReturnType<typeof dial>): void => {
        connection.close();
      },
      ({ wire }: ReturnType<typeof dial>): void => {
        wire.events.closed(1006, '');
      },
    ]) {
      const scene = online({ down: (trouble) => ended.push(trouble) });
      for (let i = 0; i < 10; i++) scene.connection.publish(`/k/${i}`, 'double');
      scene.wire.announce(1, '/k/1', 'double');
      // The package arms its timers a few promises later.
      await vi.advanceTimersByTimeAsync(10);
      end(scene);
      expect(vi.getTimerCount()).toBe(0);
    }
    expect(ended).toHaveLength(1);
  });

  test('publishes many at once, and each writes as soon as it is announced, in one frame or many', () => {
    const { connection, wire } = online();
    const publications = [1, 2, 3].map((i) => connection.publish(`/k/${i}`, 'double'));
    wire.tell(
      ['announce', { id: 11, name: '/k/1', type: 'double', properties: {} }],
      ['announce', { id: 12, name: '/k/2', type: 'double', properties: {} }],
    );
    expect(publications.map((each) => each.standing())).toEqual(['ready', 'ready', 'unpublished']);
    wire.announce(13, '/k/3', 'double');
    expect(publications.map((each) => each.write(3))).toEqual([1e6, 1e6, 1e6]);
    expect(wire.values.map(([, , typeId, value]) => [typeId, value])).toEqual([
      [1, 3],
      [1, 3],
      [1, 3],
    ]);
  });

  test('subscribes to what it is asked for, and to no topic that it only publishes', () => {
    const { connection, wire } = online();
    const before = wire.texts.length;
    connection.publish('/k', 'int');
    const stop = connection.subscribe({
      topic: '/a',
      prefix: true,
      all: true,
      topicsOnly: false,
      periodMs: 20,
    });
    stop();
    expect(
      wire.texts.slice(before).map(({ method, params }) => [method, params['options']]),
    ).toEqual([
      ['publish', undefined],
      ['subscribe', { prefix: true, all: true, topicsonly: false, periodic: 0.02 }],
      ['unsubscribe', undefined],
    ]);
  });

  test('a publication that is closed before it is announced can be made anew, of another type too', () => {
    const { connection, wire } = online();
    connection.publish('/k', 'double').close();
    wire.announce(1, '/k', 'int');
    const again = connection.publish('/k', 'int');
    expect(again.write(5)).toBe(1e6);
    again.close();
    const last = connection.publish('/k', 'int');
    expect(last.write(6)).toBe(1e6);
    const methods = wire.texts.slice(1).map(({ method }) => method);
    expect(methods).toEqual(['publish', 'unpublish', 'publish', 'unpublish', 'publish']);
  });
});
