import type { Opening } from '../../src/core/aim/family/role.ts';
import { mulberry32, seedFor } from '../../src/core/stats/random.ts';
import type { Coefficient, Values } from '../../src/core/tuning/coefficient.ts';
import { ShootingRobot, type AnyVariant } from '../../src/sim/shooting-robot.ts';
import {
  practiceStation,
  publishDriverStation,
  type DriverStation,
  type Match,
  type StationGeneration,
} from './driver-station.ts';
import { beginShot, mustWait, publishInterlock } from './interlock.ts';
import type { NtServer } from './nt-server.ts';
import type { RobotSide } from './robot-side.ts';
import { inForm, listsOf, publishDistances, readValue, type TableForm } from './table-topics.ts';
import { publishOtherTunables } from './tunables.ts';
import { publishReports, report, type ReportedShot, type ReportForm } from './shot-reports.ts';

/** Which robot it is. */
export interface RobotProgramOptions {
  /** Default `shoot3`. */
  readonly variant?: AnyVariant;
  /** Which of the variant's robots, whole, from 0 (the default). */
  readonly world?: number;
  /** Default `firing-solver`. */
  readonly report?: ReportForm;
  /** How a robot with look-up tables keeps them. Default: by topics with distances in their names. */
  readonly tables?: TableForm;
  /** Whether it offers tunables of other kinds too, which move no shot. Default false. */
  readonly otherTunables?: boolean;
  /** Default: enabled in teleop, Driver Station attached, no field. */
  readonly station?: DriverStation;
  /** Whose topics tell of the Driver Station. Default 2026. */
  readonly generation?: StationGeneration;
  /** How often this robot has booted before, so that no boot has the number of another. Default 0. */
  readonly boots?: number;
  /** Hears of each shot once it is published. */
  readonly onShot?: (shot: LedgerEntry) => void;
}

/** A shot that was published, and what only the robot knows of it. */
export interface LedgerEntry extends ReportedShot {
  /** Counts shots over all boots, from 1. */
  readonly number: number;
  /** Clients (not counting rtt ones) that were connected when it was published. */
  readonly clients: number;
}

/** A match to be in when a test only says that there is one. */
export const someMatch: Match = { event: 'SIM', type: 'qualification', number: 12 };

const voltageTopic = '/AdvantageKit/SystemStats/BatteryVoltage';
const fullVolts = 12.6;
/** Volts that each shot takes from the battery: small, so that it lasts for a session. */
const voltsPerShot = 0.0005;

/** The code of a robot that MLtune tunes, on a server of its own. It lives through the server's restarts. */
export class RobotProgram {
  readonly #server: NtServer;
  readonly #shooting: ShootingRobot;
  readonly #tables: TableForm;
  /** The coefficients that the robot shoots by, in their order, under the topics that it publishes. */
  readonly coefficients: readonly Coefficient[];
  readonly #report: ReportForm;
  readonly #world: number;
  readonly #onShot: ((shot: LedgerEntry) => void) | undefined;
  readonly #ledger: LedgerEntry[] = [];
  readonly #generation: StationGeneration;
  #station: DriverStation;
  #boot = 0;
  #boots: number;
  #lastId = 0;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;

  constructor(server: NtServer, options: RobotProgramOptions = {}) {
    const { variant = 'shoot3', world = 0 } = options;
    this.#server = server;
    this.#shooting = new ShootingRobot(variant, world);
    this.#tables = options.tables ?? 'names';
    this.coefficients = inForm(this.#shooting.coefficients, this.#tables);
    this.#report = options.report ?? 'firing-solver';
    this.#station = options.station ?? practiceStation;
    this.#generation = options.generation ?? '2026';
    this.#world = world;
    this.#boots = options.boots ?? 0;
    this.#onShot = options.onShot;
    server.onStart((robot) => {
      this.#start(robot);
      if (options.otherTunables === true) publishOtherTunables(robot);
    });
  }

  /** Every shot published so far, oldest first. */
  get ledger(): readonly LedgerEntry[] {
    return this.#ledger;
  }

  /** The coefficient values that robot code would shoot with now. */
  values(): Values {
    const robot = this.#server.robot;
    const read = this.coefficients.flatMap(({ topic }) => {
      const value = readValue(robot, topic);
      return value === undefined ? [] : [[topic, value] as const];
    });
    return this.#published(this.#shooting.usable(this.#own(Object.fromEntries(read))));
  }

  /** The true hit rate of the values that the robot holds now, or of others; 0 to 1. */
  trueRate(values: Values = this.values()): number {
    return this.#shooting.trueRate(this.#own(values));
  }

  /** Published topics → those of the shooting robot, and back. */
  #own(values: Values): Values {
    return this.#renamed(values, this.coefficients, this.#shooting.coefficients);
  }
  #published(values: Values): Values {
    return this.#renamed(values, this.#shooting.coefficients, this.coefficients);
  }
  #renamed(values: Values, from: readonly Coefficient[], to: readonly Coefficient[]): Values {
    return Object.fromEntries(
      from.flatMap(({ topic }, i) => {
        const value = values[topic];
        return value === undefined ? [] : [[to[i]!.topic, value] as const];
      }),
    );
  }

  /** Takes a shot now. Null when the robot is not enabled, or the tuner has asked it to wait. */
  shootOnce(): LedgerEntry | null {
    if (!this.#station.enabled || this.#station.eStopped || mustWait(this.#server.robot))
      return null;
    return this.#shoot(this.#server.robot);
  }

  /** Shoots every so many ms while enabled; a shot that has to wait is taken as soon as it may. Null ends it. */
  shootEvery(periodMs: number | null): void {
    clearInterval(this.#timer);
    if (periodMs === null) return;
    this.#timer = setInterval(() => {
      void this.#shootWhenAllowed();
    }, periodMs).unref();
  }

  setEnabled(enabled: boolean): void {
    this.#setStation({ ...this.#station, enabled });
  }

  setEstop(eStopped: boolean): void {
    this.#setStation({ ...this.#station, eStopped });
  }

  /** Attaches the field, or takes it away. */
  setFms(on: boolean, match: Match = someMatch): void {
    this.#setStation({ ...this.#station, match: on ? match : null });
  }

  /** Attaches the Driver Station, or takes it away. */
  setDriverStation(attached: boolean): void {
    this.#setStation({ ...this.#station, attached });
  }

  /** Ends the shooting; the server stays. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #start(robot: RobotSide): void {
    this.#boots += 1;
    this.#boot = bootNumber(this.#world, this.#boots);
    this.#lastId = 0;
    const lists = listsOf(this.coefficients);
    for (const [list, numbers] of lists) this.#publishList(robot, list, numbers);
    const inLists = [...lists.values()].flat();
    for (const coefficient of this.coefficients)
      if (!inLists.includes(coefficient)) this.#publishCoefficient(robot, coefficient);
    publishDistances(robot, this.coefficients, this.#tables);
    publishDriverStation(robot, this.#station, this.#generation);
    publishInterlock(robot);
    publishReports(robot, this.#report);
    publishGoal(robot, this.#shooting.goal);
    robot.publish(voltageTopic, 'double');
    robot.set(voltageTopic, fullVolts);
  }

  /** Offers a coefficient with its bounds, and acknowledges each value that is really read. */
  #publishCoefficient(robot: RobotSide, coefficient: Coefficient): void {
    const { topic, min, max, step, codeDefault, unit, integer, scale } = coefficient;
    const properties = {
      min,
      max,
      step,
      default: codeDefault,
      ...(unit === '' ? {} : { unit }),
      ...(scale === 'log' ? { scale } : {}),
    };
    robot.publish(topic, integer ? 'int' : 'double', properties);
    robot.setDefault(topic, codeDefault);
    const applied = `/MLtune/Applied${topic}`;
    robot.publish(applied, 'double');
    const acknowledge = (): void => {
      robot.set(applied, this.values()[topic]!);
    };
    robot.onValue(topic, acknowledge);
    acknowledge();
  }

  /** Offers a list with bounds for all its numbers, and acknowledges each that is really read. */
  #publishList(robot: RobotSide, list: string, numbers: readonly Coefficient[]): void {
    const { unit, step } = numbers[0]!;
    const min = Math.min(...numbers.map((number) => number.min));
    const max = Math.max(...numbers.map((number) => number.max));
    robot.publish(list, 'double[]', { min, max, step, unit });
    robot.setDefault(
      list,
      numbers.map(({ codeDefault }) => codeDefault),
    );
    const applied = `/MLtune/Applied${list}`;
    robot.publish(applied, 'double[]');
    const acknowledge = (): void => {
      const values = this.values();
      robot.set(
        applied,
        numbers.map(({ topic }) => values[topic]!),
      );
    };
    robot.onValue(list, acknowledge);
    acknowledge();
  }

  #setStation(station: DriverStation): void {
    this.#station = station;
    publishDriverStation(this.#server.robot, station, this.#generation);
  }

  async #shootWhenAllowed(): Promise<void> {
    if (this.#isDue) return;
    this.#isDue = true;
    const mayShoot = await this.#server
      .until(() => !mustWait(this.#server.robot))
      .then(
        () => true,
        // The server was closed under a robot that waited: nobody is left to shoot for.
        () => false,
      );
    this.#isDue = false;
    if (mayShoot) this.shootOnce();
    else this.stop();
  }

  #shoot(robot: RobotSide): LedgerEntry {
    const fired = this.#shooting.fire(this.#own(this.values()));
    const shot = { ...fired, used: this.#published(fired.used) };
    this.#lastId += 1;
    const entry: LedgerEntry = {
      ...shot,
      id: this.#lastId,
      boot: this.#boot,
      number: this.#ledger.length + 1,
      atUs: this.#server.clock.nowUs(),
      batteryVoltage: fullVolts - voltsPerShot * this.#lastId,
      clients: this.#server.clients.filter(({ protocol }) => protocol !== 'rtt').length,
    };
    this.#ledger.push(entry);
    beginShot(robot);
    robot.set(voltageTopic, entry.batteryVoltage);
    report(robot, this.#report, entry);
    this.#onShot?.(entry);
    return entry;
  }
}

/** The robot's code says what it shoots at. */
function publishGoal(robot: RobotSide, { heightM, halfOpeningM }: Opening): void {
  for (const [topic, value] of [
    ['/MLtune/Goal/Height', heightM],
    ['/MLtune/Goal/HalfOpening', halfOpeningM],
  ] as const) {
    robot.publish(topic, 'double');
    robot.set(topic, value);
  }
}

/** A number that looks random and differs from boot to boot, 31 bits. */
const bootNumber = (world: number, boots: number): number =>
  Math.floor(mulberry32(seedFor(world, boots + firstBootStream))() * 2 ** 31);

/** Beyond the streams of random numbers that the world itself uses. */
const firstBootStream = 1000;
