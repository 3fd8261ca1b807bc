import { mulberry32 } from '../../src/core/stats/random.ts';
import { NtcoreLink } from '../../src/link/ntcore-link.ts';
import { NtServer } from '../robot/nt-server.ts';
import { ServerClock } from '../robot/server-clock.ts';
import { skippingTicker } from './robot-link-ticker.ts';
import { wsWire } from './robot-link-ws-wire.ts';
import {
  robotLinkContract,
  type Stage,
  type StageOptions,
  type TestRobot,
} from './robot-link.contract.ts';

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
      ackMode,
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
