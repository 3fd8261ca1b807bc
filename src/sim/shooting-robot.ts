import type { Opening } from '../core/aim/family/role.ts';
import { mulberry32, seedFor, type Random } from '../core/stats/random.ts';
import type { Coefficient, Values } from '../core/tuning/coefficient.ts';
import { coefficientsOf, variants, type Variant } from './coefficients.ts';
import { goalHeightM, toldHalfOpeningM } from './flight.ts';
import { streams } from './hidden-world.ts';
import { uniform, type ShotNoise } from './shot-noise.ts';
import { Shooter, type FlightPoint, type ShotOutcome } from './shooter.ts';
import { tableCoefficientsOf, tableVariants, type TableVariant } from './table-coefficients.ts';
import { tableGoalHeightM, TableShooter, toldTableHalfOpeningM } from './table-shooter.ts';

/** A robot that solves for its shots, or one that looks them up. */
export type AnyVariant = Variant | TableVariant;

/** All robots there are. */
export const anyVariants: readonly AnyVariant[] = [...variants, ...tableVariants];

/** What the robot knows of a shot it has taken, and what its referee saw. */
export interface FiredShot {
  /** Distance as the robot measured it, m. */
  readonly distanceM: number;
  readonly hit: boolean;
  /** Height above the middle of the goal, m; NaN when the ball fell short of the goal's plane. */
  readonly errorM: number;
  readonly pitchRad: number;
  readonly exitVelocityMps: number;
  /** Turret angle; it has no bearing on the hit. */
  readonly yawRad: number;
  /** Height that it was aimed at, m. */
  readonly goalHeightM: number;
  /** Topic → the value it was computed with. */
  readonly used: Values;
}

/** What holds at a shot beside the values; what is not told is left to the world. */
export interface Circumstances {
  /** True distance to the goal, m. */
  readonly distanceM?: number;
  /** What the battery takes of the exit speed, as a part of it; none by default. */
  readonly sag?: number;
}

/** A shot as an onlooker sees it from the side. */
export interface SeenShot {
  readonly shot: FiredShot;
  /** True distance to the goal, m. */
  readonly distanceM: number;
  /** From the robot into the goal, or on past it; to where it lands, if that is before. */
  readonly path: readonly FlightPoint[];
}

/** Points of a path, and how far beyond the goal a miss goes on, as a part of the distance. */
const pathPoints = 32;
const pathBeyond = 0.25;

/** How far the turret turns to either side between shots, rad. */
const widestYawRad = 0.3;

/** The shooting part of a robot program: coefficients in, shots out. Seeded by its world; it knows no network. */
export class ShootingRobot {
  readonly coefficients: readonly Coefficient[];
  /** What it shoots at, as its code has it. */
  readonly goal: Opening;
  readonly #shooter: {
    readonly nextShot: () => ShotNoise;
    readonly halfOpeningM: number;
    shoot(values: readonly number[], noise: ShotNoise, sag?: number): ShotOutcome;
    flight(
      values: readonly number[],
      noise: ShotNoise,
      sag: number,
      alongM: readonly number[],
    ): readonly FlightPoint[];
    rate(values: readonly number[], sag?: number): number;
  };
  readonly #yaw: Random;

  /** @param world which of the variant's robots, whole, from 0. */
  constructor(variant: AnyVariant, world: number) {
    if (isTable(variant)) {
      this.coefficients = tableCoefficientsOf(variant);
      this.goal = { heightM: tableGoalHeightM, halfOpeningM: toldTableHalfOpeningM };
      this.#shooter = new TableShooter(variant, world);
    } else {
      this.coefficients = coefficientsOf(variant);
      this.goal = { heightM: goalHeightM, halfOpeningM: toldHalfOpeningM };
      this.#shooter = new Shooter(variant, world);
    }
    this.#yaw = mulberry32(seedFor(world, streams.yaw));
  }

  /**
   * The values that robot code works with when it reads these: within the bounds, whole where it must be, and the
   * default where nothing finite was read.
   */
  usable(read: Values): Values {
    return Object.fromEntries(
      this.coefficients.map((coefficient) => [
        coefficient.topic,
        usable(coefficient, read[coefficient.topic]),
      ]),
    );
  }

  /** The opening as it is: robot code knows it only about. */
  get trueGoal(): Opening {
    return { ...this.goal, halfOpeningM: this.#shooter.halfOpeningM };
  }

  /** Takes the next shot with the values that were read. */
  fire(read: Values): FiredShot {
    return this.#fire(this.usable(read), this.#shooter.nextShot(), 0);
  }

  /** Takes the next shot as `fire` does, under these circumstances, before an onlooker. */
  fireSeen(read: Values, { distanceM, sag = 0 }: Circumstances): SeenShot {
    const used = this.usable(read);
    const chance = this.#shooter.nextShot();
    const noise = distanceM === undefined ? chance : { ...chance, distanceM };
    const shot = this.#fire(used, noise, sag);
    const farM = noise.distanceM * (shot.hit ? 1 : 1 + pathBeyond);
    const alongM = Array.from({ length: pathPoints + 1 }, (_, i) => (farM * i) / pathPoints);
    const path = this.#shooter.flight(this.#vector(used), noise, sag, alongM);
    const landed = path.findIndex(([, heightM]) => !(heightM >= 0));
    return {
      shot,
      distanceM: noise.distanceM,
      path: landed < 0 ? path : path.slice(0, landed),
    };
  }

  #fire(used: Values, noise: ShotNoise, sag: number): FiredShot {
    const values = this.#vector(used);
    const { measuredM, errorM, hit, launch } = this.#shooter.shoot(values, noise, sag);
    return {
      distanceM: measuredM,
      hit,
      errorM,
      pitchRad: launch.pitchRad,
      exitVelocityMps: launch.speedMps,
      yawRad: uniform(this.#yaw, -widestYawRad, widestYawRad),
      goalHeightM: this.goal.heightM,
      used,
    };
  }

  /** The true hit rate with the values that were read, 0 to 1: what no robot could tell. */
  trueRate(read: Values, sag = 0): number {
    return this.#shooter.rate(this.#vector(this.usable(read)), sag);
  }

  #vector(values: Values): number[] {
    return this.coefficients.map(({ topic, codeDefault }) => values[topic] ?? codeDefault);
  }
}

const isTable = (variant: AnyVariant): variant is TableVariant =>
  tableVariants.some((table) => table === variant);

function usable({ min, max, codeDefault, integer }: Coefficient, read: number | undefined): number {
  if (read === undefined || !Number.isFinite(read)) return codeDefault;
  const value = Math.min(max, Math.max(min, read));
  return integer ? Math.floor(value + 0.5) : value;
}
