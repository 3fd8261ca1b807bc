import { describe, expect, test } from 'vitest';
import { RawClient } from './raw-client.ts';
import { seasons } from './season.ts';
import { letPeriodsPass, testClient, testServer } from './test-server.ts';

// What WPILib's own servers do, though a reader of the specification would not think so.

test('a publish of a topic that the client knows already is never answered in 2026', async () => {
  const server = await testServer({ season: '2026' });
  server.robot.publish('/x', 'double');
  const client = await testClient(server);
  client.subscribe(1, ['/x']);
  await client.until(() => client.announced('/x').length === 1);
  client.publish(7, '/x', 'double');
  client.write([7, 'double', 4, server.clock.nowUs()]);
  await server.until(() => server.robot.get('/x') === 4);
  await letPeriodsPass(server);
  expect(client.announced('/x')).toHaveLength(1);
  expect(client.announced('/x')[0]!.params).not.toHaveProperty('pubuid');
});

test('a publish of a topic that the client knows already is answered in 2027', async () => {
  const server = await testServer({ season: '2027' });
  server.robot.publish('/x', 'double');
  const client = await testClient(server);
  client.subscribe(1, ['/x']);
  await client.until(() => client.announced('/x').length === 1);
  client.publish(7, '/x', 'double');
  await client.until(() => client.announced('/x').length === 2);
  expect(client.announced('/x')[1]!.params).toMatchObject({ pubuid: 7 });
});

test('nothing leaves the server before the first subscribe, nor pings after the last unsubscribe', async () => {
  const server = await testServer();
  const client = await testClient(server);
  client.publish(1, '/mine', 'int');
  await letPeriodsPass(server);
  expect(client.textFrames).toEqual([]);
  expect(client.pings).toBe(0);

  client.subscribe(1, ['/nothing']);
  await client.until(() => client.pings > 0);
  expect(client.announced('/mine')[0]!.params).toMatchObject({ pubuid: 1 });

  client.say(['unsubscribe', { subuid: 1 }]);
  await client.roundTrip();
  const { pings } = client;
  await letPeriodsPass(server);
  expect(client.pings).toBe(pings);
});

test('a topic is announced once a connection; subscribing again sends only its value again', async () => {
  const server = await testServer();
  server.robot.publish('/x', 'int');
  server.robot.set('/x', 5);
  const client = await testClient(server);
  client.subscribe(1, ['/x']);
  await client.until(() => client.valuesOf('/x').length === 1);
  client.say(['unsubscribe', { subuid: 1 }]);
  client.subscribe(2, ['/x']);
  await client.until(() => client.valuesOf('/x').length === 2);
  expect(client.announced('/x')).toHaveLength(1);
});

test('a subscription that overlaps another sends nothing again', async () => {
  const server = await testServer();
  server.robot.publish('/x', 'int');
  server.robot.set('/x', 5);
  const client = await testClient(server);
  client.subscribe(1, ['/x']);
  await client.until(() => client.valuesOf('/x').length === 1);
  client.subscribe(2, ['/'], { prefix: true });
  await letPeriodsPass(server);
  expect(client.valuesOf('/x')).toEqual([5]);
  expect(client.announced('/x')).toHaveLength(1);
});

test('values of a topic go on after it was unsubscribed', async () => {
  const server = await testServer();
  server.robot.publish('/x', 'int');
  const client = await testClient(server);
  client.subscribe(1, ['/x']);
  client.subscribe(2, ['/other']);
  client.say(['unsubscribe', { subuid: 1 }]);
  await client.roundTrip();
  server.robot.set('/x', 6);
  await client.until(() => client.valuesOf('/x').includes(6));
});

test('announcements share a frame, values share a frame, and announcements come first', async () => {
  const server = await testServer();
  for (const name of ['/a', '/b', '/c']) {
    server.robot.publish(name, 'double');
    server.robot.set(name, 1);
  }
  const client = await testClient(server);
  client.subscribe(1, ['/'], { prefix: true });
  await client.until(() => client.values.length === 3);
  expect(client.textFrames.map((frame) => frame.length)).toEqual([3]);
  expect(client.valueFrames.map((frame) => frame.length)).toEqual([3]);
  expect(client.order).toEqual(['text', 'values']);
});

test('of two publishes with one pubuid both are announced, and writes go to the first', async () => {
  const server = await testServer();
  const client = await testClient(server);
  client.publish(1, '/first', 'int');
  client.publish(1, '/second', 'int');
  client.write([1, 'int', 3, server.clock.nowUs()]);
  await client.roundTrip();
  expect(server.robot.get('/first')).toBe(3);
  expect(server.received).toContainEqual(
    expect.objectContaining({ kind: 'bad', detail: 'client 1 duplicate publish of pubuid 1' }),
  );
  client.subscribe(1, ['/'], { prefix: true });
  await client.until(() => client.announced('/first').length > 0);
  expect(client.announced('/second')[0]!.params).toMatchObject({ pubuid: 1 });
});

test('after a restart the same names have other ids', async () => {
  const server = await testServer();
  server.onStart((robot) => {
    for (const name of ['/a', '/b', '/c']) robot.publish(name, 'int');
  });
  const idsNow = async () => {
    const client = await testClient(server);
    client.subscribe(1, ['/'], { prefix: true });
    await client.until(() => client.texts.length === 3);
    return ['/a', '/b', '/c'].map((name) => client.announced(name)[0]!.params['id']);
  };
  expect(await idsNow()).toEqual([3, 6, 9]);
  await server.restart({ permuteIds: 1 });
  const permuted = await idsNow();
  expect(permuted).not.toEqual([3, 6, 9]);
  expect(new Set(permuted).size).toBe(3);
});

test('a silent client is dropped, and its topics are taken from the others', async () => {
  const server = await testServer();
  const silent = await testClient(server, 'silent', ['4.1'], { autoPong: false });
  silent.publish(1, '/its', 'int');
  silent.publish(2, '/kept', 'int', { retained: true });
  silent.subscribe(1, ['/its']);
  const other = await testClient(server, 'other');
  other.subscribe(1, ['/'], { prefix: true });
  await other.until(() => other.announced('/kept').length > 0);
  await silent.until(() => silent.closed !== null);
  expect(silent.closed).toEqual({ code: 1001, reason: 'connection timed out' });
  const unannounced = () => other.texts.filter(({ method }) => method === 'unannounce');
  await other.until(() => unannounced().length > 0);
  expect(unannounced().map(({ params }) => params['name'])).toEqual(['/its']);
});

describe('the last value', () => {
  test('does not come again while a subscription without values covers the topic beside one with them', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    server.robot.set('/x', 5);
    const client = await testClient(server);
    client.subscribe(1, ['/'], { prefix: true, topicsonly: true });
    client.subscribe(2, ['/x']);
    await client.until(() => client.valuesOf('/x').length === 1);
    client.say(['unsubscribe', { subuid: 2 }]);
    client.subscribe(3, ['/x']);
    await letPeriodsPass(server);
    expect(client.valuesOf('/x')).toEqual([5]);
  });
});

test('a default that robot code sets after a client wrote goes to every client, the writer too', async () => {
  const server = await testServer();
  const { robot } = server;
  const writer = await testClient(server, 'writer');
  const other = await testClient(server, 'other');
  for (const client of [writer, other]) client.subscribe(1, ['/x']);
  writer.publish(1, '/x', 'double');
  writer.write([1, 'double', 0.7, server.clock.nowUs()]);
  await writer.roundTrip();
  robot.publish('/x', 'double');
  robot.setDefault('/x', 0.5);
  for (const client of [writer, other]) {
    await client.until(() => client.valuesOf('/x').includes(0.5));
    expect(client.values.at(-1)).toMatchObject({ timestampUs: 0 });
  }
  const late = await testClient(server, 'late');
  late.subscribe(1, ['/x']);
  await late.until(() => late.valuesOf('/x').length > 0);
  expect(late.valuesOf('/x')).toEqual([0.7]);
});

describe('a value under the highest id of 32 bits', () => {
  test.each(seasons)(
    'kills the robot program once the client publishes anything (%s)',
    async (season) => {
      const server = await testServer({ season });
      server.onStart((robot) => {
        robot.publish('/x', 'int');
      });
      const client = await testClient(server);
      const witness = await testClient(server, 'witness');
      client.write([2 ** 31 - 1, 'int', 1, 1]);
      await client.roundTrip();
      expect(server.crashed).toBeNull();
      expect(server.warnings).toEqual(['unrecognized client 1 pubuid 2147483647, ignoring set']);
      client.publish(1, '/mine', 'int');
      client.write([2 ** 31 - 1, 'int', 1, 1]);
      for (const { until, closed } of [client, witness].map((c) => ({
        until: () => c.until(() => c.closed !== null),
        closed: () => c.closed,
      }))) {
        await until();
        expect(closed()).toEqual({ code: 1006, reason: '' });
      }
      expect(server.crashed).toContain('A@1');
      expect((await RawClient.open(server.port)).closed!.code).toBe(1006);
      await server.restart();
      await testClient(server);
      expect(server.robot.snapshot().map(({ name }) => name)).toEqual(['/x']);
      expect(server.crashed).not.toBeNull();
    },
  );
});

test('a client whose only subscription is slow is dropped, though it answers every ping', async () => {
  const server = await testServer();
  const slow = await testClient(server, 'slow');
  slow.subscribe(1, ['/x'], { periodic: 1.2 });
  await slow.until(() => slow.closed !== null);
  expect(slow.pings).toBeGreaterThan(0);
  expect(slow.closed).toEqual({ code: 1001, reason: 'connection timed out' });
});

test('of a row that robot code flushes one by one the first leaves alone, the rest a period later', async () => {
  const server = await testServer({ robotPace: 'queued' });
  const { robot } = server;
  const names = Array.from({ length: 8 }, (_, i) => `/row/${i}`);
  for (const name of names) robot.publish(name, 'int');
  robot.flush();
  const client = await testClient(server);
  client.subscribe(1, ['/row/'], { prefix: true });
  await client.until(() => client.texts.length === 8);
  await client.roundTrip();
  const before = client.valueFrames.length;
  await letPeriodsPass(await testServer());
  for (const name of names) {
    robot.set(name, 7);
    robot.flush();
  }
  await client.until(() => client.values.filter(({ value }) => value === 7).length === 8);
  expect(client.valueFrames.slice(before).map((frame) => frame.length)).toEqual([1, 7]);
});

test('what robot code sets waits for the server to look, if robot code does not flush', async () => {
  const server = await testServer({ robotPace: 'queued' });
  const { robot } = server;
  robot.publish('/x', 'int');
  robot.set('/x', 1);
  expect(server.robot.get('/x')).toBe(1);
  const client = await testClient(server);
  client.subscribe(1, ['/x'], { periodic: 0.005 });
  await client.until(() => client.valuesOf('/x').length === 1);
  expect(client.order).toEqual(['text', 'values']);
});

describe('ntcore of 2027', () => {
  test('sends a client of its own machine each value at once, one to a frame, and never pings it', async () => {
    const server = await testServer({ season: '2027' });
    const names = ['/a', '/b', '/c'];
    for (const name of names) server.robot.publish(name, 'int');
    const client = await testClient(server);
    client.subscribe(1, ['/'], { prefix: true, periodic: 2 });
    await client.until(() => client.texts.length === 3);
    for (const name of names) server.robot.set(name, 1);
    await client.until(() => client.values.length === 3);
    expect(client.textFrames.map((frame) => frame.length)).toEqual([1, 1, 1]);
    expect(client.valueFrames.map((frame) => frame.length)).toEqual([1, 1, 1]);
    expect(client.pings).toBe(0);
  });

  test('serves a client on the network in batches and with pings', async () => {
    const server = await testServer({ season: '2027', networked: true });
    const names = ['/a', '/b', '/c'];
    for (const name of names) server.robot.publish(name, 'int');
    for (const name of names) server.robot.set(name, 1);
    const client = await testClient(server);
    client.subscribe(1, ['/'], { prefix: true });
    await client.until(() => client.values.length === 3);
    expect(client.valueFrames.map((frame) => frame.length)).toEqual([3]);
    expect(client.pings).toBeGreaterThan(0);
  });
});
