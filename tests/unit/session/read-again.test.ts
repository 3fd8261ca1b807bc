import { expect, onTestFinished, test } from 'vitest';

import type { Input } from '../../../src/core/tuning/input.ts';
import { InPageLink } from '../../../src/link/in-page-link.ts';
import { InPageServer } from '../../../src/link/in-page-server.ts';
import { RobotWatch } from '../../../src/session/robot-watch.ts';
import { lookAtAll, readOffer } from '../../../src/session/tunable-topics.ts';
import { address, HandClock, pass } from './session-world.ts';

const preference = '/Preferences/kP';

/** A page that watches a robot whose code is the test's, connected. */
async function world(code: (robot: InPageServer) => void) {
  const clock = new HandClock();
  const server = new InPageServer(clock);
  server.onStart(code);
  const link = new InPageLink({ ticker: clock, random: () => 0.5, serverAt: () => server });
  const heard: Input[] = [];
  const watch = new RobotWatch(link, clock, {
    hear: (input) => heard.push(input),
    notice: () => undefined,
    complain: () => undefined,
  });
  onTestFinished(() => {
    watch.close();
    link.disconnect();
  });
  watch.start();
  link.connect([address]);
  await pass(clock, 100);
  return { clock, link, heard, watch };
}

test.each([preference, '/SmartDashboard/kP', '/Tunables/kP'])(
  '%s is read though Setup has read it before, and still looks at all topics',
  async (topic) => {
    const { clock, link, heard, watch } = await world((robot) => {
      robot.publish(topic, 'double');
      robot.set(topic, 0.5);
    });
    const stop = lookAtAll(link, clock, () => undefined);
    const offer = readOffer(link, clock, { topic, type: 'double', properties: {} });
    await pass(clock, 200);
    expect(await offer).toMatchObject({ coefficient: { topic, codeDefault: 0.5 } });
    watch.follow([topic]);
    await pass(clock, 200);
    expect(heard).toContainEqual(expect.objectContaining({ type: 'observed', topic, value: 0.5 }));
    stop();
  },
);
