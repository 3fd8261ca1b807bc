import { mulberry32, seedFor } from '../core/stats/random.ts';
import { coefficientNames, type CoefficientName, type Variant } from './coefficients.ts';
import { cosine, goalHeightM, heightAt, sine } from './flight.ts';
import { hiddenWorld, streams, type HiddenWorld } from './hidden-world.ts';
import { irwinHall, longestShotM, shortestShotM, shotNoise, type ShotNoise } from './shot-noise.ts';
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

/** Spread of a measured distance, m. */
const distanceSpreadM = 0.02;
/** Shots in a hit rate: its resolution is one over this. */
const evaluationShots = 4096;

/** A robot that shoots in one world of the benchmark: same variant, world and values, same shots to the last bit. */
export class Shooter {
  /** The noise of the next shot. */
  readonly nextShot: () => ShotNoise;
  readonly #hidden: HiddenWorld;
  readonly #names: readonly CoefficientName[];
  readonly #search: Search;
  readonly #world: number;
  readonly #launch: Launch = { speedMps: 0, pitchRad: 0 };
  #evaluation: Float64Array | null = null;

  /** @param world which of the variant's robots, whole, from 0. */
  constructor(variant: Variant, world: number) {
    this.#hidden = hiddenWorld(variant, world);
    this.nextShot = shotNoise(seedFor(world, streams.shots));
    this.#names = coefficientNames(variant);
    this.#search = variant === 'mixed6' ? 'bisection' : 'secant';
    this.#world = world;
  }

  /** Takes a shot with the coefficient values in the variant's order. */
  shoot(values: readonly number[], noise: ShotNoise): ShotOutcome {
    const { distanceM, speed, angle, distance } = noise;
    const errorM = this.#error(this.#model(values), distanceM, speed, angle, distance);
    return {
      measuredM: this.#measured(distanceM, distance),
      errorM,
      hit: this.#isHit(errorM),
      launch: { ...this.#launch },
    };
  }

  /** The true hit rate of coefficient values over all distances, 0 to 1. */
  rate(values: readonly number[]): number {
    const model = this.#model(values);
    const noise = (this.#evaluation ??= evaluationNoise(this.#world));
    let hits = 0;
    for (let i = 0; i < evaluationShots; i++) {
      const distanceM =
        shortestShotM + ((longestShotM - shortestShotM) * (i + 0.5)) / evaluationShots;
      const at = 3 * i;
      const error = this.#error(model, distanceM, noise[at]!, noise[at + 1]!, noise[at + 2]!);
      if (this.#isHit(error)) hits += 1;
    }
    return hits / evaluationShots;
  }

  #model(values: readonly number[]): SolverModel {
    return solverModel(Object.fromEntries(this.#names.map((name, i) => [name, values[i]])));
  }

  #measured(distanceM: number, noise: number): number {
    return distanceM * this.#hidden.distanceScale + distanceSpreadM * noise;
  }

  #isHit(errorM: number): boolean {
    return Math.abs(errorM) <= this.#hidden.halfOpeningM;
  }

  /** Signed vertical error at the goal, m; leaves the commands in `#launch`. */
  #error(
    model: SolverModel,
    distanceM: number,
    speedNoise: number,
    angleNoise: number,
    distanceNoise: number,
  ): number {
    const { truth, drag, lift, speedSpread, angleSpreadRad } = this.#hidden;
    const launch = this.#launch;
    aim(model, this.#measured(distanceM, distanceNoise), this.#search, launch);
    const speed =
      (truth.ExitSpeedScale * launch.speedMps + truth.SpeedOffset) * (1 + speedSpread * speedNoise);
    const pitch = launch.pitchRad + truth.AngleOffset + angleSpreadRad * angleNoise;
    return (
      heightAt(distanceM, speed, sine(pitch), cosine(pitch), truth.LaunchHeight, drag, lift) -
      goalHeightM
    );
  }
}

/** Three deviates a shot: speed, angle, distance. */
function evaluationNoise(world: number): Float64Array {
  const random = mulberry32(seedFor(world, streams.evaluation));
  return Float64Array.from({ length: 3 * evaluationShots }, () => irwinHall(random));
}
