import type { Coefficient, Values } from '../core/tuning/coefficient.ts';
import { ShootingRobot, type AnyVariant } from '../sim/shooting-robot.ts';
import {
  appliedTopic,
  driverStation,
  goalTopics,
  interlockTopics,
  shotRecordTopic,
} from './contract.ts';
import { InPageLink } from './in-page-link.ts';
import { InPageServer } from './in-page-server.ts';
import type { StopTimer, Ticker } from './ticker.ts';

/** FMSControlData of a robot that is enabled in teleop with a Driver Station and no field. */
const practice = 0x21;

/** How often the robot looks whether it may shoot again, ms. */
const patienceMs = 20;

/** The demo robot: which, and how it shoots. */
export interface DemoOptions {
  readonly ticker: Ticker;
  readonly random: () => number;
  readonly variant: AnyVariant;
  /** Which of the variant's robots, whole, from 0. */
  readonly world: number;
  /** Time between its shots, ms. */
  readonly shotPeriodMs: number;
}

/** A link to a shooting robot that lives in the page: the app to try without a robot. It shoots while connected. */
export class DemoLink extends InPageLink {
  constructor({ ticker, random, variant, world, shotPeriodMs }: DemoOptions) {
    const server = new InPageServer(ticker);
    super({ ticker, random, serverAt: () => server });
    const program = new DemoProgram(
      new ShootingRobot(variant, world),
      Math.floor(random() * 2 ** 31),
    );
    server.onStart((robot) => {
      program.publish(robot);
    });
    let stopShooting: StopTimer | null = null;
    this.onState(({ kind }) => {
      stopShooting?.();
      stopShooting = null;
      if (kind !== 'online') return;
      let dueMs = ticker.nowMs() + shotPeriodMs;
      stopShooting = ticker.every(patienceMs, () => {
        if (ticker.nowMs() < dueMs || mustWait(server)) return;
        dueMs = ticker.nowMs() + shotPeriodMs;
        program.shoot(server);
      });
    });
  }
}

/** What runs on the demo robot. */
class DemoProgram {
  readonly #shooting: ShootingRobot;
  readonly #boot: number;
  #shots = 0;

  constructor(shooting: ShootingRobot, boot: number) {
    this.#shooting = shooting;
    this.#boot = boot;
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

  shoot(robot: InPageServer): void {
    const { distanceM, hit, errorM, pitchRad, exitVelocityMps, yawRad, used } = this.#shooting.fire(
      this.#values(robot),
    );
    robot.set(interlockTopics.shotLogged, false);
    robot.set(interlockTopics.coefficientsUpdated, false);
    robot.set(driverStation.distance, distanceM);
    const record = {
      boot: this.#boot,
      id: ++this.#shots,
      t: robot.nowUs(),
      distance: distanceM,
      hit,
      ...(Number.isFinite(errorM) ? { missY: errorM } : {}),
      used,
      extra: { pitchRadians: pitchRad, exitVelocity: exitVelocityMps, yawRadians: yawRad },
    };
    robot.set(shotRecordTopic, JSON.stringify(record));
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
      robot.set(appliedTopic(topic), this.#values(robot)[topic] ?? codeDefault);
    };
    robot.onValue(topic, acknowledge);
    acknowledge();
  }

  #values(robot: InPageServer): Values {
    const read = this.#shooting.coefficients.map(({ topic }) => [topic, robot.get(topic)] as const);
    return this.#shooting.usable(
      Object.fromEntries(
        read.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
      ),
    );
  }
}

/** Whether the tuner asks the robot to wait, and what for has not come. */
function mustWait(robot: InPageServer): boolean {
  const { requireShotLogged, shotLogged, requireCoefficientsUpdated, coefficientsUpdated } =
    interlockTopics;
  const waits = (required: string, done: string): boolean =>
    robot.get(required) === true && robot.get(done) !== true;
  return (
    waits(requireShotLogged, shotLogged) || waits(requireCoefficientsUpdated, coefficientsUpdated)
  );
}
