import type { Init, Method } from './method.ts';
import type { Problem } from './problem.ts';

/** Shots after which the recommendation is judged. */
export const checkpoints = [20, 40, 60, 100, 150] as const;

/** What one method did in one world. */
export interface WorldResult {
  /** The true hit rate of the recommendation at each checkpoint within the budget. */
  readonly rates: readonly number[];
  /** The true hit rate of the values it began with. */
  readonly startRate: number;
  /** Of the shots taken while tuning. */
  readonly hits: number;
  /** Shots that were suggested by the general model, where there was a choice. */
  readonly byGeneral: number;
  /** Values outside the bounds or off the grid. */
  readonly violations: number;
  /** CPU of suggesting and observing together, per shot, ms. */
  readonly msPerShot: number;
  /** Of the intervals of the recommendation and of the default at the checkpoints: whether they held the truth. */
  readonly held: readonly boolean[];
  /** When it first advised to stop, and the true rate of its recommendation then; null: never. */
  readonly stop: { readonly shot: number; readonly rate: number } | null;
}

/** Advice to stop is asked for every so many shots. */
const stopEvery = 10;

/** Runs a method through one world. */
export function runWorld(problem: Problem, method: Method, budget: number): WorldResult {
  const { space } = problem.init;
  const rates: number[] = [];
  let hits = 0;
  let byGeneral = 0;
  let violations = 0;
  let cpuUs = 0;
  const held: boolean[] = [];
  let stop: WorldResult['stop'] = null;
  for (let shot = 1; shot <= budget; shot++) {
    const before = process.cpuUsage();
    const x = method.suggest();
    cpuUs += elapsedUs(before);
    if (method.speaker?.() === 'general') byGeneral++;
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
      const start = space.map((told) => told.default);
      const assessment = method.assess?.();
      if (assessment !== undefined)
        held.push(
          holds(assessment.best, problem.rate(best)),
          holds(assessment.start, problem.rate(start)),
        );
    }
    if (stop === null && shot % stopEvery === 0 && method.assess?.().stops === true)
      stop = { shot, rate: problem.rate(method.recommend()) };
  }
  const startRate = problem.rate(space.map((told) => told.default));
  const msPerShot = cpuUs / 1000 / budget;
  return { rates, startRate, hits, byGeneral, violations, msPerShot, held, stop };
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

function holds([low, high]: readonly [number, number], rate: number): boolean {
  return low <= rate && rate <= high;
}
