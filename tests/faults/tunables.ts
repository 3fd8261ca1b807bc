import type { NtValue } from '../../src/link/robot-link.ts';
import type { NtServer } from '../robot/nt-server.ts';
import type { RobotSide } from '../robot/robot-side.ts';

/** How many coefficients the robot of a run offers. */
export const tunableCount = 20;

/** The topics; every other one is an int. */
export const tunableTopics: readonly string[] = Array.from(
  { length: tunableCount },
  (_, i) => `/Tuning/Fault/${i}`,
);

/** Which of them a number is for: a value says by itself where it belongs. */
export const placeOf = (number: number): number => Math.abs(number) % tunableCount;

/** How a boot of the robot offers its coefficients. */
export interface Offering {
  readonly isMissing?: (place: number) => boolean;
  readonly typeOf?: (place: number) => 'double' | 'int' | 'float';
}

/** A value that robot code has taken from a client. */
export interface Reading {
  readonly place: number;
  readonly value: NtValue;
}

/** Robot code with many coefficients, which keeps what it reads and acknowledges it. It lives through restarts. */
export class Tunables {
  /** What it offers from the next boot on. */
  offering: Offering = {};
  readonly #readings: Reading[] = [];

  constructor(server: NtServer) {
    server.onStart((robot) => {
      tunableTopics.forEach((topic, place) => {
        this.#offer(robot, topic, place);
      });
    });
  }

  /** Over all boots, oldest first. */
  get readings(): readonly Reading[] {
    return this.#readings;
  }

  /** Robot code takes its coefficients back and offers them again, with its defaults: a client has written them meanwhile. */
  offerAgain(robot: RobotSide): void {
    tunableTopics.forEach((topic, place) => {
      if (!this.offers(place)) return;
      robot.unpublish(topic);
      robot.publish(topic, this.#typeOf(place));
      robot.setDefault(topic, place);
    });
  }

  offers(place: number): boolean {
    return this.offering.isMissing?.(place) !== true;
  }

  #typeOf(place: number): 'double' | 'int' | 'float' {
    return this.offering.typeOf?.(place) ?? (place % 2 === 0 ? 'double' : 'int');
  }

  #offer(robot: RobotSide, topic: string, place: number): void {
    if (!this.offers(place)) return;
    robot.publish(topic, this.#typeOf(place));
    robot.setDefault(topic, place);
    const applied = appliedTo(topic);
    robot.publish(applied, 'double');
    robot.onValue(topic, (value) => {
      this.#readings.push({ place, value });
      robot.set(applied, value);
    });
  }
}

/** Where robot code acknowledges a coefficient, as the contract has it. */
const appliedTo = (topic: string): string => `/MLtune/Applied${topic}`;
