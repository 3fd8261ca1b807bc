import { onTestFinished } from 'vitest';

import { mulberry32 } from '../../../src/core/stats/random.ts';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import type { Coefficient } from '../../../src/core/tuning/coefficient.ts';
import { driverStation } from '../../../src/link/contract.ts';
import { NtcoreLink } from '../../../src/link/ntcore-link.ts';
import { systemTicker } from '../../../src/link/ticker.ts';
import { TuningSession } from '../../../src/session/tuning-session.svelte.ts';
import { MemoryLogStore } from '../../../src/storage/memory-log-store.ts';
import { wsWire } from '../../contracts/robot-link-ws-wire.ts';
import type { NtServer } from '../../robot/nt-server.ts';
import type { RobotSide } from '../../robot/robot-side.ts';
import { testServer } from '../../robot/test-server.ts';
import { TestOptimizer } from './session-world.ts';

/** FMSControlData: enabled in teleop with a Driver Station, without a field. */
const practice = 0x21;

/** A simulated robot on a real socket that says how it is; what else it has is the test's. */
export async function realRobot(
  code: (robot: RobotSide) => void = () => undefined,
): Promise<NtServer> {
  const server = await testServer();
  server.onStart((robot) => {
    robot.publish(driverStation.controlData, 'int');
    robot.set(driverStation.controlData, practice);
    code(robot);
  });
  return server;
}

/** Robot code that offers a number with bounds, and reads it. */
export function offer(robot: RobotSide, topic: string): void {
  robot.publish(topic, 'double', { min: 0, max: 10 });
  robot.setDefault(topic, 5);
  robot.onValue(topic, () => undefined);
}

/** A laptop: a page's session with a link of its own, dialling the robot. It is closed when the test ends. */
export function laptop(server: NtServer, clientName: string): TuningSession {
  const link = new NtcoreLink({ random: mulberry32(1), openWire: wsWire, clientName });
  const store = new MemoryLogStore();
  let ids = 0;
  const session = new TuningSession({
    header: { id: 's', name: clientName, createdMs: 0 },
    events: [],
    link,
    store,
    optimizer: new TestOptimizer(),
    ticker: systemTicker,
    wallMs: () => Date.now(),
    newId: () => String(++ids),
  });
  onTestFinished(async () => {
    await session.close();
    link.disconnect();
  });
  session.connect([server]);
  return session;
}

/** Looks every few milliseconds until something holds; the test's own time limit ends it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A laptop whose session tunes what the robot offers. */
export async function tuningLaptop(server: NtServer, clientName: string): Promise<TuningSession> {
  const session = laptop(server, clientName);
  await until(() => session.offersComplete && session.offers.length > 0);
  tune(
    session,
    session.offers.map(({ coefficient }) => coefficient),
  );
  return session;
}

export function tune(session: TuningSession, coefficients: readonly Coefficient[]): void {
  session.configure(defaultSettings(coefficients, 1));
}
