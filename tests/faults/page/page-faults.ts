import type { Pace } from '../fault.ts';
import { lasts } from '../until.ts';
import type { PageStage } from './page-stage.ts';
import type { RobotChoice } from './robot-orders.ts';

/** Something that goes wrong with the robot of a page. */
export interface PageFault {
  readonly name: string;
  /** Whether the short form has it too. */
  readonly inShort: boolean;
  readonly robot?: Partial<RobotChoice>;
  /** Lets it happen once, the how-manieth time from 1 on, and returns when the page is over it. */
  readonly happen: (stage: PageStage, time: number) => Promise<void>;
}

/** How often each happens. */
export const pageFaultTimes: Readonly<Record<Pace, number>> = { short: 1, long: 5 };

/** How long the robot is away, ms: beyond what the page needs to see it. */
const awayMs = 2_500;
const hourUs = 3_600e6;
/** A robot that has been on for so long that its clock can go back by an hour, time and again. */
const oldUs = 24 * hourUs;

/** A robot that can't be reached while something is on. */
const switched =
  (what: 'freeze' | 'refuse' | 'hang-handshake', lastsMs: number) =>
  async (stage: PageStage): Promise<void> => {
    const { robot } = stage;
    await stage.outage(
      () => robot.obey({ do: what, on: true }),
      lastsMs,
      () => robot.obey({ do: what, on: false }),
    );
    await stage.works();
  };

/** A connection that ends, or dies in silence, while the robot is there. */
const cut = (what: 'hang-up' | 'strand') => async (stage: PageStage) => {
  await stage.outage(
    () => stage.robot.obey({ do: what }),
    0,
    () => Promise.resolve(),
  );
  await stage.works();
};

/** What is let happen to the built page, in the order of the table. */
export const pageFaults: readonly PageFault[] = [
  { name: 'page: none', inShort: false, happen: (stage) => stage.works() },
  { name: 'page: freeze', inShort: true, happen: switched('freeze', awayMs) },
  { name: 'page: half-open', inShort: false, happen: cut('strand') },
  { name: 'page: hang up', inShort: false, happen: cut('hang-up') },
  { name: 'page: refuse', inShort: false, happen: switched('refuse', awayMs) },
  {
    name: 'page: hang in the handshake',
    inShort: false,
    happen: switched('hang-handshake', awayMs),
  },
  {
    name: 'page: kill -9, restarted with other ids',
    inShort: true,
    happen: async (stage, time) => {
      await stage.reboot(0, { permuteIds: time });
      await stage.works();
    },
  },
  {
    name: 'page: kill -9, restarted with missing topics',
    inShort: true,
    happen: async (stage, time) => {
      // Two boots within two seconds, as no robot has them, would pass for one.
      await stage.reboot(0, { permuteIds: time, missing: 1, clockUs: oldUs });
      await stage.works({ writes: false });
      await stage.reboot(0, { permuteIds: time + 1 });
      await stage.works();
    },
  },
  {
    name: 'page: clock jumps by −1 h within a connection',
    inShort: true,
    robot: { clockUs: oldUs },
    happen: async (stage) => {
      await stage.robot.obey({ do: 'jump', us: -hourUs });
      await stage.works();
    },
  },
  {
    name: 'page: clock jumps by +600 s within a connection',
    inShort: false,
    happen: async (stage) => {
      await stage.robot.obey({ do: 'jump', us: 600e6 });
      await stage.works();
    },
  },
  {
    name: 'page: a topic that changes type',
    inShort: true,
    happen: async (stage, time) => {
      await stage.reboot(0, { floats: time % 2 === 1 });
      await stage.works();
    },
  },
  {
    name: 'page: storage that hangs',
    inShort: true,
    happen: async (stage, time) => {
      await stage.hushStorage(awayMs, time % 2 === 1 ? 'late' : 'never');
      await stage.works();
    },
  },
  {
    name: 'page: garbage',
    inShort: false,
    happen: async (stage) => {
      await stage.robot.obey({ do: 'talk-nonsense' });
      await stage.works();
    },
  },
  {
    name: 'page: a second publisher',
    inShort: false,
    happen: async (stage) => {
      await stage.robot.obey({ do: 'let-another-write' });
      await stage.works();
    },
  },
  {
    name: 'page: 300 ms latency with 5 % stalls',
    inShort: false,
    happen: async (stage) => {
      await stage.robot.obey({ do: 'slow', delayMs: 150, stallMs: 600 });
      await lasts(6_000);
      await stage.works();
    },
  },
];
