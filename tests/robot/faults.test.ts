import { describe, expect, test, vi } from 'vitest';
import { encodeMessage } from './nt-codec.ts';
import { NtServer } from './nt-server.ts';
import { isPortTaken } from './ports.ts';
import { RawClient } from './raw-client.ts';
import { letPeriodsPass, testClient, testServer } from './test-server.ts';

describe('a restart', () => {
  test('kills connections, sets the clock back and runs robot code again on the same port', async () => {
    const server = await testServer();
    let boots = 0;
    server.onStart((robot) => {
      boots += 1;
      robot.publish('/boots', 'int');
      robot.set('/boots', boots);
    });
    server.clock.jump(1e9);
    const { port } = server;
    const client = await testClient(server);
    await server.restart();
    await client.until(() => client.closed !== null);
    expect(client.closed!.code).toBe(1006);
    expect(server.port).toBe(port);
    expect(server.robot.get('/boots')).toBe(2);
    expect(server.clock.nowUs()).toBeLessThan(1e9);
    await server.restart({ clockUs: 77e9 });
    expect(server.clock.nowUs()).toBeGreaterThanOrEqual(77e9);
    const again = await testClient(server);
    expect(server.clients).toMatchObject([{ session: 2 }]);
    expect((await again.roundTrip()).timestampUs).toBeGreaterThanOrEqual(77e9);
  });

  test('of the robot program alone leaves the clock as it goes on, as on a roboRIO', async () => {
    const server = await testServer();
    server.robot.publish('/lost', 'int');
    server.clock.jump(50e9);
    const client = await testClient(server);
    await server.restart({ clockGoesOn: true });
    await client.until(() => client.closed !== null);
    const again = await testClient(server);
    expect((await again.roundTrip()).timestampUs).toBeGreaterThanOrEqual(50e9);
    expect(server.robot.snapshot()).toEqual([]);
  });

  test('of the server alone keeps what robot code published, with its stamps', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    server.robot.set('/x', 4, 123);
    const client = await testClient(server);
    client.publish(1, '/mine', 'int');
    await client.roundTrip();
    await server.restart({ programLives: true });
    const after = await testClient(server);
    after.subscribe(1, ['/'], { prefix: true });
    await after.until(() => after.values.length > 0);
    expect(after.values).toMatchObject([{ value: 4, timestampUs: 123 }]);
    expect(after.announced('/mine')).toEqual([]);
  });

  test('loses what robot code does not publish again, but for what is asked for or persistent', async () => {
    const server = await testServer();
    for (const name of ['/lost', '/kept']) {
      server.robot.publish(name, 'int', { min: 0 });
      server.robot.set(name, 4);
    }
    server.robot.publish('/persistent', 'int', { persistent: true });
    server.robot.set('/persistent', 5);
    const client = await testClient(server);
    client.publish(1, '/lost', 'int');
    client.write([1, 'int', 6, server.clock.nowUs()]);
    await client.roundTrip();
    await server.restart({ keepTopics: (name) => name === '/kept' });
    const after = await testClient(server);
    after.subscribe(1, ['/'], { prefix: true });
    await after.until(() => after.values.length === 2);
    expect(after.valuesOf('/kept')).toEqual([4]);
    expect(after.valuesOf('/persistent')).toEqual([5]);
    expect(after.announced('/lost')).toEqual([]);
    expect(after.announced('/kept')[0]!.params['properties']).toEqual({ min: 0 });
  });
});

describe('faults', () => {
  test('a frozen server takes what comes and gives nothing, then goes on', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    const client = await testClient(server);
    client.subscribe(1, ['/x']);
    await client.until(() => client.announced('/x').length > 0);
    await client.roundTrip();
    server.faults.freeze(true);
    const { pings, order } = client;
    const heard = [pings, order.length];
    server.robot.set('/x', 1);
    client.write([-1, 'int', 1, 0]);
    const hanging = RawClient.open(server.port);
    // Nobody is served while it lasts, so time is told by a server of its own.
    await letPeriodsPass(await testServer());
    expect([client.pings, client.order.length]).toEqual(heard);
    expect(client.closed).toBeNull();

    server.faults.freeze(false);
    await client.until(() => client.valuesOf('/x').includes(1));
    expect((await hanging).closed).not.toBeNull();
  });

  test('a hung handshake lets nobody in, and nobody out', async () => {
    const server = await testServer();
    const before = await testClient(server);
    server.faults.hangHandshake(true);
    const hanging = RawClient.open(server.port);
    await before.roundTrip();
    expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(200);
    expect(server.clients).toHaveLength(1);
    server.faults.hangHandshake(false);
    expect((await hanging).closed!.code).toBe(1006);
    await testClient(server);
    expect(server.clients).toHaveLength(2);
  });

  test('a handshake that hung may hang for ever, though newcomers are served again', async () => {
    const server = await testServer();
    server.faults.hangHandshake(true);
    const hanging = RawClient.open(server.port);
    await vi.waitFor(() => {
      expect(server.faults.hanging).toBe(1);
    });
    server.faults.hangHandshake(false, false);
    await testClient(server);
    await letPeriodsPass(server);
    expect(server.faults.hanging).toBe(1);
    server.faults.dropAll();
    expect((await hanging).closed!.code).toBe(1006);
  });

  test('a refusing server keeps those who are in', async () => {
    const server = await testServer();
    const before = await testClient(server);
    await server.faults.refuse(true);
    await server.faults.refuse(true);
    expect((await RawClient.open(server.port)).closed!.code).toBe(1006);
    await before.roundTrip();
    await server.faults.refuse(false);
    await testClient(server);
    expect(server.clients).toHaveLength(2);
  });

  test('dropping kills all sockets without a word, frozen ones too', async () => {
    const server = await testServer();
    const clients = [await testClient(server), await testClient(server, 'B', ['rtt'])];
    server.faults.freeze(true);
    server.faults.dropAll();
    for (const client of clients) {
      await client.until(() => client.closed !== null);
      expect(client.closed!.code).toBe(1006);
    }
    await server.until(() => server.clients.length === 0);
  });

  test('delayed frames come late and in order', async () => {
    const server = await testServer();
    const client = await testClient(server);
    server.faults.delayMs = 60;
    const sentMs = performance.now();
    client.write([-1, 'int', 1, 0]);
    await server.until(() => server.received.length === 1);
    server.faults.delayMs = 0;
    client.write([-1, 'int', 2, 0]);
    await client.until(() => client.values.length === 2);
    expect(client.values.map(({ value }) => value)).toEqual([1, 2]);
    expect(performance.now() - sentMs).toBeGreaterThanOrEqual(59);
  });

  test('frames of clients are delayed too, and stay in order', async () => {
    const server = await testServer();
    const client = await testClient(server);
    server.faults.incomingDelayMs = 60;
    const sentMs = performance.now();
    client.write([-1, 'int', 1, 0]);
    client.write([-1, 'int', 2, 0]);
    await client.until(() => client.values.length === 2);
    expect(client.values.map(({ value }) => value)).toEqual([1, 2]);
    expect(performance.now() - sentMs).toBeGreaterThanOrEqual(59);
  });

  test('a stalled frame holds up those behind it, and no others', async () => {
    const server = await testServer();
    const client = await testClient(server);
    const draws = [0.9, 0.9, 0.04, 0.9];
    server.faults.stalls = { share: 0.05, ms: 60, random: () => draws.shift() ?? 0.9 };
    await client.roundTrip();
    expect(draws).toHaveLength(2);
    const sentMs = performance.now();
    client.write([-1, 'int', 1, 0], [-1, 'int', 2, 0]);
    await client.until(() => client.values.length === 3);
    expect(client.values.slice(1).map(({ value }) => value)).toEqual([1, 2]);
    expect(performance.now() - sentMs).toBeGreaterThanOrEqual(59);
    expect(draws).toEqual([]);
  });

  test('stranded connections hear nothing for ever and are not told; newcomers are served', async () => {
    const server = await testServer();
    server.robot.publish('/x', 'int');
    const stranded = await testClient(server);
    stranded.subscribe(1, ['/x']);
    await stranded.until(() => stranded.announced('/x').length > 0);
    server.faults.strand();
    const heard = stranded.order.length;
    server.robot.set('/x', 1);
    const next = await testClient(server, 'next');
    next.subscribe(1, ['/x']);
    await next.until(() => next.valuesOf('/x').includes(1));
    await letPeriodsPass(server);
    expect(stranded.order).toHaveLength(heard);
    expect(stranded.closed).toBeNull();
    expect(server.clients.map(({ name }) => name)).toContain('A');
  });

  test('raw frames reach every client', async () => {
    const server = await testServer();
    const clients = [await testClient(server, 'A'), await testClient(server, 'B')];
    const message = { id: 1234, timestampUs: 5, typeId: 1, value: NaN };
    server.faults.inject(encodeMessage(message));
    server.faults.inject('[{"method":"dance","params":{}}]');
    for (const client of clients) {
      await client.until(() => client.order.length === 2);
      expect(client.values).toEqual([message]);
      expect(client.texts).toEqual([{ method: 'dance', params: {} }]);
    }
  });

  test('a handshake without a subprotocol, or with a wrong one, fails at the client', async () => {
    const server = await testServer();
    server.faults.noSubprotocol(true);
    expect((await RawClient.open(server.port)).closed!.code).toBe(1006);
    server.faults.noSubprotocol(false);
    server.faults.wrongSubprotocol(true);
    expect((await RawClient.open(server.port)).closed!.code).toBe(1006);
    server.faults.wrongSubprotocol(false);
    await testClient(server);
    await server.until(() => server.clients.length === 1);
  });
});

test('a closed server frees its port and tells those who still wait for a state', async () => {
  const server = await NtServer.listen();
  const client = await RawClient.open(server.port);
  const waiting = server.until(() => false);
  const told = expect(waiting).rejects.toThrow('closed');
  await server.close();
  await told;
  await client.until(() => client.closed !== null);
  const next = await testServer({ port: server.port });
  expect(next.port).toBe(server.port);
});

test('a taken port is an error that says so', async () => {
  const server = await testServer();
  const second = NtServer.listen({ port: server.port });
  await expect(second).rejects.toSatisfy(isPortTaken);
});
