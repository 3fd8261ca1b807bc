import { expect, test } from 'vitest';

import type { Coefficient } from '../../../src/core/tuning/coefficient.ts';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import { onRobot } from '../../../src/core/tuning/values.ts';
import { appliedTopic } from '../../../src/link/contract.ts';
import type { TuningSession } from '../../../src/session/tuning-session.svelte.ts';
import type { NtServer } from '../../robot/nt-server.ts';
import type { RobotSide } from '../../robot/robot-side.ts';
import { coefficient } from '../tuning/bench.ts';
import { laptop, realRobot, until } from './real-robot-world.ts';

const rpm = '/Tuning/Rpm';

/** As a team saved it when the topic was a double. */
const saved = coefficient({ topic: rpm, name: 'Rpm', min: 1000, max: 2000, step: 0.5 });
const asSaved: Coefficient = { ...saved, codeDefault: 1500 };

/** Robot code that offers the number with a type, reads it, and acknowledges what it has read. */
function offers(robot: RobotSide, type: 'double' | 'int' | 'float', value = 1500): void {
  robot.publish(rpm, type);
  robot.set(rpm, value);
  robot.publish(appliedTopic(rpm), 'double');
  robot.set(appliedTopic(rpm), value);
  robot.onValue(rpm, (given) => {
    robot.set(appliedTopic(rpm), given);
  });
}

async function armed(server: NtServer): Promise<TuningSession> {
  const session = laptop(server, 'MLtune-a');
  session.configure(defaultSettings([asSaved], 1));
  await until(() => session.state.baseline !== null && session.armingBar === null);
  session.arm();
  return session;
}

const phase = (session: TuningSession) => session.state.writes[rpm]?.phase.kind;
const sent = (session: TuningSession) =>
  session.events.flatMap((event) => (event.type === 'sent' ? [event.value] : []));

test('a float topic whose code acknowledges is confirmed by the one value that was sent', async () => {
  const server = await realRobot((robot) => {
    offers(robot, 'float');
  });
  const session = await armed(server);
  session.set(rpm, 1534.11);
  await until(() => phase(session) === 'confirmed');
  expect(sent(session)).toEqual([Math.fround(1534.11)]);
  expect(server.robot.get(rpm)).toBe(Math.fround(1534.11));
  expect(onRobot(session.state, rpm)).toBe(Math.fround(1534.11));
});

test('an int topic of a profile without "whole numbers" is sent the nearest one, and the shots have it', async () => {
  const server = await realRobot((robot) => {
    offers(robot, 'int');
  });
  const session = await armed(server);
  session.set(rpm, 1534.11);
  await until(() => phase(session) === 'confirmed');
  expect(sent(session)).toEqual([1534]);
  expect(server.robot.get(rpm)).toBe(1534);
  session.tap('hit');
  expect(session.state.shots.at(-1)).toMatchObject({ trial: 1, shot: { values: { [rpm]: 1534 } } });
});

test('a topic that comes back as int after a restart is written as int, once a person has answered', async () => {
  let type: 'double' | 'int' = 'double';
  const server = await realRobot((robot) => {
    offers(robot, type);
  });
  const session = await armed(server);
  session.set(rpm, 1534.11);
  await until(() => server.robot.get(rpm) === 1534.11);
  type = 'int';
  await server.restart({ clockUs: server.clock.nowUs() });
  await until(() => session.state.restartPending);
  session.answerRestart('trial');
  await until(() => server.robot.get(rpm) === 1534);
  await until(() => phase(session) === 'confirmed');
  expect(session.events).toContainEqual(
    expect.objectContaining({ type: 'adjusted', value: 1534.11, fits: 1534 }),
  );
});

test('a topic that comes back as text is said to be so, and nothing is published to it', async () => {
  let isText = false;
  const server = await realRobot((robot) => {
    if (!isText) offers(robot, 'double');
    else {
      robot.publish(rpm, 'string');
      robot.set(rpm, '1500');
    }
  });
  const session = await armed(server);
  session.set(rpm, 1534);
  await until(() => server.robot.get(rpm) === 1534);
  isText = true;
  const place = server.received.length;
  await server.restart({ clockUs: server.clock.nowUs() });
  await until(() => session.state.restartPending);
  session.answerRestart('trial');
  await until(() => session.waiting.kind === 'closed');
  expect(session.waiting).toEqual({
    kind: 'closed',
    topic: rpm,
    why: { kind: 'type', type: 'string' },
  });
  expect(session.state.shootingTrial).toBe(2);
  const published = server.received
    .slice(place)
    .flatMap((one) =>
      one.kind === 'text' && one.message.method === 'publish' ? [one.message.name] : [],
    );
  expect(published).not.toContain(rpm);
  session.set(rpm, 1600);
  expect(session.notices.at(-1)?.notice).toMatchObject({ kind: 'cannot-leave', topic: rpm });
});

test('a topic that the robot no longer offers is said to be gone, is not made by this page, and is written when it is back', async () => {
  const server = await realRobot((robot) => {
    offers(robot, 'double');
  });
  const session = await armed(server);
  await until(() => session.waiting.kind === 'shots');
  session.disarm();
  server.robot.unpublish(rpm);
  await until(() => session.now.destinations[rpm]?.kind === 'closed');
  session.arm();
  await until(() => session.waiting.kind === 'closed');
  expect(session.waiting).toMatchObject({ why: { kind: 'absent' } });
  server.robot.publish(rpm, 'double');
  server.robot.set(rpm, 1500);
  await until(() => session.waiting.kind === 'shots');
  session.set(rpm, 1600);
  await until(() => server.robot.get(rpm) === 1600);
});
