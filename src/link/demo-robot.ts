import type { Values } from '../core/tuning/coefficient.ts';
import type { RobotLink } from './robot-link.ts';

/** A shot of the demo robot as an onlooker sees it from the side. */
export interface DemoShot {
  /** Counts the robot's shots, from 1. */
  readonly number: number;
  readonly hit: boolean;
  /** Where the ball passed the goal: height above the middle, m; NaN when it never got there. */
  readonly errorM: number;
  /** From the robot to the goal, m. */
  readonly distanceM: number;
  /** Metres from the robot, and above the floor: into the goal, past it, or to where the ball lands. */
  readonly path: readonly (readonly [alongM: number, heightM: number])[];
}

/** What may be chosen of the demo robot; all of it at any time. */
export interface DemoChoices {
  /** Whether a sensor of the robot tells hit or miss; else somebody has to say so. */
  readonly sensor: boolean;
  /** Whether it takes each shot from another place. */
  readonly roams: boolean;
  /** Whether each shot takes a little of the battery, and with it of the exit speed. A fresh one where not. */
  readonly batteryDrifts: boolean;
  /** Whether the connection is lost now and then, for some seconds. */
  readonly dropsOut: boolean;
}

/** A robot that lives in the page: the link to it, and what a person who stands beside it can do and see. */
export interface DemoRobot extends RobotLink {
  /** The goal's opening as it is, not as robot code tells it, m. */
  readonly opening: { readonly heightM: number; readonly halfOpeningM: number };
  /** From where it can shoot, m: nearest and farthest. */
  readonly reachM: readonly [number, number];
  /** Where it stands: from where the last shot was taken, and unless it roams the next one, m. */
  readonly distanceM: number;
  /** Volts of the battery. */
  readonly volts: number;
  /** Takes a shot now; null while the robot waits for the tuner. */
  shoot(): DemoShot | null;
  /** Moves it within its reach, and ends its roaming. */
  moveTo(distanceM: number): void;
  choose(choices: DemoChoices): void;
  /** The values that its code shoots with now. */
  values(): Values;
  /** The true hit rate of values over all distances, with the battery as it is, 0 to 1: what no real robot could tell. */
  trueRate(values: Values): number;
}
