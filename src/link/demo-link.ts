import type { Values } from '../core/tuning/coefficient.ts';
import { ShootingRobot, type AnyVariant } from '../sim/shooting-robot.ts';
import { DemoProgram, mustWait } from './demo-program.ts';
import type { DemoChoices, DemoRobot, DemoShot } from './demo-robot.ts';
import { InPageLink } from './in-page-link.ts';
import { InPageServer } from './in-page-server.ts';
import type { LinkState } from './robot-link.ts';
import type { StopTimer, Ticker } from './ticker.ts';

/** How often the robot looks whether it may shoot again, ms. */
const patienceMs = 20;

/** From where the tuner asks for hits unless a team says otherwise, m: a truth over other distances would be another. */
const reachM = [2, 6] as const;

/** A full battery and one that is nearly flat, V; what a shot takes of it, V; and a volt of the exit speed, as a part of it. */
const fullVolts = 12.6;
const flatVolts = 11;
const voltsPerShot = 0.02;
const sagPerVolt = 0.025;

/** How long the connection holds where it drops out, and how long it stays away, ms: well under the ten seconds that disarm. */
const holdsMs = 20_000;
const awayMs = 4_000;

/** The demo robot: which, and how it shoots. */
export interface DemoOptions {
  readonly ticker: Ticker;
  readonly random: () => number;
  readonly variant: AnyVariant;
  /** Which of the variant's robots, whole, from 0. */
  readonly world: number;
  /** Time between its shots while it is connected, ms; null for shots on demand alone. */
  readonly shotPeriodMs: number | null;
}

/** A link to a shooting robot that lives in the page: the app to try without a robot. */
export class DemoLink extends InPageLink implements DemoRobot {
  readonly reachM = reachM;
  readonly #ticker: Ticker;
  readonly #random: () => number;
  readonly #server: InPageServer;
  readonly #shooting: ShootingRobot;
  readonly #program: DemoProgram;
  #choices: DemoChoices = { sensor: true, roams: true, batteryDrifts: false, dropsOut: false };
  #distanceM: number;
  #volts = fullVolts;
  #stopShooting: StopTimer = () => undefined;
  #stopDropOut: StopTimer = () => undefined;

  constructor({ ticker, random, variant, world, shotPeriodMs }: DemoOptions) {
    const server = new InPageServer(ticker);
    super({ ticker, random, serverAt: () => server });
    this.#ticker = ticker;
    this.#random = random;
    this.#server = server;
    this.#shooting = new ShootingRobot(variant, world);
    this.#program = new DemoProgram(this.#shooting, Math.floor(random() * 2 ** 31));
    this.#distanceM = this.#anywhere();
    server.onStart((robot) => {
      this.#program.publish(robot);
    });
    this.onState(({ kind }) => {
      this.#shootEvery(kind === 'online' ? shotPeriodMs : null);
      this.#dropOut(kind);
    });
  }

  get opening(): DemoRobot['opening'] {
    return this.#shooting.trueGoal;
  }
  get distanceM(): number {
    return this.#distanceM;
  }
  get volts(): number {
    return this.#volts;
  }

  shoot(): DemoShot | null {
    if (mustWait(this.#server)) return null;
    const { sensor, roams, batteryDrifts } = this.#choices;
    if (roams) this.#distanceM = this.#anywhere();
    const circumstances = { distanceM: this.#distanceM, sag: this.#sag() };
    const { shot, distanceM, path } = this.#program.shoot(
      this.#server,
      circumstances,
      this.#volts,
      sensor,
    );
    if (batteryDrifts) this.#volts = Math.max(flatVolts, this.#volts - voltsPerShot);
    const { hit, errorM } = shot;
    return { number: this.#program.shots, hit, errorM, distanceM, path };
  }

  moveTo(distanceM: number): void {
    const [nearM, farM] = reachM;
    this.#distanceM = Math.min(farM, Math.max(nearM, distanceM));
    this.#choices = { ...this.#choices, roams: false };
  }

  choose(choices: DemoChoices): void {
    this.#choices = choices;
    if (!choices.batteryDrifts) this.#volts = fullVolts;
    this.#dropOut(this.state().kind);
  }

  values(): Values {
    return this.#program.values(this.#server);
  }

  trueRate(values: Values): number {
    return this.#shooting.trueRate(values, this.#sag());
  }

  #sag(): number {
    return sagPerVolt * (fullVolts - this.#volts);
  }

  /** A place within its reach. */
  #anywhere(): number {
    const [nearM, farM] = reachM;
    return nearM + (farM - nearM) * this.#random();
  }

  /** Shoots every so often, or as soon as it may after that; null for not. */
  #shootEvery(periodMs: number | null): void {
    this.#stopShooting();
    this.#stopShooting = () => undefined;
    if (periodMs === null) return;
    let dueMs = this.#ticker.nowMs() + periodMs;
    this.#stopShooting = this.#ticker.every(patienceMs, () => {
      if (this.#ticker.nowMs() < dueMs || this.shoot() === null) return;
      dueMs = this.#ticker.nowMs() + periodMs;
    });
  }

  /** While connected, waits for the next loss; one that is under way ends by itself, by hanging up, or by choice. */
  #dropOut(kind: LinkState['kind']): void {
    const { dropsOut } = this.#choices;
    if (dropsOut && kind === 'connecting') return;
    this.#stopDropOut();
    this.#stopDropOut = () => undefined;
    // Thawing hands out at once what waits, to listeners that may not have heard of the new connection yet.
    if (this.#server.frozen) this.#server.freeze(false);
    if (!dropsOut || kind === 'idle') return;
    this.#stopDropOut = this.#ticker.after(holdsMs, () => {
      this.#server.freeze(true);
      this.#stopDropOut = this.#ticker.after(awayMs, () => {
        this.#server.freeze(false);
      });
    });
  }
}

/** How often a robot that is worth tuning hits with the values in its code: it has something to learn, and something to learn from. */
const worthTuning = [0.15, 0.45] as const;

/**
 * A demo robot of three coefficients that shoots when it is told to.
 * @param seed whole, from 0: the same one is the same robot.
 */
export function openDemo(ticker: Ticker, random: () => number, seed: number): DemoRobot {
  const [low, high] = worthTuning;
  let world = seed;
  for (; ; world++) {
    const rate = new ShootingRobot('shoot3', world).trueRate({});
    if (rate >= low && rate <= high) break;
  }
  return new DemoLink({ ticker, random, variant: 'shoot3', world, shotPeriodMs: null });
}
