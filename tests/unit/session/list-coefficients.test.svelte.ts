import { expect, test } from 'vitest';

import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import { appliedTopic, shotRecordTopic } from '../../../src/link/contract.ts';
import type { InPageServer } from '../../../src/link/in-page-server.ts';
import type { NtValue } from '../../../src/link/robot-link.ts';
import { TuningSession } from '../../../src/session/tuning-session.svelte.ts';
import { address, pass, sessionWorld } from './session-world.ts';

const rpm = '/Tuning/Shooter/Rpm';
const start = [2800, 3000, 3200, 3400, 3600, 3800, 4000];
const entry = (index: number): string => `${rpm}[${index}]`;

/** Robot code with a look-up table in two lists, of which it acknowledges the one that it is told. */
const tableCode =
  (confirms: boolean, written: NtValue[] = []) =>
  (robot: InPageServer): void => {
    robot.publish('/Tuning/Shooter/Distances', 'double[]');
    robot.set('/Tuning/Shooter/Distances', [2, 2.5, 3, 3.5, 4, 5, 6]);
    robot.publish(rpm, 'double[]', { min: 2000, max: 5000, step: 10, unit: 'rpm' });
    robot.set(rpm, start);
    if (confirms) {
      robot.publish(appliedTopic(rpm), 'double[]');
      robot.set(appliedTopic(rpm), start);
    }
    robot.onValue(rpm, (given) => {
      written.push(given);
      if (confirms) robot.set(appliedTopic(rpm), given);
    });
  };

async function tuningTable(confirms = true) {
  const written: NtValue[] = [];
  const world = await sessionWorld(tableCode(confirms, written));
  const session = new TuningSession(world.parts);
  session.connect([address]);
  await pass(world.clock, 1_500);
  const coefficients = session.tables.flatMap(({ entries }) => entries);
  session.configure({ ...defaultSettings(coefficients, 1), autotune: false });
  await pass(world.clock, 300);
  return { ...world, session, written };
}

test('a table in a list is offered with its distances, and is read', async () => {
  const { session } = await tuningTable();
  expect(session.tables).toMatchObject([
    { place: rpm, role: 'speed-knot', distances: { ask: null }, boundsFromRobot: true },
  ]);
  expect(session.offers.filter(({ coefficient: { role } }) => role === 'speed-knot')).toHaveLength(
    7,
  );
  expect(session.state.baseline).toEqual(
    Object.fromEntries(start.map((value, i) => [entry(i), value])),
  );
  expect(session.wirings[entry(0)]).toMatchObject({ confirms: 'yes' });
});

test('a trial that changes all entries of a list leaves in one write, and is confirmed', async () => {
  const { session, clock, optimizer, written } = await tuningTable();
  session.arm();
  session.tap('miss');
  session.next();
  await pass(clock, 300);
  const next = start.map((value) => value + 50);
  optimizer.answer(next);
  await pass(clock, 300);
  expect(written).toEqual([next]);
  for (let i = 0; i < start.length; i++)
    expect(session.state.writes[entry(i)]).toMatchObject({
      value: next[i],
      phase: { kind: 'confirmed' },
    });
  expect(session.state.shootingTrial).toBe(1);
});

test('a list counts as one write: the next trial need not wait for the rate', async () => {
  const { session, clock, optimizer, written } = await tuningTable();
  session.arm();
  await pass(clock, 2_000);
  for (const by of [50, 60, 70]) {
    session.tap('miss');
    session.next();
    await pass(clock, 100);
    optimizer.answer(start.map((value) => value + by));
    await pass(clock, 100);
  }
  expect(written).toHaveLength(3);
});

test('a value that another dashboard changes in the list stays as it is there', async () => {
  const { session, clock, robot } = await tuningTable();
  session.arm();
  session.set(entry(1), 3050);
  await pass(clock, 300);
  robot.server.set(rpm, start.with(1, 3050).with(5, 3900));
  await pass(clock, 300);
  session.set(entry(2), 3250);
  await pass(clock, 300);
  expect(robot.get(rpm)).toEqual(start.with(1, 3050).with(2, 3250).with(5, 3900));
  expect(session.state.known[entry(5)]?.at(-1)).toMatchObject({
    value: 3900,
    by: 'acknowledgement',
  });
});

test('a robot that cannot confirm a list is written all the same, and nothing is sent twice', async () => {
  const { session, clock, written } = await tuningTable(false);
  session.arm();
  session.set(entry(0), 2850);
  await pass(clock, 4_000);
  expect(session.state.writes[entry(0)]?.phase.kind).toBe('sent');
  expect(written).toEqual([start.with(0, 2850)]);
});

test('a shot record that tells the list it used confirms its numbers', async () => {
  const { session, clock, robot } = await tuningTable(false);
  session.arm();
  session.set(entry(0), 2850);
  await pass(clock, 300);
  const used = { [rpm]: start.with(0, 2850) };
  const record = { boot: 1, id: 1, t: robot.server.nowUs(), distance: 3, hit: true, used };
  robot.server.set(shotRecordTopic, JSON.stringify(record));
  await pass(clock, 300);
  expect(session.state.shots[0]?.shot).toMatchObject({
    values: { [entry(0)]: 2850, [entry(6)]: 4000 },
    confirmed: true,
  });
  expect(session.state.writes[entry(0)]?.phase.kind).toBe('confirmed');
});

test.each([
  ['is too short', [2800, 3000], 'it has 2 numbers, and [2] is beyond them: the first is [0]'],
  ['has a number that is none', start.with(4, NaN), 'number [4] of its list is NaN'],
])('of a list that %s it is said, and nothing is written to it', async (_, values, detail) => {
  const { session, clock, robot, written } = await tuningTable();
  session.arm();
  robot.server.set(rpm, values);
  await pass(clock, 300);
  expect(session.notices.at(-1)?.notice).toMatchObject({
    kind: 'robot-trouble',
    about: 'value',
    topic: rpm,
    detail,
  });
  session.set(entry(2), 3250);
  await pass(clock, 500);
  expect(written).toEqual([]);
});

test('a topic that is no list any more is not written as one', async () => {
  const world = await tuningTable();
  const { session, clock, robot } = world;
  session.arm();
  robot.server.unpublish(rpm);
  await pass(clock, 100);
  robot.server.publish(rpm, 'double');
  robot.server.set(rpm, 5);
  await pass(clock, 300);
  session.set(entry(0), 2850);
  await pass(clock, 500);
  expect(robot.get(rpm)).toBe(5);
});
