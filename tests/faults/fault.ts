import type { ServerClock } from '../robot/server-clock.ts';
import type { ServerOptions } from '../robot/server-options.ts';
import type { FaultStage } from './fault-stage.ts';

/** How long a form of the suite goes on. */
export type Pace = 'short' | 'long';

/** Something that goes wrong with a robot or its radio. */
export interface Fault {
  readonly name: string;
  /** The robot's clock; default as after a boot. */
  readonly clock?: () => ServerClock;
  /** Whose server the robot has; default that of 2026. */
  readonly server?: Pick<ServerOptions, 'season' | 'networked'>;
  /** Lets it happen once, and returns when the link is over it. */
  readonly happen: (stage: FaultStage) => Promise<void>;
  /** How often it happens; default once, and `longTimes`. */
  readonly times?: Readonly<Record<Pace, number>>;
}

/** How often a fault happens in the long form. */
export const longTimes = 10;
