import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SuggestRequest, Advice } from '../../../src/core/bayes-opt/request.ts';
import type { Dimension } from '../../../src/core/bayes-opt/space.ts';
import { suggestByGp } from '../../../src/core/gp/suggest.ts';
import { mulberry32, seedFor } from '../../../src/core/stats/random.ts';
import { linear } from '../optimizer/asked.ts';

type Shots = readonly (readonly [values: readonly number[], distanceM: number, hit: number])[];

function requestOf(
  space: readonly Dimension[],
  shots: Shots,
  current: readonly number[] = space.map(({ start }) => start),
): SuggestRequest {
  return {
    space,
    context: { low: 2, high: 6 },
    goal: null,
    objective: { kind: 'hits' },
    data: {
      points: Float64Array.from(shots.flatMap(([values]) => values)),
      distancesM: Float64Array.from(shots, ([, distanceM]) => distanceM),
      hits: Uint8Array.from(shots, ([, , hit]) => hit),
      sides: null,
      errorsM: null,
      weights: null,
      values: null,
    },
    current,
    baseline: space.map(({ start }) => start),
  };
}

const suggestion = (request: SuggestRequest, seed: number): Advice =>
  suggestByGp(request, mulberry32(seed), null).suggestion;

/** `n` shots with random values: hits where they are near 0.6 of every range. */
function randomShots(space: readonly Dimension[], n: number, seed: number): Shots {
  const random = mulberry32(seed);
  return Array.from({ length: n }, () => {
    const units = space.map(() => random());
    const values = space.map(({ low, high, integer }, j) => {
      const value = low + units[j]! * (high - low);
      return integer ? Math.round(value) : value;
    });
    const hit = units.every((u) => Math.abs(u - 0.6) < 0.25) ? 1 : 0;
    return [values, 2 + 4 * random(), hit] as const;
  });
}

/** Whole tunings and many requests: seconds on a free machine, more on a busy one. */
const longMs = 60_000;

describe('a suggestion by the Gaussian process', { timeout: longMs }, () => {
  const space = [
    linear,
    { ...linear, low: 1e-4, high: 1, start: 1e-2, scale: 'log' as const },
    { ...linear, low: -6, high: 6, start: 0, integer: true },
  ];

  it('is to shoot where the robot is while nothing is known, to the last digit', () => {
    const current = [0.1 + 0.2, 0.0123, 3];
    const { next, reason, rows } = suggestion(requestOf(space, [], current), 1);
    expect(next).toEqual(current);
    expect(reason).toEqual({ kind: 'no-data' });
    expect(rows).toBe(0);
  });

  it('is the same for the same request and seed, whatever was asked before', () => {
    const shots = randomShots(space, 23, 4);
    const other = suggestByGp(requestOf(space, randomShots(space, 30, 5)), mulberry32(1), null);
    const shorter = suggestByGp(requestOf(space, shots.slice(0, 17)), mulberry32(1), other.learned);
    const afresh = suggestion(requestOf(space, shots), 2);
    for (const { learned } of [other, shorter])
      expect(suggestByGp(requestOf(space, shots), mulberry32(2), learned).suggestion).toEqual(
        afresh,
      );
    const longer = suggestByGp(requestOf(space, shots), mulberry32(2), null).learned;
    expect(
      suggestByGp(requestOf(space, shots.slice(0, 17)), mulberry32(1), longer).suggestion,
    ).toEqual(shorter.suggestion);
  });

  it('lies in the bounds, on the grid and within the steps, with rates in order, whatever the data', () => {
    const dimension: fc.Arbitrary<Dimension> = fc
      .record({
        low: fc.double({ min: 0.001, max: 5, noNaN: true }),
        range: fc.double({ min: 1.5, max: 50, noNaN: true }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        integer: fc.boolean(),
        scale: fc.constantFrom('linear' as const, 'log' as const),
        maxStep: fc.double({ min: 0.01, max: 1, noNaN: true }),
      })
      .map(({ low, range, share, integer, scale, maxStep }) => {
        const first = integer ? Math.ceil(low) : low;
        const high = first + (integer ? Math.ceil(range) : range);
        const start = first + share * (high - first);
        const legal = integer ? Math.round(start) : start;
        return { low: first, high, start: legal, integer, scale, maxStep, role: null };
      });
    const labels = fc.constantFrom('random', 'all hit', 'all miss');
    const kinds = fc.constantFrom('random', 'constant', 'with NaN', 'out of bounds');
    fc.assert(
      fc.property(
        fc.array(dimension, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 1, 3, 12),
        labels,
        kinds,
        fc.nat(),
        (dimensions, n, label, kind, seed) => {
          const shots: Shots = randomShots(dimensions, n, seed).map(
            ([values, distanceM, hit], i) => [
              kind === 'constant'
                ? dimensions.map(({ start }) => start)
                : kind === 'out of bounds'
                  ? values.map((value) => 3 * value - 10)
                  : kind === 'with NaN' && i % 2 === 0
                    ? values.map(() => Number.NaN)
                    : values,
              distanceM,
              label === 'random' ? hit : label === 'all hit' ? 1 : 0,
            ],
          );
          const request = requestOf(dimensions, shots);
          const { next, best, nextRate, bestRate, baselineRate, rows } = suggestion(request, seed);
          expect(rows).toBe(kind === 'with NaN' ? Math.floor(n / 2) : n);
          dimensions.forEach(({ low, high, integer, scale, maxStep, start }, j) => {
            for (const value of [next[j]!, best[j]!]) {
              expect(value).toBeGreaterThanOrEqual(low);
              expect(value).toBeLessThanOrEqual(high);
              expect(!integer || Number.isInteger(value)).toBe(true);
            }
            const unit = (x: number): number =>
              scale === 'log' ? Math.log(x / low) / Math.log(high / low) : (x - low) / (high - low);
            const step = Math.abs(unit(next[j]!) - unit(start));
            const isOneWholeStep = integer && Math.abs(next[j]! - start) === 1;
            expect(step <= maxStep + 1e-6 || isOneWholeStep).toBe(true);
          });
          for (const { mean, low, high } of [nextRate, bestRate, baselineRate]) {
            expect(low).toBeGreaterThanOrEqual(0);
            expect(low).toBeLessThanOrEqual(mean);
            expect(mean).toBeLessThanOrEqual(high);
            expect(high).toBeLessThanOrEqual(1);
          }
          expect(bestRate.mean).toBeGreaterThanOrEqual(baselineRate.mean - 1e-9);
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it('leaves rows out that are not numbers, or from distances that cannot be meant', () => {
    const good = randomShots(space, 12, 6);
    const bad: Shots = [
      [[Number.NaN, 0.01, 0], 3, 1],
      [[0.5, 0.01, Infinity], 3, 1],
      [[0.5, 0.01, 0], Number.NaN, 1],
      [[0.5, 0.01, 0], 60, 1],
    ];
    expect(suggestion(requestOf(space, [...good, ...bad]), 1)).toEqual(
      suggestion(requestOf(space, good), 1),
    );
  });

  it('recommends as good a point, whatever the order of the shots', () => {
    const shots = randomShots([linear, linear], 40, 9);
    const forwards = suggestion(requestOf([linear, linear], shots), 1);
    const backwards = suggestion(requestOf([linear, linear], shots.toReversed()), 1);
    expect(backwards.bestRate.mean).toBeCloseTo(forwards.bestRate.mean, 1);
    expect(backwards.baselineRate.mean).toBeCloseTo(forwards.baselineRate.mean, 1);
  });

  it('goes where the hits are: a world where only values near 0.6 hit is found', () => {
    const shares = [1, 2, 3].map((seed) => {
      const random = mulberry32(seed);
      const shots: [readonly number[], number, number][] = [];
      let current: readonly number[] = [0.2];
      let previous = null;
      for (let i = 0; i < 40; i++) {
        const request = requestOf([linear], shots, current);
        const answer = suggestByGp(request, mulberry32(seedFor(seed, i)), previous);
        previous = answer.learned;
        current = answer.suggestion.next;
        shots.push([current, 2 + 4 * random(), Math.abs(current[0]! - 0.6) < 0.1 ? 1 : 0]);
      }
      return shots.slice(20).filter(([, , hit]) => hit === 1).length / 20;
    });
    for (const share of shares) expect(share).toBeGreaterThan(0.6);
  });

  it('says why: trying something out, or close to the best', () => {
    const shots: Shots = Array.from({ length: 60 }, (_, i) => {
      const value = i / 59;
      return [[value], 2 + (i % 5), Math.abs(value - 0.6) < 0.15 ? 1 : 0];
    });
    const far = suggestion(requestOf([linear], shots, [0]), 1);
    expect(far.reason).toEqual({ kind: 'explore', dimension: 0, direction: 'up' });
    const near = suggestion(requestOf([{ ...linear, maxStep: 0.02 }], shots, [far.best[0]!]), 1);
    expect(near.reason).toEqual({ kind: 'refine' });
  });
});

describe('a comparison by the operator’s rule', () => {
  const shotAt = (x: number) => [[x], 4, x > 0.3 ? 1 : 0] as const;
  const after = (values: readonly number[], current: number): Advice =>
    suggestion(
      {
        ...requestOf([linear], values.map(shotAt), [current]),
        comparison: { everyTrials: 3 },
      },
      1,
    );

  it('is the baseline once enough trials were elsewhere, in steps that the robot may take', () => {
    const there = after([0.2, 0.35, 0.3], 0.3);
    expect([there.next, there.reason]).toEqual([[0.2], { kind: 'compare' }]);
    const onTheWay = after([0.2, 0.35, 0.5, 0.65], 0.65);
    expect(onTheWay.next[0]).toBeCloseTo(0.5, 9);
    expect(onTheWay.reason).toEqual({ kind: 'compare' });
  });

  it('is not due sooner', () => {
    expect(after([0.3, 0.35, 0.2, 0.3], 0.3).reason.kind).not.toBe('compare');
  });
});
