import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { encode } from '@msgpack/msgpack';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { mulberry32 } from '../../src/core/stats/random.ts';
import type { RobotAddress } from '../../src/link/addresses.ts';
import { InPageLink } from '../../src/link/in-page-link.ts';
import { InPageServer } from '../../src/link/in-page-server.ts';
import { NtcoreLink } from '../../src/link/ntcore-link.ts';
import type { LinkState, Sample } from '../../src/link/robot-link.ts';
import { NtServer } from '../robot/nt-server.ts';
import { ServerClock } from '../robot/server-clock.ts';
import { attemptsContract } from './robot-link-attempts.contract.ts';
import { Heard } from './robot-link-heard.ts';
import { skippingTicker, type SkippingTicker } from './robot-link-ticker.ts';
import { wsWire } from './robot-link-ws-wire.ts';
import {
  robotLinkContract,
  type Stage,
  type StageOptions,
  type TestRobot,
} from './robot-link.contract.ts';
import { patiently } from './patiently.ts';

/** The simulated robot, as the contract treats it. */
function testRobot(server: NtServer): TestRobot {
  return {
    address: { host: server.host, port: server.port },
    code: server.robot,
    onStart: (code) => {
      server.onStart(code);
    },
    restart: ({ seed, clockUs } = {}) =>
      server.restart({
        ...(seed === undefined ? {} : { permuteIds: seed }),
        ...(clockUs === undefined ? {} : { clockUs }),
      }),
    drop: () => {
      server.faults.dropAll();
    },
    freeze: (on) => {
      server.faults.freeze(on);
    },
    clockUs: () => server.clock.nowUs(),
    jumpClock: (us) => {
      server.clock.jump(us);
    },
    connections: () => server.clients.length,
    until: (predicate) => server.until(predicate),
  };
}

async function makeStage({ ackMode = '2026', clockUs }: StageOptions = {}): Promise<Stage> {
  const servers: NtServer[] = [];
  const listen = async (): Promise<NtServer> => {
    const server = await NtServer.listen({
      season: ackMode,
      ...(clockUs === undefined ? {} : { clock: new ServerClock(clockUs) }),
    });
    servers.push(server);
    return server;
  };
  const robot = testRobot(await listen());
  const ticker = skippingTicker();
  const link = new NtcoreLink({ random: mulberry32(1), ticker, openWire: wsWire });
  return {
    link,
    robot,
    another: async () => testRobot(await listen()),
    skip: (ms) => {
      ticker.skip(ms);
    },
    busy: () => ticker.busy(),
    async close() {
      link.disconnect();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

robotLinkContract('the link over ntcore-ts-client', makeStage);
attemptsContract('the link over ntcore-ts-client', makeStage);

/** A server in the page, as the contract treats it. */
function inPageRobot(server: InPageServer, changes: Heard<true>, address: RobotAddress): TestRobot {
  return {
    address,
    code: server,
    onStart: (code) => {
      server.onStart(code);
    },
    restart: ({ clockUs } = {}) => {
      server.restart(clockUs);
      return Promise.resolve();
    },
    drop: () => {
      server.drop();
    },
    freeze: (on) => {
      server.freeze(on);
    },
    clockUs: () => server.nowUs(),
    jumpClock: (us) => {
      server.jumpClock(us);
    },
    connections: () => server.connections,
    until: (predicate) => changes.until(predicate),
  };
}

function makeStageInPage({ clockUs }: StageOptions = {}): Promise<Stage> {
  const ticker = skippingTicker();
  const servers = new Map<string, InPageServer>();
  const listen = (host: string): TestRobot => {
    const changes = new Heard<true>();
    const server = new InPageServer(ticker, clockUs, () => {
      changes.hear(true);
    });
    servers.set(host, server);
    return inPageRobot(server, changes, { host, port: 5810 });
  };
  const robot = listen('one');
  const link = new InPageLink({
    random: mulberry32(1),
    ticker,
    serverAt: ({ host }) => servers.get(host)!,
  });
  return Promise.resolve({
    link,
    robot,
    another: () => Promise.resolve(listen('two')),
    skip: (ms) => {
      ticker.skip(ms);
    },
    busy: () => ticker.busy(),
    close() {
      link.disconnect();
      return Promise.resolve();
    },
  });
}

robotLinkContract('the link to a robot in the page', makeStageInPage);
attemptsContract('the link to a robot in the page', makeStageInPage);

describe('the link over ntcore-ts-client', () => {
  let server: NtServer;
  let ticker: SkippingTicker;
  let link: NtcoreLink;
  let states: Heard<LinkState>;

  beforeEach(async () => {
    server = await NtServer.listen();
    ticker = skippingTicker();
    link = new NtcoreLink({ random: mulberry32(1), ticker, openWire: wsWire });
    states = new Heard();
    link.onState(states.hear);
  });
  afterEach(async () => {
    link.disconnect();
    await server.close();
    vi.restoreAllMocks();
  });
  const connect = async (): Promise<void> => {
    link.connect([server]);
    await states.until((all) => all.at(-1)?.kind === 'online');
  };
  /** Resolves once the link says in words what is wrong, as it must. */
  const troubled = (words: RegExp): Promise<void> =>
    states.until((all) => all.some((s) => s.kind === 'connecting' && words.test(s.why ?? '')));

  test('looks no name up for a value', async () => {
    server.robot.publish('/n', 'int');
    const n = new Heard<Sample>();
    link.watch('/n', { all: true }, n.hear);
    link.watch('/', { prefix: true, all: true }, () => undefined);
    await connect();
    server.robot.set('/n', 0);
    await n.until((all) => all.length > 0);
    const before = link.lookups;
    for (let i = 1; i <= 500; i++) server.robot.set('/n', i);
    await n.until((all) => all.at(-1)?.value === 500);
    expect(link.lookups).toBe(before);
  });

  test('prints nothing while a robot comes and goes', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
      vi.spyOn(console, method).mockImplementation(() => undefined),
    );
    link.writer('/k', 'int');
    await connect();
    await server.restart();
    await states.until((all) => all.some((s) => s.kind === 'online' && s.session === 2));
    await server.faults.refuse(true);
    server.faults.dropAll();
    await troubled(/robot/i);
    ticker.skip(10_000);
    link.disconnect();
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });

  test('takes the good values out of any mixture with nonsense, and stays', async () => {
    const good = new Heard<Sample>();
    link.watch('/good', { all: true }, good.hear);
    await connect();
    const id = 500;
    const announce = { id, name: '/good', type: 'double', properties: {} };
    server.faults.inject(JSON.stringify([{ method: 'announce', params: announce }]));
    const random = mulberry32(11);
    const nonsense: readonly unknown[] = [
      null,
      {},
      'x',
      [],
      [id],
      [id, 1, 4, 'a text'],
      [id, 1, 1, 'a text'],
      [id, Number.NaN, 1, 1],
      [id, 1, 1, null],
      [999, 1, 1, 1],
      [-2, 1, 1, 1],
      [-1, 'x', 1, 1],
      [-1, 1e6, 1, 'x'],
      [id, 1, 17, [1, 'x']],
      [id, 1, 77, 1],
      [id, 1, 5, Uint8Array.of(1)],
    ];
    const sent: number[] = [];
    for (let frame = 0; frame < 200; frame++) {
      const parts: Uint8Array[] = [];
      for (let k = 0; k < 10; k++) {
        if (random() < 0.3) {
          sent.push(sent.length);
          parts.push(encode([id, server.clock.nowUs(), 1, sent.length - 1]));
        } else parts.push(encode(nonsense[Math.floor(random() * nonsense.length)]));
      }
      if (random() < 0.2) parts.push(Uint8Array.of(0xc1, 0x94));
      server.faults.inject(Buffer.concat(parts));
      if (random() < 0.1) server.faults.inject('{"not": "an array"}');
    }
    await good.until((all) => all.length >= sent.length);
    expect(good.all.map(({ value }) => value)).toEqual(sent);
    expect(link.state()).toMatchObject({ session: 1 });
  });

  test('says in words that nothing answers, and tries for ever', async () => {
    await server.faults.refuse(true);
    link.connect([server]);
    await troubled(/No connection to 127\.0\.0\.1/);
    ticker.skip(1000);
    await states.until((all) => all.some((s) => s.kind === 'connecting' && s.attempt >= 2));
    await server.faults.refuse(false);
    ticker.skip(3000);
    await states.until((all) => all.at(-1)?.kind === 'online');
  });

  test('says in words that something answers but speaks no NetworkTables', async () => {
    const web = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    link.connect([{ host: '127.0.0.1', port: (web.address() as AddressInfo).port }]);
    await troubled(/takes no connection on port/);
    link.disconnect();
    web.closeAllConnections();
    await new Promise((resolve) => web.close(resolve));
  });

  test('says in words that a handshake hangs, and goes on', async () => {
    server.faults.hangHandshake(true);
    link.connect([server]);
    await states.until((all) => all.length > 0);
    await patiently(() => {
      ticker.skip(500);
      expect(link.state()).toMatchObject({
        why: expect.stringContaining('does not open') as string,
      });
    });
    server.faults.hangHandshake(false);
    await states.until((all) => all.at(-1)?.kind === 'online');
  });

  test('says in words that the platform forbids the connection', async () => {
    const forbidden = new NtcoreLink({
      random: mulberry32(1),
      ticker,
      openWire: () => {
        throw new Error('The operation is insecure.');
      },
      probe: () => Promise.resolve('untold'),
    });
    forbidden.onState(states.hear);
    forbidden.connect([server]);
    await troubled(/forbids .*127\.0\.0\.1.*The operation is insecure/);
    forbidden.disconnect();
  });

  test('looks after a connection at once when the page wakes, and dials at once when there is none', async () => {
    let wake = (): void => undefined;
    const waking = new NtcoreLink({
      random: mulberry32(1),
      ticker,
      openWire: wsWire,
      wake: (listener) => {
        wake = listener;
        return () => undefined;
      },
    });
    const heard = new Heard<LinkState>();
    waking.onState(heard.hear);
    waking.connect([server]);
    await heard.until((all) => all.at(-1)?.kind === 'online');
    const syncs = server.received.filter(({ kind }) => kind === 'sync').length;
    wake();
    await server.until(() => server.received.filter(({ kind }) => kind === 'sync').length > syncs);
    waking.disconnect();
  });
});
