import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { mulberry32 } from '../../src/core/stats/random.ts';
import type { RobotAddress } from '../../src/link/addresses.ts';
import { NtcoreLink } from '../../src/link/ntcore-link.ts';
import { NtServer } from '../robot/nt-server.ts';
import { skippingTicker, type SkippingTicker } from './robot-link-ticker.ts';
import { wsWire } from './robot-link-ws-wire.ts';
import { patiently } from './patiently.ts';

let server: NtServer;
let ticker: SkippingTicker;
let link: NtcoreLink;
beforeEach(async () => {
  server = await NtServer.listen();
  ticker = skippingTicker();
  link = new NtcoreLink({ random: mulberry32(1), ticker, openWire: wsWire });
});
afterEach(async () => {
  link.disconnect();
  await server.close();
});

/** The link tells that its only attempt has ended so. */
async function endsIn(address: RobotAddress, kind: string, answers: boolean): Promise<void> {
  link.connect([address]);
  await patiently(() => {
    ticker.skip(250);
    expect(link.attempts()).toMatchObject([{ answers, trouble: { kind } }]);
  });
}

test('a port at which nothing listens turns an attempt down', async () => {
  await server.faults.refuse(true);
  await endsIn(server, 'turned-down', false);
});

test('a handshake that hangs is told apart from a host that is silent', async () => {
  server.faults.hangHandshake(true);
  await endsIn(server, 'stalled', true);
});

test.each([
  [
    'none of our protocols',
    (faults: NtServer['faults']) => {
      faults.noSubprotocol(true);
    },
  ],
  [
    'a protocol that is not ours',
    (faults: NtServer['faults']) => {
      faults.wrongSubprotocol(true);
    },
  ],
])(
  'a server that chooses %s is told apart from one that takes no sockets',
  async (_what, answer) => {
    answer(server.faults);
    await endsIn(server, 'no-protocol', true);
  },
);

test('a web server takes no sockets', async () => {
  const web = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const { port } = web.address() as AddressInfo;
  await endsIn({ host: '127.0.0.1', port }, 'refused', true);
  link.disconnect();
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
});
