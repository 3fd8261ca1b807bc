import type { MatchLabel } from '../core/tuning/events.ts';
import {
  robotStateFromControlData,
  robotStateFromControlWord,
} from '../core/tuning/robot-state.ts';
import type { RobotState } from '../core/tuning/robot-state.ts';
import { driverStation } from '../link/contract.ts';
import type { Watches } from './watches.ts';

/** What the Driver Station tells of the robot and of the match, in each of WPILib's three ways. */
export class DriverStationWatch {
  robot: RobotState = { kind: 'unknown' };
  readonly #onChange: () => void;
  #label: MatchLabel = { event: '', type: 'none', number: 0 };

  /** @param onChange hears when the robot's state or its match may be another. */
  constructor(watches: Watches, onChange: () => void) {
    this.#onChange = onChange;
    watches.onNumber(driverStation.controlData, (value) => {
      this.#setRobot(robotStateFromControlData(value));
    });
    for (const topic of driverStation.controlWords)
      watches.on(topic, ({ value }) => {
        if (value instanceof Uint8Array) this.#setRobot(robotStateFromControlWord(value));
      });
    watches.on(driverStation.eventName, ({ value }) => {
      if (typeof value === 'string') this.#setLabel({ event: value });
    });
    watches.onNumber(driverStation.matchNumber, (number) => {
      this.#setLabel({ number });
    });
    watches.onNumber(driverStation.matchType, (type) => {
      this.#setLabel({ type: matchTypes[type] ?? 'none' });
    });
  }

  /** The match that is played; null outside of matches. */
  get match(): MatchLabel | null {
    return this.robot.kind === 'known' && this.robot.fms ? this.#label : null;
  }

  /** The connection is gone: nothing is known of the robot's state. */
  forget(): void {
    this.robot = { kind: 'unknown' };
  }

  #setRobot(robot: RobotState): void {
    this.robot = robot;
    this.#onChange();
  }

  #setLabel(told: Partial<MatchLabel>): void {
    this.#label = { ...this.#label, ...told };
    this.#onChange();
  }
}

const matchTypes: Readonly<Record<number, MatchLabel['type']>> = {
  1: 'practice',
  2: 'qualification',
  3: 'elimination',
};
