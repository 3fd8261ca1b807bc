import { mulberry32, type Random } from '../core/stats/random.ts';

/** What chance does to one shot: where the robot stands, and three standard normal deviates. */
export interface ShotNoise {
  /** True distance to the goal, m. */
  readonly distanceM: number;
  readonly speed: number;
  readonly angle: number;
  readonly distance: number;
}

/** Where shots are taken from, m. */
const shortestShotM = 2;
const longestShotM = 6;

/** A uniform number in [low, high). */
export function uniform(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** A normal deviate as Irwin and Hall have it: twelve uniforms less six. Exact in every engine, unlike Box–Muller. */
export function irwinHall(random: Random): number {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += random();
  return sum - 6;
}

/** The noise of one shot after another. It does not depend on what is being tried: all rivals get the same luck. */
export function shotNoise(
  seed: number,
  fromM = shortestShotM,
  toM = longestShotM,
): () => ShotNoise {
  const random = mulberry32(seed);
  return () => {
    const distanceM = uniform(random, fromM, toM);
    const speed = irwinHall(random);
    const angle = irwinHall(random);
    return { distanceM, speed, angle, distance: irwinHall(random) };
  };
}

/** Shots in a hit rate: its resolution is one over this. */
const evaluationShots = 4096;

/** The shots that a true hit rate is the mean of: their distances are spread evenly, their noise is always the same. */
export function evaluationNoise(
  seed: number,
  fromM = shortestShotM,
  toM = longestShotM,
): readonly ShotNoise[] {
  const random = mulberry32(seed);
  return Array.from({ length: evaluationShots }, (_, i) => ({
    distanceM: fromM + ((toM - fromM) * (i + 0.5)) / evaluationShots,
    speed: irwinHall(random),
    angle: irwinHall(random),
    distance: irwinHall(random),
  }));
}
