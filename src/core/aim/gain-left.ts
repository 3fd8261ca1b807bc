import { mulberry32, seedFor } from '../stats/random.ts';
import type { AimModel } from './aim-model.ts';
import { type Draws, setOf, writeRates } from './draws.ts';
import { maximise, type SearchEffort } from './maximise.ts';
import { ratesOf } from './rates.ts';

/** What more tuning could bring, over the posterior: the best any point could do less what `best` does. */
export interface GainLeft {
  /** Expected gain in hit rate, 0 to 1. */
  readonly mean: number;
  /** Probability that no more than `smallGain` is left. */
  readonly probabilitySmall: number;
}

/** A gain that no team would shoot another hour for. */
const smallGain = 0.05;
/** Each draw's own best is looked for: a draw that would rather be elsewhere is what is not known yet. */
const effort: SearchEffort = {
  scattered: 40,
  elites: 4,
  around: 6,
  spreads: [0.2, 0.1, 0.05, 0.025],
};
/** Draws that are asked, each with its own search. */
const mostDraws = 64;
const stream = 5;

/** Expected gain left beyond `best`; bounded below by what the searches find. */
export function gainLeft(model: AimModel, draws: Draws, best: Float64Array): GainLeft {
  const { space, shots, setup, distances } = model;
  const random = mulberry32(seedFor(seedFor(setup.seed, shots.length), stream));
  const atBest = ratesOf(draws, best, distances);
  const every = Math.max(1, Math.floor(draws.count / mostDraws));
  const rate = new Float64Array(1);
  let asked = 0;
  let mean = 0;
  let small = 0;
  for (let s = 0; s < draws.count; s += every) {
    const draw = {
      ...draws,
      sets: [setOf(draws, s)],
      count: 1,
      probabilities: Float64Array.of(1),
    };
    const rateOf = (point: Float64Array): number => {
      writeRates(draw, point, distances, rate);
      return rate[0]!;
    };
    const [top] = maximise(space, rateOf, [best, space.origin], effort, random);
    const gain = top!.score - atBest[s]!;
    const probability = draws.probabilities[s]!;
    asked += probability;
    mean += probability * gain;
    if (gain <= smallGain) small += probability;
  }
  return { mean: mean / asked, probabilitySmall: small / asked };
}
