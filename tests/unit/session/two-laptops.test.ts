import { expect, test } from 'vitest';

import { statusTopic } from '../../../src/link/contract.ts';
import type { NtServer } from '../../robot/nt-server.ts';
import { testClient } from '../../robot/test-server.ts';
import { laptop, offer, realRobot, tune, tuningLaptop, until } from './real-robot-world.ts';

const drag = '/Tuning/Drag';
const heartbeat = statusTopic('Heartbeat');
const robot = (): Promise<NtServer> =>
  realRobot((code) => {
    offer(code, drag);
  });

/** Messages that a client of that name sent: values of what, and what it publishes. */
function sentBy(server: NtServer, session: number): { values: string[]; publishes: string[] } {
  const mine = server.received.filter(({ connection }) => connection === session);
  return {
    values: mine.flatMap((message) =>
      message.kind === 'value' && message.topic !== null ? [message.topic] : [],
    ),
    publishes: mine.flatMap((received) =>
      received.kind === 'text' && received.message.method === 'publish'
        ? [received.message.name]
        : [],
    ),
  };
}
const connectionOf = (server: NtServer, name: string): number =>
  server.clients.findLast((client) => client.name === name)?.session ?? 0;

/** The first laptop tunes, armed; the second has seen it. */
async function two() {
  const server = await robot();
  const first = await tuningLaptop(server, 'MLtune-a');
  await until(() => first.standing.kind === 'ours' && first.armingBar === null);
  first.arm();
  first.set(drag, 6);
  await until(() => server.robot.get(drag) === 6);
  const second = await tuningLaptop(server, 'MLtune-b');
  await until(() => second.standing.kind === 'theirs');
  return { server, first, second };
}

test('the second laptop only watches: it can’t be armed, publishes nothing, and logs taps', async () => {
  const { server, first, second } = await two();
  expect(second.standing).toMatchObject({ name: 'MLtune-a@1', silent: false });
  second.arm();
  expect(second.state.armed).toBe(false);
  expect(second.armingBar).toBe('viewer');
  second.tap('hit');
  expect(second.state.shots).toHaveLength(1);
  expect(sentBy(server, connectionOf(server, 'MLtune-b')).publishes).toEqual([]);
  expect(first.state.armed).toBe(true);
  expect(first.standing.kind).toBe('ours');
});

test('the second takes over: the first disarms and withdraws before the second writes', async () => {
  const { server, first, second } = await two();
  second.takeOver();
  await until(() => second.standing.kind === 'ours');
  expect(first.standing).toMatchObject({ kind: 'theirs', name: 'MLtune-b@2' });
  expect([first.state.armed, first.state.disarmedBecause]).toEqual([false, 'viewer']);
  second.arm();
  second.set(drag, 7);
  await until(() => server.robot.get(drag) === 7);
  const b = connectionOf(server, 'MLtune-b');
  const left = server.received.findLastIndex(
    (received) =>
      received.connection !== b &&
      received.kind === 'text' &&
      received.message.method === 'unpublish',
  );
  const firstValue = server.received.findIndex(
    (received) => received.connection === b && received.kind === 'value',
  );
  expect(firstValue).toBeGreaterThan(left);
  first.takeOver();
  await until(() => first.standing.kind === 'ours' && second.standing.kind === 'theirs');
  expect(second.state.armed).toBe(false);
});

test('a laptop that crashed leaves the seat free, which is taken only by hand', async () => {
  const { server, first, second } = await two();
  await first.close();
  first.disconnect();
  await until(() => second.standing.kind === 'theirs' && second.standing.silent);
  expect(second.armingBar).toBe('viewer');
  second.takeOver();
  await until(() => second.armingBar === null);
  second.arm();
  second.set(drag, 7);
  await until(() => server.robot.get(drag) === 7);
});

test('after a restart of the robot the same laptop has the seat', async () => {
  const { server, first, second } = await two();
  await server.restart({ clockUs: 600e6 });
  await until(() => first.state.restartPending);
  await until(() => first.standing.kind === 'ours');
  await server.until(() =>
    sentBy(server, connectionOf(server, 'MLtune-a')).values.includes(heartbeat),
  );
  await until(() => second.standing.kind === 'theirs' && !second.standing.silent);
  expect(first.state.armed).toBe(true);
  expect(sentBy(server, connectionOf(server, 'MLtune-b')).publishes).toEqual([]);
});

test('one whose name begins like ours is another, not one of our own connections', async () => {
  const server = await robot();
  const other = await testClient(server, 'MLtune-ab');
  other.publish(1, heartbeat, 'double');
  const session = laptop(server, 'MLtune-a');
  await until(() => session.standing.kind === 'theirs');
  expect(session.standing).toMatchObject({ name: 'MLtune-ab@1' });
});

test('a tuner that does not know how to leave keeps the seat, and it is said', async () => {
  const server = await robot();
  const python = await testClient(server, 'tuner');
  python.publish(1, heartbeat, 'double');
  let beat = 1;
  const beating = setInterval(() => {
    python.write([1, 'double', ++beat, 1_000_000 * beat]);
  }, 200);
  const session = laptop(server, 'MLtune-a');
  await until(() => session.offersComplete && session.standing.kind === 'theirs');
  tune(
    session,
    session.offers.map(({ coefficient }) => coefficient),
  );
  session.takeOver();
  expect(session.standing.kind).toBe('taking');
  await until(() => session.standing.kind === 'theirs');
  clearInterval(beating);
  expect(session.standing).toMatchObject({ name: 'tuner@1', stayed: true });
  expect(session.armingBar).toBe('viewer');
});
