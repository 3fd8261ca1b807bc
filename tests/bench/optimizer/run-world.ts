import type { Init, Method } from './method.ts';
import type { Problem } from './problem.ts';

/** Shots after which the recommendation is judged. */
export const checkpoints = [20, 40, 60, 100, 150] as const;

/** What one method did in one world. */
export interface WorldResult {
  /** The true hit rate of the recommendation at each checkpoint within the budget. */
  readonly rates: readonly number[];
  /** Of the shots taken while tuning. */
  readonly hits: number;
  /** Values outside the bounds or off the grid. */
  readonly violations: number;
  /** CPU of suggesting and observing together, per shot, ms. */
  readonly msPerShot: number;
}

/** Runs a method through one world. */
export function runWorld(problem: Problem, method: Method, budget: number): WorldResult {
  const { space } = problem.init;
  const rates: number[] = [];
  let hits = 0;
  let violations = 0;
  let cpuUs = 0;
  for (let shot = 1; shot <= budget; shot++) {
    const before = process.cpuUsage();
    const x = method.suggest();
    cpuUs += elapsedUs(before);
    if (!isAllowed(space, x)) violations++;
    const { hit, observation } = problem.shoot(x);
    if (hit) hits++;
    const told = process.cpuUsage();
    method.observe(x, observation);
    cpuUs += elapsedUs(told);
    if (checkpoints.some((checkpoint) => checkpoint === shot)) {
      const best = method.recommend();
      if (!isAllowed(space, best)) violations++;
      rates.push(problem.rate(best));
    }
  }
  return { rates, hits, violations, msPerShot: cpuUs / 1000 / budget };
}

function elapsedUs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}

function isAllowed(space: Init['space'], x: readonly number[]): boolean {
  return space.every(({ low, high, type }, j) => {
    const value = x[j]!;
    return value >= low && value <= high && (type === 'real' || Number.isInteger(value));
  });
}
