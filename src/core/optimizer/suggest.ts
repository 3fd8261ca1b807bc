import type { AimModel } from '../aim/aim-model.ts';
import { type AimHints, adviseByAim, learnByAim, noHints } from '../aim/suggest.ts';
import type { ModelKind, SuggestRequest, Suggestion } from '../bayes-opt/request.ts';
import { unitCube } from '../bayes-opt/unit-cube.ts';
import { rowsOf, usable } from '../bayes-opt/usable-rows.ts';
import type { Learned } from '../gp/learned.ts';
import { suggestByGp } from '../gp/suggest.ts';
import { mulberry32, seedFor } from '../stats/random.ts';
import { chosenModel } from './contest.ts';
import { type Forecast, forecast } from './forecast.ts';

/** What was learned for a suggestion: give it to the next call to save learning the same rows again. It is used up by that. */
export interface Memo {
  readonly aim: AimModel | null;
  readonly forecast: Forecast | null;
  readonly general: Learned | null;
}

/** A suggestion and its memo. */
export interface Suggested {
  readonly suggestion: Suggestion;
  readonly memo: Memo;
}

/**
 * What to try next, by the model that has foretold the shots better: of aim, or the general one. Numbers are the general one's. The same
 * request and seed give the same suggestion, with or without `previous`.
 */
export function suggest(request: SuggestRequest, seed: number, previous: Memo | null): Suggested {
  const asked = usable(request);
  const rows = rowsOf(asked, unitCube(asked.space));
  if (rows.kind === 'numbers') return byGeneral(asked, seed, previous?.general ?? null);

  const hints = hintsFor(asked);
  const aim = learnByAim(asked, hints, seed, previous?.aim ?? null);
  const told = forecast(rows, aim.foretold, previous?.forecast ?? null);
  const home: ModelKind = asked.context === null ? 'general' : 'aim';
  const model = chosenModel(told.foretold, home);
  if (model.kind === 'general') {
    const { suggestion, memo } = byGeneral(asked, seed, previous?.general ?? told.learned);
    return { suggestion: { ...suggestion, model }, memo: { ...memo, aim, forecast: told } };
  }
  return {
    suggestion: { ...adviseByAim(asked, hints, aim), model },
    memo: { aim, forecast: told, general: told.learned },
  };
}

function byGeneral(request: SuggestRequest, seed: number, previous: Learned | null): Suggested {
  const random = mulberry32(seedFor(seed, request.data.hits.length));
  const { suggestion, learned } = suggestByGp(request, random, previous);
  return { suggestion, memo: { aim: null, forecast: null, general: learned } };
}

/** Where no distance matters all shots are as if from the middle. */
function hintsFor({ space, context }: SuggestRequest): AimHints {
  const hints = noHints(space.length);
  if (context !== null) return hints;
  return { ...hints, distances: { t: Float64Array.of(0), weights: Float64Array.of(1) } };
}
