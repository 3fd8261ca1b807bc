import { expect, test } from 'vitest';

import { codeFor } from '../../../src/core/code/generate.ts';
import { toCsv } from '../../../src/core/log/csv.ts';
import { shotTable } from '../../../src/core/log/row.ts';
import { profileFromJson, profileToJson } from '../../../src/core/profile/profile-json.ts';
import { profileSettings } from '../../../src/core/profile/profile.ts';
import { noRules, type Coefficient } from '../../../src/core/tuning/coefficient.ts';
import { offerFor } from '../../../src/core/tuning/offer.ts';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import { appliedTopic } from '../../../src/link/contract.ts';
import type { RobotSide } from '../../robot/robot-side.ts';
import { laptop, realRobot, tune, until } from './real-robot-world.ts';

const rpm = 'Tuning/Shooter/Rpm';

/** Robot code that reads a number, and acknowledges what it read. */
function acknowledging(robot: RobotSide, topic: string, value: number): void {
  robot.publish(topic, 'double');
  robot.set(topic, value);
  robot.publish(appliedTopic(topic), 'double');
  robot.set(appliedTopic(topic), value);
  robot.onValue(topic, (given) => {
    robot.set(appliedTopic(topic), given);
  });
}

test('a number whose name begins without a slash is offered, written by that name, and confirmed', async () => {
  const server = await realRobot((robot) => {
    acknowledging(robot, rpm, 2000);
  });
  const session = laptop(server, 'MLtune-a');
  const seen = new Set<string>();
  session.lookAtAll((topics) => {
    for (const { topic } of topics) seen.add(topic);
  });
  await until(() => session.offers.length > 0 && session.armingBar !== 'offline');
  expect(session.offers.map(({ coefficient: { topic, name } }) => [topic, name])).toEqual([
    [rpm, 'Rpm'],
  ]);
  tune(
    session,
    session.offers.map(({ coefficient }) => coefficient),
  );
  await until(() => session.state.known[rpm] !== undefined && session.armingBar === null);
  session.arm();
  session.set(rpm, 2100);
  await until(() => session.state.writes[rpm]?.phase.kind === 'confirmed');
  session.tap('hit');
  expect(toCsv(shotTable(session.state.shots, session.events)).split('\r\n')[0]).toContain(
    `,${rpm},`,
  );
  expect(server.robot.get(rpm)).toBe(2100);
  expect(server.robot.get(`/${rpm}`)).toBeUndefined();
  await until(() => session.listened === 'yes');
  expect(session.wirings[rpm]).toEqual({ read: 'yes', otherWriters: [], confirms: 'yes' });
  await until(() => seen.has(rpm));
});

test('one acknowledgement is of neither of two numbers that differ by their first slash only', async () => {
  const server = await realRobot((robot) => {
    acknowledging(robot, rpm, 2000);
    robot.publish(`/${rpm}`, 'double');
    robot.set(`/${rpm}`, 3000);
    robot.onValue(`/${rpm}`, () => undefined);
  });
  const session = laptop(server, 'MLtune-a');
  await until(() => session.offers.length === 2 && session.armingBar !== 'offline');
  tune(
    session,
    session.offers.map(({ coefficient }) => coefficient),
  );
  await until(
    () =>
      session.listened === 'yes' && session.armingBar === null && session.state.baseline !== null,
  );
  expect(session.state.baseline).toEqual({ [rpm]: 2000, [`/${rpm}`]: 3000 });
  expect([rpm, `/${rpm}`].map((topic) => session.wirings[topic]?.confirms)).toEqual(['no', 'no']);
});

const coefficient: Coefficient = {
  ...offerFor({ topic: rpm, type: 'double', properties: {}, value: 2000 })!.coefficient,
  own: noRules,
};

test('a number whose name begins without a slash keeps its name in profiles and code', () => {
  const settings = defaultSettings([coefficient], 1);
  const read = profileFromJson(
    profileToJson({ name: 'Ours', settings: profileSettings(settings) }),
  );
  expect(read).toMatchObject({ ok: true, value: { settings: { coefficients: [{ topic: rpm }] } } });
  const value = { coefficient, value: 2100, before: 2000 };
  const code = (language: 'cpp' | 'java' | 'python', form: 'constants' | 'tunables'): string =>
    codeFor({ language, season: '2026', form, values: [value], about: [], holder: 'Tuned' }).text;
  expect(code('python', 'tunables')).toContain(`self._entry("${rpm}", 2100.0)`);
  expect(code('cpp', 'tunables')).toContain(`kShooterRpm = Entry("${rpm}", 2100.0)`);
  // AdvantageKit's class puts a slash before its folder: it would publish another topic.
  expect(code('java', 'tunables')).toContain('public static final double kShooterRpm = 2100.0;');
  expect(code('java', 'constants')).toContain(`was 2000.0; ${rpm}`);
});
