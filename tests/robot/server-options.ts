import type { RobotPace } from './robot-side.ts';
import type { Season } from './season.ts';
import type { ServerClock } from './server-clock.ts';
import type { Protocol } from './subprotocols.ts';

/** How to start a server. */
export interface ServerOptions {
  /** 0 takes any free port (the default). */
  readonly port?: number;
  /** Where to listen; default 127.0.0.1. */
  readonly host?: string;
  /** Whose server it is: ntcore of 2026 (the default) or of 2027. */
  readonly season?: Season;
  /**
   * Serves clients of this machine as if they came over a network. Default false: ntcore 2027 sends them each thing
   * at once, one to a frame, and does not ping them.
   */
  readonly networked?: boolean;
  /** When what robot code sets reaches the server. Default: each loop, as with `TimedRobot`. */
  readonly robotPace?: RobotPace;
  /** The robot's clock; by default one that shows a few seconds since boot. */
  readonly clock?: ServerClock;
  /** Seed of a shuffled order of topic ids; without it they are ntcore's own. */
  readonly permuteIds?: number;
  /** Files of the robot's deploy folder by their paths in it, e.g. `tuner/comp.json`: served by HTTP. Default none. */
  readonly files?: ReadonlyMap<string, string>;
  /** Keep `received`; default true. Off for a server that runs for hours. */
  readonly record?: boolean;
}

/** How a restart differs from the boot before it. */
export interface RestartOptions {
  /** Seed of the new order of topic ids. */
  readonly permuteIds?: number;
  /**
   * Which of the topics that robot code published are published again with their last value, besides those that
   * `onStart` code publishes. Default: none.
   */
  readonly keepTopics?: (name: string) => boolean;
  /** What the clock shows after the restart, µs; default as at a first boot. */
  readonly clockUs?: number;
  /** The clock goes on, as on a roboRIO when only the robot program is deployed anew. */
  readonly clockGoesOn?: boolean;
  /** The robot program lives on with all its values and only its server stops and starts; its clock goes on too. */
  readonly programLives?: boolean;
}

/** One open connection. */
export interface ServerClient {
  /** The name as the client gave it. */
  readonly name: string;
  readonly protocol: Protocol;
  /** Counted from 1 over the server's whole life, as in `received`. */
  readonly session: number;
}
