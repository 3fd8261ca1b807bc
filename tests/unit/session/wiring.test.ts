import { expect, test } from 'vitest';

import { appliedTopic as applied } from '../../../src/link/contract.ts';
import { testClient } from '../../robot/test-server.ts';
import { offer, realRobot, tuningLaptop, until } from './real-robot-world.ts';

const topics = ['Drag', 'Spin', 'Hood', 'Height', 'Gain', 'Offset', 'Air'].map(
  (name) => `/Tuning/${name}`,
);

test('the robot’s server tells which coefficients its code reads, who else writes them, and which it confirms', async () => {
  const [read, deaf] = topics as [string, string];
  const server = await realRobot((robot) => {
    offer(robot, read);
    robot.publish(applied(read), 'double');
    robot.set(applied(read), 5);
    robot.publish(deaf, 'double', { min: 0, max: 10 });
    robot.set(deaf, 5);
  });
  const scope = await testClient(server, 'AdvantageScope');
  scope.subscribe(1, [''], { prefix: true });
  const session = await tuningLaptop(server, 'MLtune-a');
  await until(
    () =>
      session.listened === 'no' &&
      Object.values(session.wirings).every(({ confirms }) => confirms !== 'unknown'),
  );
  expect(session.wirings).toEqual({
    [read]: { read: 'yes', otherWriters: [], confirms: 'yes' },
    [deaf]: { read: 'no', otherWriters: [], confirms: 'no' },
  });
  expect(session.listened).toBe('no');

  session.arm();
  scope.publish(1, read, 'double');
  await until(() => session.wirings[read]!.otherWriters.length > 0);
  expect(session.wirings[read]!.otherWriters).toEqual(['AdvantageScope@1']);
  scope.close();
  await until(() => session.wirings[read]!.otherWriters.length === 0);
  expect(session.wirings[read]).toMatchObject({ read: 'yes', otherWriters: [] });
});

test('nothing is said of a robot that is gone', async () => {
  const [topic] = topics as [string];
  const server = await realRobot((robot) => {
    offer(robot, topic);
  });
  const session = await tuningLaptop(server, 'MLtune-a');
  await until(() => session.listened === 'yes');
  await server.faults.refuse(true);
  server.faults.dropAll();
  await until(() => session.listened === 'unknown');
  expect(session.wirings[topic]).toEqual({
    read: 'unknown',
    otherWriters: [],
    confirms: 'unknown',
  });
});

test('a session with seven coefficients asks for at most 40 topics’ values', async () => {
  const server = await realRobot((robot) => {
    for (const topic of topics) offer(robot, topic);
  });
  const session = await tuningLaptop(server, 'MLtune-a');
  session.arm();
  await until(() => session.listened === 'yes');
  const open = new Map<number, readonly string[]>();
  for (const received of server.received) {
    if (received.kind !== 'text') continue;
    const { message } = received;
    if (message.method === 'unsubscribe') open.delete(message.subuid);
    if (message.method === 'subscribe' && message.options.topicsonly !== true)
      open.set(message.subuid, message.topics);
  }
  const wanted = [...open.values()].flat();
  expect(wanted.filter((topic) => topics.includes(topic))).toHaveLength(7);
  expect(wanted.length).toBeLessThanOrEqual(40);
});
