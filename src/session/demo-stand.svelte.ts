import { SvelteMap } from 'svelte/reactivity';
import type { DemoChoices, DemoRobot, DemoShot } from '../link/demo-robot.ts';
import type { Values } from '../core/tuning/coefficient.ts';

export type { DemoChoices, DemoShot };

/** How the demo begins: the operator says what was seen, and nothing goes wrong by itself. */
const atFirst: DemoChoices = { sensor: false, roams: true, batteryDrifts: false, dropsOut: false };

/** The place beside the demo robot, from where it is told to shoot and moved about; what a team does by other means. */
export class DemoStand {
  readonly robot: DemoRobot;
  #shot = $state.raw<DemoShot | null>(null);
  #choices = $state.raw(atFirst);
  /** Whether each shot of this visit hit, by its number. */
  readonly #hits = new SvelteMap<number, boolean>();
  #distanceM = $state.raw(0);
  #volts = $state.raw(0);
  #waits = $state.raw(false);
  /** Whether the guidance is shown. */
  guided = $state.raw(true);
  /** Whether the truth is shown. */
  revealed = $state.raw(false);

  constructor(robot: DemoRobot) {
    this.robot = robot;
    this.choose({});
  }

  /** The last shot; null before the first. */
  get shot(): DemoShot | null {
    return this.#shot;
  }
  get choices(): DemoChoices {
    return this.#choices;
  }
  /** The goal's opening, m. */
  get opening(): DemoRobot['opening'] {
    return this.robot.opening;
  }
  /** From where it can shoot, m: nearest and farthest. */
  get reachM(): DemoRobot['reachM'] {
    return this.robot.reachM;
  }
  /** Where it stands: from where the last shot was taken, and unless it roams the next one, m. */
  get distanceM(): number {
    return this.#distanceM;
  }
  /** Volts of its battery. */
  get volts(): number {
    return this.#volts;
  }
  /** Whether it did not shoot when it was last told to, for it waited for the tuner. */
  get waits(): boolean {
    return this.#waits;
  }

  shoot(): void {
    const shot = this.robot.shoot();
    this.#waits = shot === null;
    if (shot !== null) {
      this.#shot = shot;
      this.#hits.set(shot.number, shot.hit);
    }
    this.#look();
  }

  /** Moves the robot to that distance from the goal, m, where it stays. */
  moveTo(distanceM: number): void {
    this.choose({ roams: false });
    this.robot.moveTo(distanceM);
    this.#look();
  }

  choose(some: Partial<DemoChoices>): void {
    this.#choices = { ...this.#choices, ...some };
    this.robot.choose(this.#choices);
    this.#look();
  }

  /** The true hit rate of values over all distances, with the battery as it is, 0 to 1. */
  trueRate(values: Values): number {
    return this.robot.trueRate(values);
  }

  /** Whether the shot of that number hit; undefined for one of an earlier visit. */
  hit(number: number): boolean | undefined {
    return this.#hits.get(number);
  }

  #look(): void {
    this.#distanceM = this.robot.distanceM;
    this.#volts = this.robot.volts;
  }
}
