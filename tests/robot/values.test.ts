import { encode } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import type { NtValue } from '../../src/link/robot-link.ts';
import { testClient, testServer } from './test-server.ts';

const ofEachType: readonly (readonly [type: string, typeId: number, value: NtValue])[] = [
  ['boolean', 0, true],
  ['double', 1, 3],
  ['double', 1, -0.1],
  ['int', 2, -(2 ** 40)],
  ['float', 3, 0.5],
  ['string', 4, 'Ü ⚙'],
  ['json', 4, '{}'],
  ['raw', 5, Uint8Array.of(1, 2, 3)],
  ['struct:Pose2d', 5, new Uint8Array(300)],
  ['boolean[]', 16, [true, false]],
  ['double[]', 17, [1, NaN, -Infinity]],
  ['int[]', 18, [1, -200, 70000]],
  ['float[]', 19, [0.25]],
  ['string[]', 20, ['a', '']],
];

describe('values on the wire', () => {
  test.each(ofEachType)('%s (type %i) goes out and comes in: %s', async (type, typeId, value) => {
    const server = await testServer();
    server.robot.publish('/out', type);
    server.robot.set('/out', value);
    const client = await testClient(server);
    client.subscribe(1, ['/out']);
    await client.until(() => client.values.length === 1);
    expect(client.values[0]).toMatchObject({ typeId, value });

    client.publish(1, '/in', type);
    client.write([1, type, value, 1]);
    await server.until(() => server.robot.get('/in') !== undefined);
    expect(server.robot.get('/in')).toEqual(value);
  });

  test('a whole double may come as an integer, a float as a double', async () => {
    const server = await testServer();
    const client = await testClient(server);
    client.publish(1, '/x', 'double');
    client.webSocket.send(encode([1, 5, 1, 3]));
    await server.until(() => server.robot.get('/x') === 3);
  });
});

describe('a frame that cannot be read ends the connection with 1001', () => {
  const frames: readonly (readonly [what: string, frame: Uint8Array])[] = [
    ['a float where an int belongs', encode([1, 5, 2, 3.5])],
    ['a number where a boolean belongs', encode([1, 5, 0, 1])],
    ['a map where bytes belong', encode([1, 5, 5, {}])],
    ['a float in an int array', encode([1, 5, 18, [1, 2.5]])],
    ['a time that is a float', encode([1, 5.5, 1, 2.5])],
    ['an array of three', encode([1, 5, 1])],
    ['a type that does not exist', encode([1, 5, 7, 2.5])],
    ['no array at all', encode('hello')],
    ['half a message', encode([1, 5, 4, 'a longer text']).subarray(0, 9)],
  ];
  test.each(frames)('%s', async (_what, frame) => {
    const server = await testServer();
    const client = await testClient(server);
    client.webSocket.send(frame);
    await client.until(() => client.closed !== null);
    expect(client.closed!.code).toBe(1001);
    expect(client.closed!.reason).toContain('binary decode error');
  });
});

describe('what robot code reads', () => {
  test('is never replaced by an older value, and is by one of the same time', async () => {
    const server = await testServer();
    const { robot } = server;
    robot.publish('/x', 'double');
    robot.set('/x', 1, 1000);
    const client = await testClient(server);
    client.publish(1, '/x', 'double');
    client.write([1, 'double', 2, 999]);
    await client.roundTrip();
    expect(robot.get('/x')).toBe(1);
    client.write([1, 'double', 3, 1000]);
    await client.roundTrip();
    expect(robot.get('/x')).toBe(3);
  });

  test('is a default until any value comes, however old', async () => {
    const server = await testServer();
    const { robot } = server;
    robot.publish('/x', 'double');
    robot.setDefault('/x', 1);
    const client = await testClient(server);
    client.publish(1, '/x', 'double');
    client.write([1, 'double', 2, -50]);
    await client.roundTrip();
    expect(robot.get('/x')).toBe(2);
    robot.setDefault('/x', 9);
    expect(robot.get('/x')).toBe(2);
  });

  test('stays a value from the future, even against its own set, while dashboards see the set', async () => {
    const server = await testServer();
    const { robot } = server;
    robot.publish('/x', 'double');
    const client = await testClient(server);
    client.subscribe(1, ['/x']);
    client.publish(1, '/x', 'double');
    client.write([1, 'double', 5, server.clock.nowUs() + 60_000_000]);
    await server.until(() => robot.get('/x') === 5);
    robot.set('/x', 8);
    expect(robot.get('/x')).toBe(5);
    await client.until(() => client.valuesOf('/x').includes(8));
  });

  test('is of the right type: another is dropped silently, and passed on to dashboards', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'double');
    server.robot.set('/x', 1);
    const dashboard = await testClient(server, 'dashboard');
    dashboard.subscribe(1, ['/x']);
    await dashboard.until(() => dashboard.valuesOf('/x').length === 1);
    const client = await testClient(server);
    client.publish(1, '/x', 'string');
    client.write([1, 'string', 'hi', server.clock.nowUs()]);
    await dashboard.until(() => dashboard.valuesOf('/x').includes('hi'));
    expect(server.robot.get('/x')).toBe(1);
    expect(dashboard.values.at(-1)).toMatchObject({ typeId: 4, value: 'hi' });
  });

  test('is told to its listener once it is accepted, and only then', async () => {
    const server = await testServer();
    const { robot } = server;
    const heard: NtValue[] = [];
    robot.publish('/x', 'int');
    robot.set('/x', 1, 1000);
    const ignore = robot.onValue('/x', (value) => heard.push(value));
    const client = await testClient(server);
    client.publish(1, '/x', 'int');
    client.write([1, 'int', 2, 500], [1, 'int', 3, 2000], [1, 'string', 'x', 3000]);
    await client.roundTrip();
    ignore();
    client.write([1, 'int', 4, 4000]);
    await client.roundTrip();
    expect(heard).toEqual([3]);
    expect(robot.get('/x')).toBe(4);
  });

  test('that repeats what robot code has is told only to a listener that keeps duplicates', async () => {
    const server = await testServer();
    const { robot } = server;
    const heard: NtValue[] = [];
    const all: NtValue[] = [];
    robot.publish('/x', 'int');
    robot.onValue('/x', (value) => heard.push(value));
    robot.onValue('/x', (value) => all.push(value), true);
    const client = await testClient(server);
    client.publish(1, '/x', 'int');
    client.write([1, 'int', 2, 1000], [1, 'int', 2, 2000], [1, 'int', 2, 500]);
    await client.roundTrip();
    expect(heard).toEqual([2]);
    expect(all).toEqual([2, 2]);
  });

  test('a value under a pubuid that was not published goes nowhere', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    const client = await testClient(server);
    client.write([1, 'int', 4, 5]);
    await client.roundTrip();
    expect(server.robot.get('/x')).toBeUndefined();
    expect(server.received).toContainEqual(
      expect.objectContaining({ kind: 'value', connection: 1, pubuid: 1, topic: null, value: 4 }),
    );
  });
});

describe('what subscribers get', () => {
  test('a burst in full with `all`, and its newest value without', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    const all = await testClient(server, 'all');
    const newest = await testClient(server, 'newest');
    all.subscribe(1, ['/x'], { all: true });
    newest.subscribe(1, ['/x']);
    await all.until(() => all.announced('/x').length > 0);
    await newest.until(() => newest.announced('/x').length > 0);
    const burst = Array.from({ length: 20 }, (_, i) => i + 1);
    for (const value of burst) server.robot.set('/x', value);
    await all.until(() => all.valuesOf('/x').includes(20));
    await newest.until(() => newest.valuesOf('/x').includes(20));
    expect(all.valuesOf('/x')).toEqual(burst);
    expect(newest.valuesOf('/x')).toEqual([20]);
  });

  test('never their own values', async () => {
    const server = await testServer();
    const writer = await testClient(server, 'writer');
    const reader = await testClient(server, 'reader');
    for (const client of [writer, reader]) client.subscribe(1, ['/x'], { all: true });
    writer.publish(1, '/x', 'int');
    writer.write([1, 'int', 1, server.clock.nowUs()]);
    await reader.until(() => reader.valuesOf('/x').includes(1));
    server.robot.publish('/x', 'int');
    server.robot.set('/x', 2);
    await writer.until(() => writer.valuesOf('/x').includes(2));
    expect(writer.valuesOf('/x')).toEqual([2]);
  });

  test('announcements alone with `topicsonly`', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    server.robot.set('/x', 2);
    const client = await testClient(server);
    client.subscribe(1, ['/x'], { topicsonly: true });
    await client.until(() => client.announced('/x').length > 0);
    client.subscribe(2, ['/x']);
    await client.until(() => client.valuesOf('/x').length > 0);
    expect(client.order).toEqual(['text', 'values']);
    expect(client.valuesOf('/x')).toEqual([2]);
  });

  test('only a new value of a topic that is not cached', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int', { cached: false });
    server.robot.set('/x', 1);
    const client = await testClient(server);
    client.subscribe(1, ['/x'], { all: true });
    await client.until(() => client.announced('/x').length > 0);
    server.robot.set('/x', 2);
    await client.until(() => client.values.length > 0);
    expect(client.valuesOf('/x')).toEqual([2]);
  });

  test('nothing for a robot `set` that changes nothing', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    const client = await testClient(server);
    client.subscribe(1, ['/x'], { all: true });
    await client.until(() => client.announced('/x').length > 0);
    for (const value of [1, 1, 2, 2, 1]) server.robot.set('/x', value);
    await client.until(() => client.valuesOf('/x').length === 3);
    expect(client.valuesOf('/x')).toEqual([1, 2, 1]);
  });
});
