import { mulberry32, seedFor } from '../../../src/core/stats/random.ts';
import { irwinHall, uniform } from '../../../src/sim/shot-noise.ts';
import type { Problem } from './problem.ts';

/**
 * Standard functions of the literature, larger is better, over the unit cube: no aim, no distance. A world moves the box of all but
 * Branin's. Values are scaled to `g` ≤ 0 with 0 the best.
 */
const functions = {
  branin: { of: branin, dims: 2, highest: -0.39788735772973816, scale: 50, moves: false },
  hartmann6: { of: hartmann6, dims: 6, highest: 3.322368011415515, scale: 3.6, moves: true },
  ackley5: { of: ackley5, dims: 5, highest: 0, scale: 9, moves: true },
};

export type FunctionName = keyof typeof functions;
export const functionNames = Object.keys(functions) as FunctionName[];

/** What a shot tells: `bern` a hit with probability σ(3 + 6 g), `gauss` the value g + 0.25 N(0, 1). */
export type FunctionSeen = 'bern' | 'gauss';

/** How far a world moves the box, and the noise of a value. */
const mostShift = 0.1;
const noise = 0.25;
/** Streams of random numbers of a world. */
const streams = { hidden: 0, shots: 1, method: 3, flips: 4 };

/** A world of a standard function, and the best that `rate` can be there. The same as in the Python harness, to the last digits. */
export function makeFunction(
  name: FunctionName,
  seen: FunctionSeen,
  world: number,
  budget: number,
  flip: number,
): { readonly problem: Problem; readonly best: number } {
  const { of, dims, highest, scale, moves } = functions[name];
  const hidden = mulberry32(seedFor(world, streams.hidden));
  const shift = Array.from({ length: dims }, () => uniform(hidden, -mostShift, mostShift));
  const shots = mulberry32(seedFor(world, streams.shots));
  const flips = mulberry32(seedFor(world, streams.flips));
  const g = (x: readonly number[]): number =>
    (of(moves ? x.map((value, j) => wrapped(value + shift[j]!)) : x) - highest) / scale;
  const rate = seen === 'bern' ? (x: readonly number[]) => hitProbability(g(x)) : g;
  const problem: Problem = {
    init: {
      seed: Math.floor(mulberry32(seedFor(world, streams.method))() * 2 ** 32),
      space: Array.from({ length: dims }, (_, j) => ({
        name: `x${j}`,
        low: 0,
        high: 1,
        default: 0.5,
        type: 'real',
        log: false,
      })),
      context: [],
      observation: seen === 'bern' ? 'binary' : 'real',
      budget,
    },
    shoot(values) {
      const luck = shots();
      const deviate = irwinHall(shots);
      const at = g(values);
      const hit = luck < hitProbability(at);
      if (seen === 'gauss')
        return { hit, observation: { context: {}, value: at + noise * deviate } };
      return { hit, observation: { context: {}, hit: flips() < flip ? !hit : hit } };
    },
    rate,
  };
  return { problem, best: seen === 'bern' ? hitProbability(0) : 0 };
}

function hitProbability(g: number): number {
  return 1 / (1 + Math.exp(-(3 + 6 * g)));
}

function wrapped(u: number): number {
  const rest = u % 1;
  return rest < 0 ? rest + 1 : rest;
}

function branin(u: readonly number[]): number {
  const x = -5 + 15 * u[0]!;
  const y = 15 * u[1]!;
  const bend = y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6;
  return -(bend ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10);
}

const sharpness = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const centres = [
  [1312, 1696, 5569, 124, 8283, 5886],
  [2329, 4135, 8307, 3736, 1004, 9991],
  [2348, 1451, 3522, 2883, 3047, 6650],
  [4047, 8828, 8732, 5743, 1091, 381],
];
const heights = [1, 1.2, 3, 3.2];

function hartmann6(u: readonly number[]): number {
  return heights.reduce((sum, height, i) => {
    const away = u.reduce(
      (total, x, j) => total + sharpness[i]![j]! * (x - 1e-4 * centres[i]![j]!) ** 2,
      0,
    );
    return sum + height * Math.exp(-away);
  }, 0);
}

/** Box [−10, 15]⁵: the best lies off its centre. */
function ackley5(u: readonly number[]): number {
  const x = u.map((value) => -10 + 25 * value);
  const mean = (of: (value: number) => number): number =>
    x.reduce((sum, value) => sum + of(value), 0) / x.length;
  const far = Math.exp(-0.2 * Math.sqrt(mean((value) => value * value)));
  return 20 * far + Math.exp(mean((value) => Math.cos(2 * Math.PI * value))) - 20 - Math.E;
}
