import { appliedTopic, driverStation } from '../../src/link/contract.ts';
import { InPageLink } from '../../src/link/in-page-link.ts';
import { InPageServer } from '../../src/link/in-page-server.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import { IdbLogStore } from '../../src/storage/idb-log-store.ts';
import { valueOf } from '../contracts/log-store.contract.ts';
import { benchWith } from './bench.ts';

/** As many coefficients as a robot with a look-up table has; some have long names. */
const sevenNames = [
  'Drag coefficient',
  'Exit speed scale',
  'Launch height',
  'Angle offset',
  'Air density',
  'Solver tolerance',
  'Spin',
] as const;

export const topicOf = (name: string): string => `/Tuning/${name.replaceAll(' ', '')}`;

/** FMSControlData: enabled in teleop with a Driver Station, without a field and on one. */
const control = { practice: 0x21, match: 0x31 } as const;

/** A robot with seven coefficients that confirms what it gets; its shots are the operator's taps. */
export async function sevenBench(): Promise<{
  readonly bench: Workbench;
  /** Attaches the field, as at a match. */
  readonly beginMatch: () => void;
}> {
  const server = new InPageServer(systemTicker);
  server.onStart((robot) => {
    for (const name of sevenNames) {
      const topic = topicOf(name);
      robot.publish(topic, 'double', { min: 0.1, max: 0.9, default: 0.4, step: 0.01 });
      robot.set(topic, 0.5);
      robot.publish(appliedTopic(topic), 'double');
      robot.set(appliedTopic(topic), 0.5);
      robot.onValue(topic, (given) => {
        robot.set(appliedTopic(topic), given);
      });
    }
    robot.publish(driverStation.controlData, 'int');
    robot.set(driverStation.controlData, control.practice);
  });
  const link = new InPageLink({ ticker: systemTicker, random: () => 0.5, serverAt: () => server });
  // On a disk, as a rule: a note that nothing is stored would be part of every picture.
  const store = valueOf(await IdbLogStore.open(`seven-${crypto.randomUUID()}`, systemTicker));
  const bench = await benchWith(link, undefined, store);
  return {
    bench,
    beginMatch: () => {
      server.set(driverStation.controlData, control.match);
    },
  };
}
