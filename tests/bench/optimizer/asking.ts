import type { Objective, SuggestRequest, Suggestion } from '../../../src/core/bayes-opt/request.ts';
import { suggestByGp } from '../../../src/core/gp/suggest.ts';
import type { Learned } from '../../../src/core/gp/learned.ts';
import { type Memo, suggest } from '../../../src/core/optimizer/suggest.ts';
import { mulberry32, seedFor } from '../../../src/core/stats/random.ts';
import type { Assessment, Init, Method } from './method.ts';
import { assessByAim, distancesOf, spaceOf } from './ours.ts';

/**
 * The product's optimizer as the benchmark asks it: the model that foretold the shots better. `maxStep`: largest change per trial, as a
 * share of each range.
 */
export function chosen(init: Init, maxStep: number): Method {
  let memo: Memo | null = null;
  return asking(init, maxStep, {
    suggest(request) {
      const given = suggest(request, init.seed, memo);
      memo = given.memo;
      return given.suggestion;
    },
    stops: ({ model }) =>
      model.kind === 'aim' && memo?.kind === 'hits' && assessByAim(memo.aim).stops,
  });
}

/** The general model alone. */
export function general(init: Init, maxStep: number): Method {
  let learned: Learned | null = null;
  return asking(init, maxStep, {
    suggest(request) {
      const random = mulberry32(seedFor(init.seed, request.data.hits.length));
      const given = suggestByGp(request, random, learned);
      learned = given.learned;
      return { ...given.suggestion, model: { kind: 'general', leadNats: 0 } };
    },
    stops: () => false,
  });
}

/** Whom the method asks. */
interface Adviser {
  suggest(request: SuggestRequest): Suggestion;
  stops(suggestion: Suggestion): boolean;
}

function asking(init: Init, maxStep: number, adviser: Adviser): Method {
  const space = spaceOf(init).map((dimension) => ({ ...dimension, maxStep }));
  const baseline = space.map(({ start }) => start);
  const distanceM = distancesOf(init);
  const context = distanceM && { low: distanceM[0], high: distanceM[1] };
  const goal = init.goal
    ? { heightM: init.goal.height, halfOpeningM: init.goal.halfOpening }
    : null;
  const isNumber = init.observation === 'real';
  const objective: Objective = isNumber ? { kind: 'number', better: 'larger' } : { kind: 'hits' };
  const points: number[] = [];
  const distancesM: number[] = [];
  const hits: number[] = [];
  const sides: number[] = [];
  const errorsM: number[] = [];
  const values: number[] = [];
  let current: readonly number[] = baseline;

  /** One answer holds the next values and the best: asked once for both. */
  let answer: Suggestion | null = null;
  const asked = (): Suggestion => {
    const data = {
      points: Float64Array.from(points),
      distancesM: Float64Array.from(distancesM),
      hits: Uint8Array.from(hits),
      sides: init.observation === 'side' ? Int8Array.from(sides) : null,
      errorsM: init.observation === 'error' ? Float64Array.from(errorsM) : null,
      weights: null,
      values: isNumber ? Float64Array.from(values) : null,
    };
    answer ??= adviser.suggest({ space, context, goal, objective, data, current, baseline });
    return answer;
  };
  return {
    speaker: () => asked().model.kind,
    suggest: () => asked().next,
    recommend: () => asked().best,
    observe(x, { hit, side, error, value, context: where }) {
      current = [...x];
      points.push(...x);
      distancesM.push(where['distance'] ?? 0);
      hits.push(hit === true ? 1 : 0);
      sides.push(side ?? 0);
      errorsM.push(error ?? Number.NaN);
      values.push(value ?? Number.NaN);
      answer = null;
    },
    assess(): Assessment {
      const suggestion = asked();
      const { bestRate, baselineRate } = suggestion;
      return {
        best: [bestRate.low, bestRate.high],
        start: [baselineRate.low, baselineRate.high],
        stops: adviser.stops(suggestion),
      };
    },
  };
}
