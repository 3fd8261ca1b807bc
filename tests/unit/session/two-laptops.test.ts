import { describe, expect, test } from 'vitest';

import { inCode } from '../../../src/core/tuning/in-code.ts';
import { statusTopic } from '../../../src/link/contract.ts';
import type { TuningSession } from '../../../src/session/tuning-session.svelte.ts';
import { baselineWords, trialWords } from '../../../src/ui/standing-words.ts';
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

describe('the second laptop', () => {
  const report = ({ other }: TuningSession) => other;

  test('learns baseline, code, trial and counts from the one that tunes, and keeps them after it took over', async () => {
    const { server, first, second } = await two();
    first.tap('hit');
    await until(() => report(second)?.trialShots === 1);
    expect(report(second)).toEqual({
      trial: 1,
      shots: 1,
      trialShots: 1,
      baseline: { [drag]: 5 },
      code: { [drag]: 5 },
      best: null,
    });
    await until(() => second.state.shootingTrial === 1);
    second.takeOver();
    await until(() => second.armingBar === null && second.standing.kind === 'ours');
    second.arm();
    expect(second.state).toMatchObject({ baseline: { [drag]: 5 }, baselineUnknown: false });
    expect(trialWords(second.state, second.standing, second.other)).toBe(
      'Trial 1, of the other laptop · 0 shots',
    );
    expect(inCode(second.state, drag)).toBe(5);
    second.goTo('baseline');
    await until(() => server.robot.get(drag) === 5);
    expect(second.events.find(({ type }) => type === 'took-over')).toMatchObject({
      from: 'MLtune-a@1',
      known: true,
    });
    // The first sees where it stands now, and keeps what it knows itself.
    await until(() => report(first)?.trial === 2);
    expect(first.state.baseline).toEqual({ [drag]: 5 });
  });

  test('of a tuner that does not say what the robot had before calls nothing of it a baseline', async () => {
    const server = await robot();
    const python = await testClient(server, 'tuner');
    python.publish(1, heartbeat, 'double');
    python.publish(2, drag, 'double');
    python.write([2, 'double', 6, server.clock.nowUs()]);
    const session = await tuningLaptop(server, 'MLtune-a');
    await until(() => session.standing.kind === 'theirs');
    expect(trialWords(session.state, session.standing, session.other)).toBe(
      'Another laptop tunes; it does not say its trial',
    );
    session.takeOver();
    python.close();
    await until(() => session.standing.kind === 'ours' && session.state.baseline !== null);
    await until(() => session.state.baselineUnknown);
    expect(trialWords(session.state, session.standing, session.other)).toBe(
      'As taken over · 0 shots',
    );
    expect(baselineWords(session.state)).toMatch(/^Another laptop tuned this robot before/);
    expect(session.events.find(({ type }) => type === 'took-over')).toMatchObject({ known: false });
  });

  test('learns nothing from a report that it does not understand', async () => {
    const server = await robot();
    const other = await testClient(server, 'tuner');
    other.publish(1, heartbeat, 'double');
    other.publish(2, statusTopic('Session'), 'string');
    const session = await tuningLaptop(server, 'MLtune-a');
    await until(() => session.standing.kind === 'theirs');
    for (const text of ['{', '{"trial":1}', '[]', 'null'])
      other.write([2, 'string', text, server.clock.nowUs()]);
    other.publish(3, '/test/mark', 'int');
    other.write([3, 'int', 1, server.clock.nowUs()]);
    await until(() => server.robot.get(statusTopic('Session')) === 'null');
    expect([session.other, session.state.otherSession]).toEqual([null, null]);
  });
});
