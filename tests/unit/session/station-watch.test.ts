import { expect, test } from 'vitest';

import type { Input } from '../../../src/core/tuning/input.ts';
import { driverStation } from '../../../src/link/contract.ts';
import { InPageLink } from '../../../src/link/in-page-link.ts';
import { InPageServer } from '../../../src/link/in-page-server.ts';
import { StationWatch } from '../../../src/session/station-watch.ts';
import {
  publishDriverStation,
  practiceStation,
  stationGenerations,
} from '../../robot/driver-station.ts';
import { address, control, HandClock, pass } from './session-world.ts';

/** Longer than a robot has to announce that it tells its state, ms. */
const longMs = 1_000;
const stateTopics = [driverStation.controlData, ...driverStation.controlWords];

async function watching(robotCode: (robot: InPageServer) => void) {
  const clock = new HandClock();
  const server = new InPageServer(clock);
  server.onStart(robotCode);
  const link = new InPageLink({ ticker: clock, random: () => 0.5, serverAt: () => server });
  const heard: Input[] = [];
  const watch = new StationWatch(link, clock, {
    hear: (input) => heard.push(input),
    came: () => undefined,
  });
  watch.start();
  link.onState(({ kind }) => {
    if (kind === 'online') watch.online();
    else watch.offline();
  });
  link.connect([address]);
  await pass(clock, longMs);
  return { clock, server, watch, heard };
}

test('a robot without any such topic is one that tells no state, and only once it had time to', async () => {
  const { clock, server, watch } = await watching(() => undefined);
  expect(watch.robot).toEqual({ kind: 'unknown' });
  server.restart();
  expect(watch.robot).toEqual({ kind: 'unread' });
  await pass(clock, 10 * longMs);
  expect(watch.robot).toEqual({ kind: 'unknown' });
});

test.each(stateTopics)(
  'a robot that announces %s is never taken for one that tells no state',
  async (topic) => {
    const { clock, server, watch } = await watching((robot) => {
      robot.publish(topic, topic === driverStation.controlData ? 'int' : 'struct:ControlWord');
    });
    expect(watch.robot).toEqual({ kind: 'unread' });
    server.set(
      topic,
      topic === driverStation.controlData
        ? control.match
        : Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x36),
    );
    await pass(clock, longMs);
    expect(watch.robot).toMatchObject({ kind: 'known', fms: true });
  },
);

test('a robot that begins to tell its state late is not taken for a bench any longer', async () => {
  const { clock, server, watch } = await watching(() => undefined);
  server.publish(driverStation.controlData, 'int');
  await pass(clock, longMs);
  expect(watch.robot).toEqual({ kind: 'unread' });
});

test.each(stationGenerations)(
  'a match that WPILib %s tells of is told with its event, type and number',
  async (generation) => {
    const { heard } = await watching((robot) => {
      const match = { event: 'CASJ', type: 'elimination', number: 3 } as const;
      publishDriverStation(robot, { ...practiceStation, match }, generation);
    });
    expect(heard.findLast(({ type }) => type === 'match')).toEqual({
      type: 'match',
      match: { event: 'CASJ', type: 'elimination', number: 3 },
    });
  },
);

test('the name of an event that goes on for ever is cut, as it stands on every row', async () => {
  const { heard } = await watching((robot) => {
    const match = { event: 'x'.repeat(1e6), type: 'practice', number: 1 } as const;
    publishDriverStation(robot, { ...practiceStation, match }, '2026');
  });
  const told = heard.findLast((input) => input.type === 'match');
  expect(told?.match?.event).toBe('x'.repeat(64));
});
