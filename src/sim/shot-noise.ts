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
export const shortestShotM = 2;
export const longestShotM = 6;

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
export function shotNoise(seed: number): () => ShotNoise {
  const random = mulberry32(seed);
  return () => {
    const distanceM = uniform(random, shortestShotM, longestShotM);
    const speed = irwinHall(random);
    const angle = irwinHall(random);
    return { distanceM, speed, angle, distance: irwinHall(random) };
  };
}
