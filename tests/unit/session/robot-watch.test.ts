import { expect, test } from 'vitest';

import type { Input } from '../../../src/core/tuning/input.ts';
import { InPageLink } from '../../../src/link/in-page-link.ts';
import { RobotWatch } from '../../../src/session/robot-watch.ts';
import { address, HandClock, pass, TestRobot } from './session-world.ts';

test('a connection whose clock is not known yet is told once it is', async () => {
  const clock = new HandClock();
  const robot = new TestRobot(clock);
  let knows = false;
  const link = new (class extends InPageLink {
    override serverNowUs(): number | null {
      return knows ? super.serverNowUs() : null;
    }
  })({ ticker: clock, random: () => 0.5, serverAt: () => robot.server });
  const heard: Input[] = [];
  const watch = new RobotWatch(link, clock, {
    hear: (input) => heard.push(input),
    notice: () => undefined,
    complain: () => undefined,
  });
  watch.start();
  link.connect([address]);
  const online = (): readonly Input[] => heard.filter(({ type }) => type === 'online');
  await pass(clock, 500);
  expect(link.state().kind).toBe('online');
  expect(online()).toEqual([]);
  knows = true;
  await pass(clock, 500);
  expect(online()).toMatchObject([{ address: 'robot' }]);
  expect(online()[0]).toHaveProperty('serverUs', expect.any(Number));
  watch.close();
  link.disconnect();
  expect(clock.timers()).toBe(0);
});
