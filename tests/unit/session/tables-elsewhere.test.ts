import { expect, test } from 'vitest';

import type { SeenTopic } from '../../../src/core/tuning/browse.ts';
import { tableEntries, type TableOffer } from '../../../src/core/tuning/table-offer.ts';
import type { RobotSide } from '../../robot/robot-side.ts';
import { laptop, realRobot, tune, until } from './real-robot-world.ts';

const list = (robot: RobotSide, topic: string, values: readonly number[]): void => {
  robot.publish(topic, 'double[]');
  robot.set(topic, values);
};

const pairs = '/SmartDashboard/Shooter/DistanceToScoreRPM';

test('tables outside /Tuning/ are found by their names, with the distances beside them, and nothing else is read', async () => {
  const server = await realRobot((robot) => {
    list(robot, '/SmartDashboard/Shooter Distances', [2.5, 3, 4]);
    list(robot, '/SmartDashboard/Shooter Speeds', [30, 32, 36]);
    for (const [i, rpm] of [50, 55, 60].entries()) {
      const topic = `/Robot/Shooter/AngularVelocity ${i + 2}.0m (rad_s)`;
      robot.publish(topic, 'double');
      robot.set(topic, rpm);
      const tunable = `/Shooter/AngularVelocity ${i + 2}.0m (rad_s)`;
      robot.publish(tunable, 'double');
      robot.set(tunable, rpm);
    }
    list(robot, '/Arm/Positions', [1, 2, 3]);
  });
  const session = laptop(server, 'MLtune-a');
  let tables: readonly TableOffer[] = [];
  session.lookForTables((found) => {
    tables = found;
  });
  await until(() => tables.length === 2);
  // Both are speeds, and nobody knows by which of them the ball is shot.
  expect(
    tables.map(({ place, role, entries }) => [place, role, entries.map(({ atM }) => atM)]),
  ).toEqual([
    ['/Shooter/AngularVelocity #m (rad_s)', null, [2, 3, 4]],
    ['/SmartDashboard/Shooter Speeds', null, [2.5, 3, 4]],
  ]);
});

test('of a list of pairs only the values are written, and each distance stays beside its own', async () => {
  const start = [4.92, 1900, 3.46, 1610, 2.79, 1560, 1.42, 1350];
  const server = await realRobot((robot) => {
    list(robot, pairs, start);
  });
  const session = laptop(server, 'MLtune-a');
  let tables: readonly TableOffer[] = [];
  session.lookForTables((found) => {
    tables = found;
  });
  await until(() => tables.length === 1 && session.armingBar !== 'offline');
  const [table] = tables;
  const entries = tableEntries(table!, 'speed-knot', [1.42, 2.79, 3.46, 4.92]);
  expect(entries.map(({ topic, codeDefault }) => [topic, codeDefault])).toEqual([
    [`${pairs}[7]`, 1350],
    [`${pairs}[5]`, 1560],
    [`${pairs}[3]`, 1610],
    [`${pairs}[1]`, 1900],
  ]);
  tune(session, entries);
  await until(() => session.state.known[`${pairs}[1]`] !== undefined && session.armingBar === null);
  session.arm();
  session.set(`${pairs}[7]`, 1400);
  await until(() => session.state.writes[`${pairs}[7]`]?.phase.kind === 'sent');
  await until(() => String(server.robot.get(pairs)) !== String(start));
  expect(server.robot.get(pairs)).toEqual([4.92, 1900, 3.46, 1610, 2.79, 1560, 1.42, 1400]);
});

test('a list that somebody asks for is read with the distances beside it, or it is said why it is no table', async () => {
  const server = await realRobot((robot) => {
    list(robot, '/Shooter/Feet', [4, 8, 12]);
    list(robot, '/Shooter/Output', [0.4, 0.5, 0.7]);
    list(robot, '/Shooter/One', [0.4]);
    list(robot, '/Shooter/Broken', [0.4, NaN, 1]);
    robot.publish('/Shooter/Silent', 'double[]');
  });
  const session = laptop(server, 'MLtune-a');
  let seen: readonly SeenTopic[] = [];
  session.lookAtAll((topics) => {
    seen = topics;
  });
  await until(() => seen.filter(({ type }) => type === 'double[]').length === 5);
  const read = (topic: string) =>
    session.readTable(
      seen.find((one) => one.topic === topic)!,
      seen,
    );
  expect(await read('/Shooter/Output')).toMatchObject({
    place: '/Shooter/Output',
    distances: { ask: null, sources: [{ place: '/Shooter/Feet', unit: 'ft' }] },
  });
  expect(await read('/Shooter/One')).toEqual({ kind: 'count', count: 1 });
  expect(await read('/Shooter/Broken')).toEqual({ kind: 'no-numbers' });
  expect(await read('/Shooter/Silent')).toEqual({ kind: 'not-read' });
});
