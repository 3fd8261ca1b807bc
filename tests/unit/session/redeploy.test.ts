import { expect, test } from 'vitest';

import { onRobot } from '../../../src/core/tuning/values.ts';
import type { TuningSession } from '../../../src/session/tuning-session.svelte.ts';
import { statusTopic } from '../../../src/link/contract.ts';
import type { NtServer } from '../../robot/nt-server.ts';
import type { RobotSide } from '../../robot/robot-side.ts';
import { offer, realRobot, tuningLaptop, until } from './real-robot-world.ts';

const drag = '/Tuning/Drag';
/** What WPILib writes once, when a program begins. */
const startTopic = '/FMSInfo/.type';

/** Values that clients wrote for a topic since a place in what the server received. */
const writtenSince = (server: NtServer, place: number, topic: string): readonly unknown[] =>
  server.received
    .slice(place)
    .flatMap((one) => (one.kind === 'value' && one.topic === topic ? [one.value] : []));

/** Resolves after so many heartbeats since a place: what was going to be written by itself has been. */
const beats = (server: NtServer, place: number, count: number): Promise<void> =>
  until(() => writtenSince(server, place, statusTopic('Heartbeat')).length >= count);

/** A laptop that has written a value, and holds it. */
async function held(server: NtServer): Promise<TuningSession> {
  const session = await tuningLaptop(server, 'MLtune-a');
  await until(() => session.armingBar === null && onRobot(session.state, drag) === 5);
  session.arm();
  await until(() => session.state.baseline !== null);
  session.set(drag, 7);
  await until(() => server.robot.get(drag) === 7 && onRobot(session.state, drag) === 7);
  session.hold(true);
  return session;
}

/** The robot's program is killed and started, as on a roboRIO: its clock goes on. */
const redeploy = (server: NtServer): Promise<void> =>
  server.restart({ clockUs: server.clock.nowUs() });

test('a redeployed robot whose clock goes on keeps its defaults until a person has answered', async () => {
  const server = await realRobot((robot) => {
    offer(robot, drag);
  });
  const session = await held(server);
  const place = server.received.length;
  await redeploy(server);
  await beats(server, place, 3);
  expect(writtenSince(server, place, drag)).toEqual([]);
  expect(session.state.restartPending).toBe(true);
  expect(server.robot.get(drag)).toBe(5);
  expect(onRobot(session.state, drag)).toBe(5);
  session.answerRestart('trial');
  await until(() => server.robot.get(drag) === 7);
});

/** Robot code that sets its coefficient when it begins, so that its stamp is as strong as any, and says once that it began. */
function codeThatSets(robot: RobotSide): void {
  robot.publish(startTopic, 'string');
  robot.set(startTopic, 'FMSInfo');
  robot.publish(drag, 'double', { min: 0, max: 10 });
  robot.set(drag, 5);
  robot.onValue(drag, () => undefined);
}

test('a redeployed robot is known by the stamp of its start, though it sets another value than before', async () => {
  let coded = 5;
  const server = await realRobot((robot) => {
    codeThatSets(robot);
    robot.set(drag, coded);
  });
  const session = await held(server);
  const place = server.received.length;
  coded = 6;
  await redeploy(server);
  await until(() => session.state.restartPending);
  await until(() => onRobot(session.state, drag) === 6);
  await beats(server, place, 3);
  expect(writtenSince(server, place, drag)).toEqual([]);
  expect(session.events.filter(({ type }) => type === 'code-restarted')).toMatchObject([
    { sign: 'start-stamp' },
  ]);
});

test('a redeployed robot is known by other numbers of its topics, where it says nothing of its start', async () => {
  let coded = 5;
  const server = await realRobot((robot) => {
    if (coded !== 5) robot.publish('/Other/First', 'double');
    robot.publish(drag, 'double', { min: 0, max: 10 });
    robot.set(drag, coded);
    robot.onValue(drag, () => undefined);
  });
  const session = await held(server);
  coded = 6;
  await redeploy(server);
  await until(() => session.state.restartPending);
  await until(() => onRobot(session.state, drag) === 6);
  expect(session.events.filter(({ type }) => type === 'code-restarted')).toMatchObject([
    { sign: 'topic-id' },
  ]);
});

test('robot code that takes its coefficient back and offers it again within a connection is asked about', async () => {
  const server = await realRobot((robot) => {
    offer(robot, drag);
  });
  const session = await held(server);
  session.disarm();
  await server.until(() => server.received.at(-1)?.kind === 'text');
  server.robot.unpublish(drag);
  await until(() => onRobot(session.state, drag) === 7 && !server.robot.get(drag));
  offer(server.robot, drag);
  await until(() => session.state.restartPending);
  await until(() => onRobot(session.state, drag) === 5);
  expect(session.state.restartPending).toBe(true);
});

test.each([
  ['its defaults are weak', 1_000],
  ['its code sets its values', 3_000],
])('a loss of the radio asks nothing and sends nothing again, where %s', async (how, lastsMs) => {
  const server = await realRobot(
    how === 'its defaults are weak'
      ? (robot) => {
          offer(robot, drag);
        }
      : codeThatSets,
  );
  const session = await held(server);
  const place = server.received.length;
  server.faults.freeze(true);
  await until(() => session.state.online === null);
  await new Promise((resolve) => setTimeout(resolve, lastsMs));
  server.faults.freeze(false);
  await beats(server, place, 3);
  expect(session.state.restartPending).toBe(false);
  expect(writtenSince(server, place, drag)).toEqual([]);
  expect(server.robot.get(drag)).toBe(7);
  expect(session.state.armed).toBe(true);
});

test('a first value that was lost with the radio is sent again to the same program, and nothing is asked', async () => {
  const server = await realRobot((robot) => {
    robot.publish(startTopic, 'string');
    robot.set(startTopic, 'FMSInfo');
    offer(robot, drag);
  });
  const session = await tuningLaptop(server, 'MLtune-a');
  await until(() => session.armingBar === null && onRobot(session.state, drag) === 5);
  session.arm();
  await until(() => session.state.baseline !== null);
  // It leaves for a connection that is dead for good.
  await until(() => sendable(server));
  server.faults.strand();
  session.set(drag, 7);
  await until(() => session.state.online === null);
  await until(() => server.robot.get(drag) === 7);
  expect(session.state.restartPending).toBe(false);
  expect(session.events.filter(({ type }) => type === 'sent')).toHaveLength(2);
});

/** Whether a client publishes the coefficient, so that a value leaves at once. */
const sendable = (server: NtServer): boolean =>
  server.received.some(
    (one) =>
      one.kind === 'text' &&
      one.message.method === 'publish' &&
      JSON.stringify(one.message).includes(drag),
  );
