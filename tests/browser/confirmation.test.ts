import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';

import { defaultSettings } from '../../src/core/tuning/settings.ts';
import { appliedTopic, driverStation, shotRecordTopic } from '../../src/link/contract.ts';
import { InPageLink } from '../../src/link/in-page-link.ts';
import { InPageServer } from '../../src/link/in-page-server.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import { AppUpdate } from '../../src/session/app-update.svelte.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import App from '../../src/ui/App.svelte';
import { benchWith } from './bench.ts';
import { patienceMs } from './patience.ts';

/** FMSControlData: enabled in teleop with a Driver Station. */
const practice = 0x21;
const topics = {
  acknowledges: '/Tuning/Drag',
  nan: '/Tuning/Spin',
  loop: '/Tuning/Rpm',
  contradicts: '/Tuning/Hood',
} as const;
let bench: Workbench;
afterEach(() => bench.close());

/** A robot with a coefficient of each kind. */
function robotOfAllKinds(): InPageServer {
  const server = new InPageServer(systemTicker);
  server.onStart((robot) => {
    for (const topic of Object.values(topics)) {
      robot.publish(topic, 'double', { min: 0, max: 1, default: 0.5, step: 0.01 });
      robot.set(topic, 0.5);
    }
    for (const topic of [topics.acknowledges, topics.nan]) {
      robot.publish(appliedTopic(topic), 'double');
      robot.set(appliedTopic(topic), 0.5);
      robot.onValue(topic, (given) => {
        robot.set(appliedTopic(topic), topic === topics.nan ? Number.NaN : given);
      });
    }
    robot.onValue(topics.loop, () => {
      setTimeout(() => {
        robot.set(topics.loop, 0.5);
      }, 5);
    });
    robot.publish(driverStation.controlData, 'int');
    robot.set(driverStation.controlData, practice);
    robot.publish(shotRecordTopic, 'json');
  });
  return server;
}

test('each row says what robot code said of its value, and no more', async () => {
  location.hash = '';
  const server = robotOfAllKinds();
  const link = new InPageLink({ ticker: systemTicker, random: () => 0.5, serverAt: () => server });
  bench = await benchWith(link);
  const { session } = bench;
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => session.offersComplete && session.offers.length > 3, patienceMs);
  const coefficients = session.offers.map(({ coefficient }) => coefficient);
  session.configure({ ...defaultSettings(coefficients, 1), autotune: false });
  await render(App, { bench, update: new AppUpdate() });
  await vi.waitUntil(() => session.state.baseline !== null, patienceMs);
  session.arm();
  for (const topic of Object.values(topics)) {
    session.set(topic, 0.6);
    await vi.waitUntil(
      () => !Object.values(session.state.writes).some(({ phase }) => phase.kind === 'proposed'),
      patienceMs,
    );
  }
  let id = 0;
  await vi.waitUntil(
    () => {
      const used = { [topics.contradicts]: 0.5 };
      const record = { boot: 1, id: ++id, t: server.nowUs(), distance: 3, hit: true, used };
      server.set(shotRecordTopic, JSON.stringify(record));
      return page.getByText("the robot's shots used 0.500", { exact: true }).elements().length > 0;
    },
    { timeout: patienceMs, interval: 200 },
  );
  await expect.element(page.getByText('robot confirms', { exact: true })).toBeInTheDocument();
  await expect.element(page.getByText('the robot says NaN', { exact: true })).toBeInTheDocument();
  await expect
    .element(page.getByText('robot code sets this itself', { exact: true }))
    .toBeInTheDocument();
});
