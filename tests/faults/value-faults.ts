import type { NtValue } from '../../src/link/robot-link.ts';
import { RawClient } from '../robot/raw-client.ts';
import { ServerClock } from '../robot/server-clock.ts';
import type { Fault } from './fault.ts';
import type { FaultStage } from './fault-stage.ts';
import { nonsense } from './nonsense.ts';
import { tunableCount, tunableTopics } from './tunables.ts';

const hourUs = 3600e6;
const jumpAheadUs = 600e6;

/** A robot that has been on for so long that its clock can go back by an hour. */
const oldClock = (): ServerClock => new ServerClock(2 * hourUs);

const jump = (name: string, us: number): Fault => ({
  name: `clock jumps by ${name} within a connection`,
  clock: oldClock,
  times: { short: 1, long: 1 },
  happen: async (stage) => {
    stage.server.clock.jump(us);
    await stage.works();
    await stage.works();
  },
});

const restartedClock = (name: string, us: number): Fault => ({
  name: `restart with the clock ${name}`,
  clock: oldClock,
  times: { short: 1, long: 1 },
  happen: (stage) => {
    const { clock } = stage.server;
    return stage.reboot(500, { clockUs: clock.nowUs() + us });
  },
});

/** As on a roboRIO: its program is killed and started, and begins with the defaults of its code. */
const redeploy: Fault = {
  ...restartedClock('', 0),
  name: 'redeploy with a clock that goes on',
  times: { short: 1, long: 10 },
};

/** The robot's program comes back with all its coefficients of one type. */
const allOf = (type: 'int' | 'float'): Fault => ({
  name: `coefficients of type ${type}`,
  times: { short: 1, long: 3 },
  happen: async (stage) => {
    await stage.reboot(500, {}, () => {
      stage.tunables.offering = { typeOf: () => type };
    });
    await stage.works();
  },
});

const weakDefault: Fault = {
  name: 'a weak default after a write',
  happen: async (stage) => {
    for (let round = 0; round < 3; round++) {
      stage.tunables.offerAgain(stage.server.robot);
      await stage.works();
    }
  },
};

/** What robots publish that a page has no use for. */
const oddities: readonly (readonly [topic: string, type: string, value: NtValue])[] = [
  ['/odd/nan', 'double', Number.NaN],
  ['/odd/infinite', 'double[]', [Infinity, -Infinity, 1]],
  ['/odd/pose', 'struct:Pose2d', new Uint8Array(24)],
  ['/odd/raw', 'raw', Uint8Array.of(1, 2, 3)],
  ['/odd/float', 'float', 0.25],
  ['/odd/floats', 'float[]', [0.25, 1.5]],
  ['/odd/proto', 'proto:Thing', new Uint8Array(3)],
];

const oddValues: Fault = {
  name: 'NaN, struct, raw, float and garbage',
  happen: async (stage) => {
    const { robot, faults } = stage.server;
    for (const topic of ['/odd', '/Tuning/'])
      stage.link.watch(topic, { prefix: true, all: true }, () => undefined);
    for (const [topic, type] of oddities) robot.publish(topic, type);
    for (let round = 0; round < 10; round++) {
      for (const [topic, , value] of oddities)
        robot.set(topic, value, stage.server.clock.nowUs() + round);
      for (const frame of nonsense) faults.inject(frame);
      for (const frame of nonsense)
        if (stage.random() < 0.5 && typeof frame !== 'string') faults.inject(frame.slice(0, -1));
    }
    await stage.works();
  },
};

const otherType: Fault = {
  name: 'a topic that changes type',
  happen: async (stage: FaultStage) => {
    await stage.reboot(500, {}, () => {
      const was = stage.tunables.offering.typeOf?.(0) ?? 'double';
      const even = was === 'double' ? 'int' : 'double';
      stage.tunables.offering = { typeOf: (place) => (place % 2 === 0 ? even : 'int') };
    });
    // Until it is armed again the page writes only what kept its type.
    stage.writing.disarm();
    await stage.works();
  },
};

/** How often the other dashboard writes, and how many times in all, per coefficient. */
const otherPeriodMs = 7;
const otherRounds = 12;

const secondPublisher: Fault = {
  name: 'a second publisher',
  happen: async (stage) => {
    const { server } = stage;
    const other = await RawClient.open(server.port, 'other');
    tunableTopics.forEach((topic, place) => {
      other.publish(place + 1, topic, place % 2 === 0 ? 'double' : 'int');
    });
    let written = 0;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const place = written % tunableCount;
        // Below zero, so that nobody takes it for one of ours.
        const value = -(tunableCount + written);
        other.write([place + 1, place % 2 === 0 ? 'double' : 'int', value, server.clock.nowUs()]);
        written++;
        if (written < tunableCount * otherRounds) return;
        clearInterval(timer);
        resolve();
      }, otherPeriodMs);
    });
    await stage.works();
    other.close();
  },
};

/** What goes wrong with values, their types, their stamps and their writers. */
export const valueFaults: readonly Fault[] = [
  jump('+600 s', jumpAheadUs),
  jump('−1 h', -hourUs),
  restartedClock('600 s ahead', jumpAheadUs),
  restartedClock('1 h behind', -hourUs),
  redeploy,
  allOf('int'),
  allOf('float'),
  weakDefault,
  oddValues,
  otherType,
  secondPublisher,
];
