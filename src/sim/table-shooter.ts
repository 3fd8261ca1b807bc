import { seedFor } from '../core/stats/random.ts';
import { degree } from './coefficients.ts';
import { cosine, heightAt, sine } from './flight.ts';
import type { FlightPoint, ShotOutcome } from './shooter.ts';
import { evaluationNoise, shotNoise, type ShotNoise } from './shot-noise.ts';
import { fixedHoodRad, knotsOf, type TableVariant } from './table-coefficients.ts';
import { lookUp } from './table-lookup.ts';
import { newWheelRadiusM, tableStreams, tableWorld, type TableWorld } from './table-world.ts';

/** Height of the middle of the opening, m. */
export const tableGoalHeightM = 2.64;
/** Half of its opening as the team's code has it, m; that of the worlds differs a little from one to the next. */
export const toldTableHalfOpeningM = 0.105;
/** Where shots are taken from, m. */
export const tableDistancesM = [1.5, 6.5] as const;

/** A robot that shoots by lookup tables in one world of the benchmark, as exact and repeatable as `Shooter`. */
export class TableShooter {
  /** The noise of the next shot. */
  readonly nextShot: () => ShotNoise;
  readonly #hidden: TableWorld;
  readonly #knotsM: readonly number[];
  readonly #hasHoodTable: boolean;
  readonly #world: number;
  #evaluation: readonly ShotNoise[] | null = null;

  /** @param world which of the variant's robots, whole, from 0. */
  constructor(variant: TableVariant, world: number) {
    const knots = knotsOf(variant);
    this.#hidden = tableWorld(variant, world);
    this.nextShot = shotNoise(seedFor(world, tableStreams.shots), ...tableDistancesM);
    this.#knotsM = knots.filter(({ output }) => output === 'wheel').map(({ atM }) => atM);
    this.#hasHoodTable = knots.some(({ output }) => output === 'hood');
    this.#world = world;
  }

  /** Half height of the opening that the ball really fits through, m. */
  get halfOpeningM(): number {
    return this.#hidden.halfOpeningM;
  }

  /**
   * Takes a shot with the table values in the variant's order.
   * @param sag what the battery takes of the exit speed, as a part of it.
   */
  shoot(values: readonly number[], noise: ShotNoise, sag = 0): ShotOutcome {
    const errorM = this.#error(values, noise, sag);
    const measuredM = this.#measured(noise);
    const { rpm, hoodRad } = this.#told(values, measuredM);
    return {
      measuredM,
      errorM,
      hit: this.#isHit(errorM),
      // The code knows of no slip and no wear.
      launch: { speedMps: rollingMpsPerRpmM * newWheelRadiusM * rpm, pitchRad: hoodRad },
    };
  }

  /** Where the ball of such a shot is after each of these distances, as long as it flies. */
  flight(
    values: readonly number[],
    noise: ShotNoise,
    sag: number,
    alongM: readonly number[],
  ): readonly FlightPoint[] {
    return alongM.map((x) => [x, this.#height(values, noise, sag, x)]);
  }

  /** The true hit rate of table values over all distances, 0 to 1. */
  rate(values: readonly number[], sag = 0): number {
    this.#evaluation ??= evaluationNoise(
      seedFor(this.#world, tableStreams.evaluation),
      ...tableDistancesM,
    );
    const hits = this.#evaluation.filter((noise) => this.#isHit(this.#error(values, noise, sag)));
    return hits.length / this.#evaluation.length;
  }

  #measured({ distanceM, distance }: ShotNoise): number {
    return distanceM * this.#hidden.distanceScale + this.#hidden.distanceSpreadM * distance;
  }

  #isHit(errorM: number): boolean {
    return Math.abs(errorM) <= this.#hidden.halfOpeningM;
  }

  /** What the tables say at a distance. */
  #told(values: readonly number[], measuredM: number): { rpm: number; hoodRad: number } {
    return {
      rpm: lookUp(this.#knotsM, values, 0, measuredM),
      hoodRad: this.#hasHoodTable
        ? lookUp(this.#knotsM, values, this.#knotsM.length, measuredM)
        : fixedHoodRad,
    };
  }

  /** Signed vertical error at the goal, m. */
  #error(values: readonly number[], noise: ShotNoise, sag: number): number {
    return this.#height(values, noise, sag, noise.distanceM) - tableGoalHeightM;
  }

  /** Height of the ball after `alongM`, m. */
  #height(values: readonly number[], noise: ShotNoise, sag: number, alongM: number): number {
    const hidden = this.#hidden;
    const { rpm, hoodRad } = this.#told(values, this.#measured(noise));
    const standsAtRad = hoodRad + hidden.hoodOffsetRad;
    const speed =
      exitSpeed(hidden, rpm, standsAtRad) * (1 + hidden.speedSpread * noise.speed) * (1 - sag);
    const pitch = standsAtRad + hidden.angleSpreadRad * noise.angle;
    const spin = hidden.liftPerThousandRpm * (rpm / 1000);
    return heightAt(
      alongM,
      speed,
      sine(pitch),
      cosine(pitch),
      hidden.launchHeightM,
      hidden.drag,
      0,
      spin,
      hidden.spinDecay,
    );
  }
}

/** Revolutions per minute to the speed of a ball that rolls, without slip, between the wheel and a hood that stands still. */
const rollingMpsPerRpmM = 3.141592653589793 / 60;

/** No wheel slips more than this share: beyond it the straight line of `slip` means nothing. */
const mostSlip = 0.5;

/** How fast a ball leaves on average, m/s. */
function exitSpeed({ slip, wheelRadiusM }: TableWorld, rpm: number, hoodRad: number): number {
  const slipped =
    slip.base +
    slip.perThousandRpm * (rpm / 1000 - 3) +
    slip.perTenDegrees * (hoodRad / degree / 10 - 6);
  return rollingMpsPerRpmM * wheelRadiusM * rpm * (1 - Math.min(mostSlip, Math.max(0, slipped)));
}
