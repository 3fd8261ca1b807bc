import { expect, test } from 'vitest';

import type { Input } from '../../../src/core/tuning/input.ts';
import { InPageLink } from '../../../src/link/in-page-link.ts';
import { InPageServer } from '../../../src/link/in-page-server.ts';
import { RobotWatch } from '../../../src/session/robot-watch.ts';
import { address, drag, HandClock, pass } from './session-world.ts';

test('a default that robot code gives after a value was written is not taken for what the robot has', async () => {
  const clock = new HandClock();
  const server = new InPageServer(clock);
  const dashboard = {};
  server.addPublisher({ topic: drag, type: 'double', properties: {} }, dashboard);
  const link = new InPageLink({ ticker: clock, random: () => 0.5, serverAt: () => server });
  const heard: Input[] = [];
  const watch = new RobotWatch(link, clock, {
    hear: (input) => heard.push(input),
    notice: () => undefined,
    complain: () => undefined,
  });
  watch.start();
  watch.follow([drag]);
  link.connect([address]);
  await pass(clock, 100);
  const writer = link.writer(drag, 'double');
  await pass(clock, 100);
  expect(writer.write(7)).toMatchObject({ ok: true });
  const told: [unknown, number][] = [];
  link.watch(drag, {}, ({ value, serverUs }) => told.push([value, serverUs]));
  server.publish(drag, 'double');
  server.setDefault(drag, 5);
  await pass(clock, 100);
  expect(told).toContainEqual([5, 0]);
  expect(server.get(drag)).toBe(7);
  expect(heard.filter(({ type }) => type === 'observed')).toEqual([]);
  server.set(drag, 6);
  await pass(clock, 100);
  expect(heard.filter(({ type }) => type === 'observed')).toMatchObject([{ value: 6 }]);
  watch.close();
  link.disconnect();
});
