import { normalCdf } from '../../../src/core/stats/normal.ts';
import { mulberry32, seedFor } from '../../../src/core/stats/random.ts';
import type { ShotNoise } from '../../../src/sim/shot-noise.ts';
import { nelderMead } from './nelder-mead.ts';
import type { Robot } from './robot.ts';

/** The best values found for a robot. */
export interface Best {
  readonly values: readonly number[];
  /** Their true hit rate. */
  readonly rate: number;
}

/** How hard to search. */
interface Effort {
  /** Searches from around the start, because one may stop early. */
  readonly starts: number;
  /** Each search goes on from where the last one ended, with a fresh simplex, so often. */
  readonly rounds: number;
  /** Questions to the smoothed rate in one round, per coefficient. */
  readonly evaluationsEach: number;
}

/** More starts, rounds and questions than this find nothing more (tried on tables, with twice to three times of each). */
export const thorough: Effort = { starts: 2, rounds: 4, evaluationsEach: 60 };
/** Enough to see which of several starts is worth more. */
export const quick: Effort = { starts: 1, rounds: 1, evaluationsEach: 15 };
/** Enough for few coefficients that a quick search has been at. */
export const again: Effort = { starts: 1, rounds: 2, evaluationsEach: 30 };

/** Edge of a first simplex, as a share of each range; halved from round to round. */
const simplexSize = 0.1;
/** Other starts are within this share of each range. */
const scatter = 0.15;
/** The stream of a world that other starts are drawn from (see `seedFor`). */
const scatterStream = 9;
/** A point outside the bounds is as good as the nearest inside, less this times its distance squared. */
const penalty = 10;

/**
 * The best values that a search finds from good ones with a smoothed rate, judged by the true rate; good to about 0.01.
 * @param start raw values of which only those in `free` are changed.
 */
export function bestFrom(
  robot: Robot,
  world: number,
  start: readonly number[],
  free: readonly number[],
  { starts, rounds, evaluationsEach }: Effort,
): Best {
  const { coefficients, shooter } = robot;
  const random = mulberry32(seedFor(world, scatterStream));
  const valuesAt = (point: readonly number[]): number[] => {
    const values = [...start];
    free.forEach((j, i) => {
      const { min, max } = coefficients[j]!;
      values[j] = min + Math.min(1, Math.max(0, point[i]!)) * (max - min);
    });
    return values;
  };
  const cost = (point: readonly number[]): number =>
    penalty * sum(point.map((u) => Math.max(0, Math.abs(u - 0.5) - 0.5) ** 2)) -
    smoothedRate(robot, valuesAt(point));
  const first = free.map((j) => {
    const { min, max } = coefficients[j]!;
    return (start[j]! - min) / (max - min);
  });
  let best: Best = { values: start, rate: shooter.rate(start) };
  for (let s = 0; s < starts; s++) {
    let point: readonly number[] =
      s === 0
        ? first
        : first.map((u) => Math.min(0.95, Math.max(0.05, u + scatter * (2 * random() - 1))));
    for (let round = 0; round < rounds; round++)
      point = nelderMead(
        cost,
        point,
        simplexSize / 2 ** round,
        evaluationsEach * free.length,
      ).point;
    const values = valuesAt(point);
    const rate = shooter.rate(values);
    if (rate > best.rate) best = { values, rate };
  }
  return best;
}

/** Distances at which the smoothed rate is taken: little changes between two of them. */
const distances = 40;
/** Where the ball cannot fly so far, the miss counts as this, m. */
const farMissM = -50;
/** Keeps a shot without any spread from dividing by nothing, m. */
const leastSpreadM = 1e-6;

/** About the true hit rate, without its steps: the error at each distance is taken as normal, its spread from one deviation each. */
function smoothedRate({ shooter, goal, halfOpeningM }: Robot, values: readonly number[]): number {
  const [near, far] = goal.distance;
  const errorM = (noise: ShotNoise): number => {
    const error = shooter.shoot(values, noise).errorM;
    return Number.isFinite(error) ? error : farMissM;
  };
  let total = 0;
  for (let i = 0; i < distances; i++) {
    const distanceM = near + ((far - near) * (i + 0.5)) / distances;
    const quiet = { distanceM, speed: 0, angle: 0, distance: 0 };
    const middle = errorM(quiet);
    const bySpeed = errorM({ ...quiet, speed: 1 }) - middle;
    const byAngle = errorM({ ...quiet, angle: 1 }) - middle;
    const byDistance = errorM({ ...quiet, distance: 1 }) - middle;
    const spread = Math.sqrt(bySpeed ** 2 + byAngle ** 2 + byDistance ** 2) + leastSpreadM;
    total +=
      normalCdf((halfOpeningM - middle) / spread) - normalCdf((-halfOpeningM - middle) / spread);
  }
  return total / distances;
}

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);
