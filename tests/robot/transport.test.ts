import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { decodeMessages } from './nt-codec.ts';
import { letPeriodsPass, testClient, testServer } from './test-server.ts';

describe('the handshake', () => {
  test('prefers 4.1 whatever the order of the offer', async () => {
    const server = await testServer();
    const client = await testClient(server, 'A', ['rtt', '4.0', '4.1']);
    expect(client.webSocket.protocol).toBe('v4.1.networktables.first.wpi.edu');
    expect(server.clients).toMatchObject([{ name: 'A', protocol: '4.1', session: 1 }]);
  });

  test('falls back to 4.0, which is never pinged', async () => {
    const server = await testServer();
    const client = await testClient(server, 'A', ['4.0']);
    expect(client.webSocket.protocol).toBe('networktables.first.wpi.edu');
    client.subscribe(1, ['/x']);
    await letPeriodsPass(server);
    expect(client.pings).toBe(0);
  });

  test('without a common subprotocol chooses none, and serves as 4.0', async () => {
    const server = await testServer();
    const client = await testClient(server, 'A', []);
    expect(client.webSocket.protocol).toBe('');
    expect(server.clients).toMatchObject([{ name: 'A', protocol: '4.0' }]);
  });

  test('succeeds on a wrong path and is then cut off', async () => {
    const server = await testServer();
    const client = await testClient(server, '../elsewhere');
    await client.until(() => client.closed !== null);
    expect(client.closed!.code).toBe(1006);
  });

  test('unescapes the name, which need not be unique', async () => {
    const server = await testServer();
    await testClient(server, 'Tuner%20%C3%9C');
    await testClient(server, 'Tuner%20%C3%9C');
    expect(server.clients.map(({ name }) => name)).toEqual(['Tuner Ü', 'Tuner Ü']);
  });
});

describe('time sync', () => {
  test('is answered at once with server time, the type and the value that came', async () => {
    const server = await testServer();
    const client = await testClient(server);
    const before = server.clock.nowUs();
    client.write([-1, 'int', 123, 0], [-1, 'double', 1.5, 0], [-1, 'string', 'x', 0]);
    await client.until(() => client.values.length === 3);
    expect(client.values).toMatchObject([
      { id: -1, typeId: 2, value: 123 },
      { id: -1, typeId: 1, value: 1.5 },
      { id: -1, typeId: 4, value: 'x' },
    ]);
    for (const { timestampUs } of client.values) {
      expect(timestampUs).toBeGreaterThanOrEqual(before);
      expect(timestampUs).toBeLessThanOrEqual(server.clock.nowUs());
    }
  });

  test('follows the clock when it is set', async () => {
    const server = await testServer();
    const client = await testClient(server);
    server.clock.jump(-3_600_000_000);
    expect((await client.roundTrip()).timestampUs).toBeLessThan(0);
    server.clock.restart(600_000_000);
    expect((await client.roundTrip()).timestampUs).toBeGreaterThanOrEqual(600_000_000);
  });

  test('works on an rtt connection, which is no client and understands nothing else', async () => {
    const server = await testServer();
    const rtt = await testClient(server, 'A', ['rtt']);
    rtt.publish(1, '/x', 'int');
    rtt.subscribe(1, ['$clients', '/x']);
    await rtt.roundTrip();
    const client = await testClient(server, 'B');
    client.subscribe(1, ['$clients', '/x']);
    await client.until(() => client.valuesOf('$clients').length > 0);
    expect(client.announced('/x')).toEqual([]);
    expect(rtt.texts).toEqual([]);
    expect(server.clients.map(({ protocol }) => protocol)).toEqual(['rtt', '4.1']);
  });
});

describe('plain HTTP', () => {
  test.each(['/%', '//', '/nt/', '/?x=%'])(
    'GET %s is not found, and harms nobody',
    async (path) => {
      const server = await testServer();
      const { status } = await plainGet(server.port, path);
      expect(status).toBe(404);
      await (await testClient(server)).roundTrip();
    },
  );

  test('GET / answers any origin', async () => {
    const server = await testServer();
    const response = await fetch(`http://127.0.0.1:${server.port}/`);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.text()).toContain('<html>');
  });

  test('GET /nt/persistent.json lists persistent topics', async () => {
    const server = await testServer();
    server.robot.publish('/kept', 'double', { persistent: true });
    server.robot.set('/kept', 2);
    server.robot.publish('/other', 'double');
    server.robot.set('/other', 3);
    const response = await fetch(`http://127.0.0.1:${server.port}/nt/persistent.json`);
    expect(await response.json()).toEqual([
      { name: '/kept', type: 'double', properties: { persistent: true }, value: 2 },
    ]);
  });
});

test('frames are cut near the size of a network packet, never within a message', async () => {
  const server = await testServer();
  const text = 'x'.repeat(300);
  for (let i = 0; i < 20; i++) {
    server.robot.publish(`/text/${i}`, 'string');
    server.robot.set(`/text/${i}`, text + String(i));
  }
  const client = await testClient(server);
  const sizes: number[] = [];
  client.webSocket.on('message', (data: Buffer, isBinary: boolean) => {
    if (!isBinary) return;
    expect(decodeMessages(data).length).toBeGreaterThan(0);
    sizes.push(data.byteLength);
  });
  client.subscribe(1, ['/text/'], { prefix: true });
  await client.until(() => client.values.length === 20);
  expect(sizes.length).toBeGreaterThan(3);
  expect(Math.max(...sizes)).toBeLessThan(1380 + 330);
});

/** A GET of exactly that path: `fetch` would tidy it. */
const plainGet = (port: number, path: string): Promise<{ readonly status: number | undefined }> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    })
      .on('error', reject)
      .end();
  });
