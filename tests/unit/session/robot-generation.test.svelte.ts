import { expect, test } from 'vitest';

import { InPageLink } from '../../../src/link/in-page-link.ts';
import { InPageServer } from '../../../src/link/in-page-server.ts';
import { RobotGeneration } from '../../../src/session/robot-generation.svelte.ts';
import { address, HandClock, pass } from './session-world.ts';

const controlData = '/FMSInfo/FMSControlData';

test.each<[string, readonly (readonly [string, string])[], string | null]>([
  ['an int tells 2026', [[controlData, 'int']], '2026'],
  ['a control word tells 2027', [['/DriverStation/ControlWord', 'struct:ControlWord']], '2027'],
  ['that of an alpha tells 2027', [['/FMSInfo/ControlWord', 'struct:ControlWord']], '2027'],
  ['a topic of another type tells nothing', [[controlData, 'string']], null],
  ['a longer name tells nothing', [[`${controlData}2`, 'int']], null],
  ['no topic tells nothing', [], null],
  [
    'topics that contradict each other tell nothing',
    [
      [controlData, 'int'],
      ['/DriverStation/ControlWord', 'struct:ControlWord'],
    ],
    null,
  ],
])('%s, while it is connected', async (_what, topics, generation) => {
  const clock = new HandClock();
  const server = new InPageServer(clock);
  for (const [topic, type] of topics) server.publish(topic, type);
  const link = new InPageLink({ ticker: clock, random: () => 0.5, serverAt: () => server });
  const robot = new RobotGeneration(link);
  expect(robot.told).toBeNull();
  link.connect([address]);
  await pass(clock, 100);
  expect(robot.told).toBe(generation);
  link.disconnect();
  expect(robot.told).toBeNull();
  robot.close();
});
