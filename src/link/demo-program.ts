import type { Coefficient, Values } from '../core/tuning/coefficient.ts';
import type { Circumstances, SeenShot, ShootingRobot } from '../sim/shooting-robot.ts';
import {
  appliedTopic,
  driverStation,
  goalTopics,
  interlockTopics,
  shotRecordTopic,
} from './contract.ts';
import type { InPageServer } from './in-page-server.ts';

/** FMSControlData of a robot that is enabled in teleop with a Driver Station and no field. */
const practice = 0x21;

/** What runs on the demo robot. */
export class DemoProgram {
  readonly #shooting: ShootingRobot;
  readonly #boot: number;
  #shots = 0;

  /** @param boot a whole number that no other boot has. */
  constructor(shooting: ShootingRobot, boot: number) {
    this.#shooting = shooting;
    this.#boot = boot;
  }

  /** Shots so far. */
  get shots(): number {
    return this.#shots;
  }

  publish(robot: InPageServer): void {
    for (const coefficient of this.#shooting.coefficients) this.#offer(robot, coefficient);
    robot.publish(driverStation.controlData, 'int');
    robot.set(driverStation.controlData, practice);
    for (const topic of [interlockTopics.shotLogged, interlockTopics.coefficientsUpdated]) {
      robot.publish(topic, 'boolean');
      robot.setDefault(topic, true);
    }
    robot.publish(driverStation.distance, 'double');
    robot.publish(goalTopics.height, 'double');
    robot.set(goalTopics.height, this.#shooting.goal.heightM);
    robot.publish(goalTopics.halfOpening, 'double');
    robot.set(goalTopics.halfOpening, this.#shooting.goal.halfOpeningM);
    robot.publish(shotRecordTopic, 'json');
  }

  /**
   * Shoots, and publishes the record of it.
   * @param sensor whether the record tells where the ball went.
   */
  shoot(
    robot: InPageServer,
    circumstances: Circumstances,
    volts: number,
    sensor: boolean,
  ): SeenShot {
    const seen = this.#shooting.fireSeen(this.values(robot), circumstances);
    const { distanceM, hit, errorM, pitchRad, exitVelocityMps, yawRad, used } = seen.shot;
    robot.set(interlockTopics.shotLogged, false);
    robot.set(interlockTopics.coefficientsUpdated, false);
    robot.set(driverStation.distance, distanceM);
    const record = {
      boot: this.#boot,
      id: ++this.#shots,
      t: robot.nowUs(),
      distance: distanceM,
      ...(sensor ? { hit } : {}),
      ...(sensor && Number.isFinite(errorM) ? { missY: errorM } : {}),
      used,
      extra: {
        pitchRadians: pitchRad,
        exitVelocity: exitVelocityMps,
        yawRadians: yawRad,
        batteryVolts: volts,
      },
    };
    robot.set(shotRecordTopic, JSON.stringify(record));
    return seen;
  }

  /** The values that it works with. */
  values(robot: InPageServer): Values {
    const read = this.#shooting.coefficients.map(({ topic }) => [topic, robot.get(topic)] as const);
    return this.#shooting.usable(
      Object.fromEntries(
        read.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
      ),
    );
  }

  /** Offers a coefficient with its bounds, and acknowledges each value that is really used. */
  #offer(robot: InPageServer, coefficient: Coefficient): void {
    const { topic, integer, min, max, step, codeDefault, unit, scale } = coefficient;
    const more = { ...(unit === '' ? {} : { unit }), ...(scale === 'log' ? { scale } : {}) };
    robot.publish(topic, integer ? 'int' : 'double', {
      min,
      max,
      step,
      default: codeDefault,
      ...more,
    });
    robot.setDefault(topic, codeDefault);
    robot.publish(appliedTopic(topic), 'double');
    const acknowledge = (): void => {
      robot.set(appliedTopic(topic), this.values(robot)[topic] ?? codeDefault);
    };
    robot.onValue(topic, acknowledge);
    acknowledge();
  }
}

/** Whether the tuner asks the robot to wait, and what for has not come. */
export function mustWait(robot: InPageServer): boolean {
  const { requireShotLogged, shotLogged, requireCoefficientsUpdated, coefficientsUpdated } =
    interlockTopics;
  const waits = (required: string, done: string): boolean =>
    robot.get(required) === true && robot.get(done) !== true;
  return (
    waits(requireShotLogged, shotLogged) || waits(requireCoefficientsUpdated, coefficientsUpdated)
  );
}
