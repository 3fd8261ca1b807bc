import { seedFor } from '../core/stats/random.ts';
import { coefficientNames, type CoefficientName, type Variant } from './coefficients.ts';
import { cosine, goalHeightM, heightAt, sine } from './flight.ts';
import { hiddenWorld, streams, type HiddenWorld } from './hidden-world.ts';
import { evaluationNoise, shotNoise, type ShotNoise } from './shot-noise.ts';
import { aim, solverModel, type Launch, type Search, type SolverModel } from './solver.ts';

/** One shot and where it went. */
export interface ShotOutcome {
  /** Distance as the robot measured it, m. */
  readonly measuredM: number;
  /** Height above the middle of the opening, m; NaN when the ball never gets there. */
  readonly errorM: number;
  readonly hit: boolean;
  readonly launch: Readonly<Launch>;
}

/** Where the ball is on its way: metres from the robot over the floor, and above the floor. */
export type FlightPoint = readonly [alongM: number, heightM: number];

/** Spread of a measured distance, m. */
const distanceSpreadM = 0.02;

/** A robot that shoots in one world of the benchmark: same variant, world and values, same shots to the last bit. */
export class Shooter {
  /** The noise of the next shot. */
  readonly nextShot: () => ShotNoise;
  readonly #hidden: HiddenWorld;
  readonly #names: readonly CoefficientName[];
  readonly #search: Search;
  readonly #world: number;
  readonly #launch: Launch = { speedMps: 0, pitchRad: 0 };
  #evaluation: readonly ShotNoise[] | null = null;

  /** @param world which of the variant's robots, whole, from 0. */
  constructor(variant: Variant, world: number) {
    this.#hidden = hiddenWorld(variant, world);
    this.nextShot = shotNoise(seedFor(world, streams.shots));
    this.#names = coefficientNames(variant);
    this.#search = variant === 'mixed6' ? 'bisection' : 'secant';
    this.#world = world;
  }

  /** Half height of the opening that the ball really fits through, m. */
  get halfOpeningM(): number {
    return this.#hidden.halfOpeningM;
  }

  /**
   * Takes a shot with the coefficient values in the variant's order.
   * @param sag what the battery takes of the exit speed, as a part of it.
   */
  shoot(values: readonly number[], noise: ShotNoise, sag = 0): ShotOutcome {
    const errorM = this.#error(this.#model(values), noise, sag);
    return {
      measuredM: this.#measured(noise),
      errorM,
      hit: this.#isHit(errorM),
      launch: { ...this.#launch },
    };
  }

  /** Where the ball of such a shot is after each of these distances, as long as it flies. */
  flight(
    values: readonly number[],
    noise: ShotNoise,
    sag: number,
    alongM: readonly number[],
  ): readonly FlightPoint[] {
    const model = this.#model(values);
    return alongM.map((x) => [x, this.#height(model, noise, sag, x)]);
  }

  /** The true hit rate of coefficient values over all distances, 0 to 1. */
  rate(values: readonly number[], sag = 0): number {
    const model = this.#model(values);
    this.#evaluation ??= evaluationNoise(seedFor(this.#world, streams.evaluation));
    const hits = this.#evaluation.filter((noise) => this.#isHit(this.#error(model, noise, sag)));
    return hits.length / this.#evaluation.length;
  }

  #model(values: readonly number[]): SolverModel {
    return solverModel(Object.fromEntries(this.#names.map((name, i) => [name, values[i]])));
  }

  #measured({ distanceM, distance }: ShotNoise): number {
    return distanceM * this.#hidden.distanceScale + distanceSpreadM * distance;
  }

  #isHit(errorM: number): boolean {
    return Math.abs(errorM) <= this.#hidden.halfOpeningM;
  }

  /** Signed vertical error at the goal, m; leaves the commands in `#launch`. */
  #error(model: SolverModel, noise: ShotNoise, sag: number): number {
    return this.#height(model, noise, sag, noise.distanceM) - goalHeightM;
  }

  /** Height of the ball after `alongM`, m; leaves the commands in `#launch`. */
  #height(model: SolverModel, noise: ShotNoise, sag: number, alongM: number): number {
    const { truth, drag, lift, speedSpread, angleSpreadRad } = this.#hidden;
    const launch = this.#launch;
    aim(model, this.#measured(noise), this.#search, launch);
    const speed =
      (truth.ExitSpeedScale * launch.speedMps + truth.SpeedOffset) *
      (1 + speedSpread * noise.speed) *
      (1 - sag);
    const pitch = launch.pitchRad + truth.AngleOffset + angleSpreadRad * noise.angle;
    return heightAt(alongM, speed, sine(pitch), cosine(pitch), truth.LaunchHeight, drag, lift);
  }
}
