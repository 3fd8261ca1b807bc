import { decode } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import type { RawClient } from './raw-client.ts';
import { seasons } from './season.ts';
import { letPeriodsPass, testClient, testServer } from './test-server.ts';

const saying = (client: RawClient, method: string): readonly unknown[] =>
  client.texts.filter((text) => text.method === method).map(({ params }) => params);

describe('the life of a topic', () => {
  test('begins with its first publisher, whose type and properties hold', async () => {
    const server = await testServer();
    const first = await testClient(server, 'first');
    const second = await testClient(server, 'second');
    first.publish(1, '/x', 'double', { unit: 'm' });
    await first.roundTrip();
    second.publish(1, '/x', 'string', { unit: 'ft' });
    second.subscribe(1, ['/x']);
    await second.until(() => second.announced('/x').length > 0);
    expect(second.announced('/x')[0]!.params).toEqual({
      id: expect.any(Number) as unknown,
      name: '/x',
      type: 'double',
      properties: { unit: 'm' },
      pubuid: 1,
    });
    expect(server.received).toContainEqual(
      expect.objectContaining({
        detail: "client second@2 publish '/x' conflicting type 'string' (currently 'double')",
      }),
    );
  });

  test('ends with its last publisher, and a new one may take its id', async () => {
    const server = await testServer();
    const watcher = await testClient(server, 'watcher');
    watcher.subscribe(1, ['/'], { prefix: true });
    const publisher = await testClient(server, 'publisher');
    publisher.publish(1, '/x', 'double');
    server.robot.publish('/y', 'double');
    await watcher.until(() => watcher.announced('/x').length > 0);
    const { id } = watcher.announced('/x')[0]!.params;
    publisher.say(['unpublish', { pubuid: 1 }], ['unpublish', { pubuid: 99 }]);
    await watcher.until(() => saying(watcher, 'unannounce').length > 0);
    expect(saying(watcher, 'unannounce')).toEqual([{ name: '/x', id }]);
    publisher.publish(2, '/x', 'int');
    await watcher.until(() => watcher.announced('/x').length === 2);
    expect(watcher.announced('/x')[1]!.params).toMatchObject({ type: 'int' });
  });

  test('goes on after the publisher of a retained or persistent one has gone', async () => {
    const server = await testServer();
    const publisher = await testClient(server);
    publisher.publish(1, '/retained', 'int', { retained: true });
    publisher.publish(2, '/persistent', 'int', { persistent: true });
    publisher.publish(3, '/plain', 'int');
    publisher.write([1, 'int', 1, 5], [2, 'int', 2, 5], [3, 'int', 3, 5]);
    await publisher.roundTrip();
    publisher.close();
    await server.until(() => server.clients.length === 0);
    const late = await testClient(server);
    late.subscribe(1, ['/'], { prefix: true });
    await late.until(() => late.values.length === 2);
    expect(late.valuesOf('/retained')).toEqual([1]);
    expect(late.valuesOf('/persistent')).toEqual([2]);
    expect(late.announced('/plain')).toEqual([]);
    expect(server.robot.get('/plain')).toBeUndefined();
  });

  test('of robot code goes on beside a client that comes and goes', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    server.robot.set('/x', 1);
    const client = await testClient(server);
    client.publish(1, '/x', 'int');
    client.write([1, 'int', 2, server.clock.nowUs()]);
    await server.until(() => server.robot.get('/x') === 2);
    client.close();
    await server.until(() => server.clients.length === 0);
    expect(server.robot.get('/x')).toBe(2);
  });

  test('that robot code publishes with another type is the client’s until it goes', async () => {
    const server = await testServer();
    const client = await testClient(server);
    client.publish(1, '/x', 'string');
    await client.roundTrip();
    server.robot.subscribe('/x');
    await client.roundTrip();
    server.robot.publish('/x', 'double');
    server.robot.set('/x', 1);
    expect(server.robot.get('/x')).toBeUndefined();
    client.say(['unpublish', { pubuid: 1 }]);
    await client.roundTrip();
    server.robot.set('/x', 2);
    expect(server.robot.get('/x')).toBe(2);
  });
});

describe('properties', () => {
  test.each(seasons)('reach all who know the topic, the sender too (%s)', async (season) => {
    const server = await testServer({ season });
    server.robot.publish('/x', 'double', { min: 1, max: 2 });
    const sender = await testClient(server, 'sender');
    const other = await testClient(server, 'other');
    for (const client of [sender, other]) {
      client.subscribe(1, ['/x']);
      await client.until(() => client.announced('/x').length > 0);
    }
    sender.say(['setproperties', { name: '/x', update: { max: null, retained: true } }]);
    const params = { name: '/x', update: { max: null, retained: true } };
    await sender.until(() => saying(sender, 'properties').length > 0);
    await other.until(() => saying(other, 'properties').length > 0);
    expect(saying(sender, 'properties')).toEqual([params]);
    expect(saying(other, 'properties')).toEqual([params]);
    const late = await testClient(server, 'late');
    late.subscribe(1, ['/x']);
    await late.until(() => late.announced('/x').length > 0);
    expect(late.announced('/x')[0]!.params['properties']).toEqual({ min: 1, retained: true });
  });

  test('of a topic that nobody published are ignored', async () => {
    const server = await testServer();
    const client = await testClient(server);
    client.say(['setproperties', { name: '/x', update: {} }]);
    await client.roundTrip();
    expect(server.received).toContainEqual(expect.objectContaining({ kind: 'bad' }));
  });
});

test('text that cannot be understood harms neither its neighbours nor the connection', async () => {
  const server = await testServer();
  const client = await testClient(server);
  const bad = ['{', '{}', '[1]', '[{"method":"dance","params":{}}]', '[{"method":"publish"}]'];
  for (const text of bad) client.webSocket.send(text);
  client.say(
    ['publish', { name: '/x', pubuid: 'one', type: 'int' }],
    ['subscribe', { topics: '/x', subuid: 1 }],
    ['unpublish', {}],
    ['publish', { name: '/x', pubuid: 1, type: 'int' }],
  );
  client.write([1, 'int', 4, 5]);
  await server.until(() => server.robot.get('/x') === 4);
  const complaints = server.received.filter(({ kind }) => kind === 'bad');
  expect(complaints).toHaveLength(bad.length + 3);
});

describe('meta topics', () => {
  const read = (client: RawClient, name: string): unknown => {
    const value = client.valuesOf(name).at(-1);
    return value instanceof Uint8Array ? decode(value) : undefined;
  };

  test('are not part of everything', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    const client = await testClient(server);
    client.subscribe(1, [''], { prefix: true });
    await letPeriodsPass(server);
    expect(client.announced('/x')).toHaveLength(1);
    expect(client.texts.map(({ params }) => params['name'])).not.toContain('$clients');
  });

  test('tell who is connected, and forget who has gone', async () => {
    const server = await testServer();
    const client = await testClient(server, 'A');
    client.subscribe(1, ['$clients']);
    await client.until(() => read(client, '$clients') !== undefined);
    const conn: unknown = expect.stringMatching(/^127\.0\.0\.1:\d+$/);
    expect(read(client, '$clients')).toEqual([{ id: 'A@1', conn, ver: 1025 }]);
    const other = await testClient(server, 'A', ['4.0']);
    const count = () => (read(client, '$clients') as unknown[]).length;
    await client.until(() => count() === 2);
    expect(read(client, '$clients')).toContainEqual({ id: 'A@2', conn, ver: 1024 });
    other.close();
    await client.until(() => count() === 1);
  });

  test('tell who publishes what', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    const client = await testClient(server, 'A');
    client.subscribe(1, ['$pub$/x', '$serverpub', '$clientpub$A@1']);
    client.publish(7, '/x', 'int');
    await client.until(() => (read(client, '$pub$/x') as unknown[] | undefined)?.length === 2);
    expect(read(client, '$pub$/x')).toEqual([
      { client: '', pubuid: 0 },
      { client: 'A@1', pubuid: 7 },
    ]);
    expect(read(client, '$serverpub')).toEqual([{ uid: 0, topic: '/x' }]);
    expect(read(client, '$clientpub$A@1')).toEqual([{ uid: 7, topic: '/x' }]);
  });

  test('tell who subscribes to what, without the default options', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    server.robot.onValue('/x', () => undefined);
    const client = await testClient(server, 'A');
    client.subscribe(1, ['$sub$/x', '$serversub', '$clientsub$A@1'], { periodic: 0.1 });
    client.subscribe(2, ['/'], { prefix: true, all: true, periodic: 0.02 });
    await client.until(() => (read(client, '$sub$/x') as unknown[] | undefined)?.length === 2);
    const options = { prefix: true, all: true, periodic: Math.fround(0.02) };
    expect(read(client, '$sub$/x')).toEqual([
      { client: '', subuid: 1, options: {} },
      { client: 'A@1', subuid: 2, options },
    ]);
    expect(read(client, '$serversub')).toEqual([{ uid: 1, topics: ['/x'], options: {} }]);
    expect(read(client, '$clientsub$A@1')).toEqual([
      { uid: 2, topics: ['/'], options },
      { uid: 1, topics: ['$sub$/x', '$serversub', '$clientsub$A@1'], options: {} },
    ]);
  });
});
