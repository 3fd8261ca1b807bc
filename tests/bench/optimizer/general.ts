import type { Learned } from '../../../src/core/gp/learned.ts';
import { suggestByGp } from '../../../src/core/gp/suggest.ts';
import type { Suggestion } from '../../../src/core/bayes-opt/request.ts';
import { mulberry32, seedFor } from '../../../src/core/stats/random.ts';
import type { Init, Method } from './method.ts';

/** The general model as the benchmark asks it: it is told nothing but hits and misses. `maxStep` as for `ours`. */
export function general(init: Init, maxStep: number): Method {
  const space = init.space.map((told) => ({
    low: told.low,
    high: told.high,
    start: told.default,
    integer: told.type === 'int',
    scale: told.log ? ('log' as const) : ('linear' as const),
    maxStep,
  }));
  const baseline = space.map(({ start }) => start);
  const distance = init.context.find(({ name }) => name === 'distance');
  const context = distance ?? null;
  const points: number[] = [];
  const distancesM: number[] = [];
  const hits: number[] = [];
  let current: readonly number[] = baseline;
  let learned: Learned | null = null;

  /** One answer holds the next values and the best: asked once for both. */
  let answer: Suggestion | null = null;
  const asked = (): Suggestion => {
    if (answer !== null) return answer;
    const data = {
      points: Float64Array.from(points),
      distancesM: Float64Array.from(distancesM),
      hits: Uint8Array.from(hits),
      values: null,
    };
    const random = mulberry32(seedFor(init.seed, hits.length));
    const given = suggestByGp({ space, context, objective: { kind: 'hits' }, data, current, baseline }, random, learned);
    learned = given.learned;
    return (answer = given.suggestion);
  };
  return {
    suggest: () => asked().next,
    recommend: () => asked().best,
    observe(x, { hit, context: where }) {
      current = [...x];
      points.push(...x);
      distancesM.push(where['distance'] ?? 0);
      hits.push(hit === true ? 1 : 0);
      answer = null;
    },
    assess() {
      const { bestRate, baselineRate } = asked();
      return {
        best: [bestRate.low, bestRate.high],
        start: [baselineRate.low, baselineRate.high],
        stops: false,
      };
    },
  };
}
