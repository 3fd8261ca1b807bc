import { expect, test } from 'vitest';
import { letPeriodsPass, testClient, testServer } from './test-server.ts';

// What WPILib's own server of 2026 does, though a reader of the specification would not think so.

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
