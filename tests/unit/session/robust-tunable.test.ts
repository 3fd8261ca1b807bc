import { expect, test } from 'vitest';

import { offerFor } from '../../../src/core/tuning/offer.ts';
import { publishRobustTunable } from '../../robot/tunables.ts';
import { laptop, realRobot, tune, until } from './real-robot-world.ts';

const path = '/Tunables/Hood/Trim';

test('a robust tunable is proposed, written to its tune, and confirmed by its value', async () => {
  const server = await realRobot((robot) => {
    publishRobustTunable(robot, path, { min: -5, max: 5 });
  });
  const session = laptop(server, 'MLtune-a');
  await until(() => session.armingBar !== 'offline');
  const topic = `${path}/value`;
  const properties = { min: -5, max: 5 };
  tune(session, [offerFor({ topic, type: 'double', properties, value: 0 })!.coefficient]);
  await until(() => session.state.known[topic] !== undefined && session.armingBar === null);
  session.arm();
  session.set(topic, 2);
  await until(() => session.state.writes[topic]?.phase.kind === 'confirmed');
  expect(server.robot.get(topic)).toBe(2);
  const written = server.received.flatMap((message) =>
    message.kind === 'value' && message.topic?.startsWith(path) === true
      ? [[message.topic, message.value]]
      : [],
  );
  expect(written).toContainEqual([`${path}/tune`, 2]);
  expect(written.every(([name]) => name === `${path}/tune`)).toBe(true);
  await until(() => session.listened === 'yes');
  expect(session.wirings[topic]).toEqual({ read: 'yes', otherWriters: [], confirms: 'yes' });
});
