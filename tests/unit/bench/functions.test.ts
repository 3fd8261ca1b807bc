import { describe, expect, it } from 'vitest';
import { type FunctionName, makeFunction } from '../../bench/optimizer/functions.ts';

// Made with the Python harness: worlds.Func(name, 'gauss', world), x = [.1, .23, .36, …], g(x) and the first two shots there.
const vectors: readonly (readonly [FunctionName, number, number, number, number, boolean])[] = [
  ['branin', 0, -1.8951412721537662, -2.340065240906612, -2.193582871102323, false],
  ['hartmann6', 0, -0.8239970155246203, -1.2689209842774665, -1.1224386144731773, true],
  ['hartmann6', 3, -0.7124881444691578, -1.2269991824363256, -0.05060719088249743, false],
  ['ackley5', 0, -1.615203835602464, -2.06012780435531, -1.913645434551021, false],
  ['ackley5', 3, -1.4638304304014953, -1.978341468368663, -0.801949476814835, false],
];

describe('a standard function of the benchmark', () => {
  it.each(vectors)(
    '%s in world %i is that of the Python harness',
    (name, world, g, first, second, hit) => {
      const { problem, best } = makeFunction(name, 'gauss', world, 150, 0);
      const x = problem.init.space.map((_, j) => 0.1 + 0.13 * j);
      expect(problem.rate(x)).toBeCloseTo(g, 12);
      expect(problem.shoot(x).observation.value).toBeCloseTo(first, 12);
      const { observation, hit: isHit } = problem.shoot(x);
      expect(observation.value).toBeCloseTo(second, 12);
      expect(isHit).toBe(hit);
      expect(best).toBe(0);
    },
  );

  it('tells of hits only what was hit, with the probability that is judged', () => {
    const { problem, best } = makeFunction('hartmann6', 'bern', 1, 150, 0);
    const x = problem.init.space.map(() => 0.3);
    const shots = Array.from({ length: 4000 }, () => problem.shoot(x));
    expect(shots[0]!.observation).toEqual({ context: {}, hit: shots[0]!.hit });
    const share = shots.filter(({ hit }) => hit).length / shots.length;
    expect(Math.abs(share - problem.rate(x))).toBeLessThan(0.03);
    expect(best).toBeCloseTo(0.952574, 6);
  });
});
