import type { AimModel } from '../aim/aim-model.ts';
import { aimQuestion } from '../aim/question.ts';
import { adviseByAim, learnByAim } from '../aim/suggest.ts';
import type { ModelKind, SuggestRequest, Suggestion } from '../bayes-opt/request.ts';
import { unitCube } from '../bayes-opt/unit-cube.ts';
import { rowsOf, usable } from '../bayes-opt/usable-rows.ts';
import type { Learned } from '../gp/learned.ts';
import { suggestByGp } from '../gp/suggest.ts';
import { mulberry32, seedFor } from '../stats/random.ts';
import { lessBesides } from './besides.ts';
import { chosenModel } from './contest.ts';
import { type Forecast, forecast } from './forecast.ts';

/** What was learned for a suggestion: give it to the next call to save learning the same rows again. It is used up by that. */
export type Memo =
  | { readonly kind: 'hits'; readonly aim: AimModel; readonly forecast: Forecast | null }
  | { readonly kind: 'numbers'; readonly learned: Learned };

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
  const first = seedFor(seed, rows.count);
  const { refused = 0 } = asked;
  const random = mulberry32(refused === 0 ? first : seedFor(first, refused));
  if (rows.kind === 'numbers') {
    const before = previous?.kind === 'numbers' ? previous.learned : null;
    const { suggestion, learned } = suggestByGp(asked, random, before);
    const model = { kind: 'general', leadNats: 0 } as const;
    return { suggestion: { ...suggestion, model }, memo: { kind: 'numbers', learned } };
  }
  const before = previous?.kind === 'hits' ? previous : null;
  const question = aimQuestion(asked, seed);
  const aim = learnByAim(question, before?.aim ?? null);
  const foretold = lessBesides(aim.foretold, question.shots);
  const told = forecast(rows, foretold, before?.forecast ?? null);
  const home: ModelKind = asked.context === null ? 'general' : 'aim';
  const model = chosenModel(told.foretold, home);
  if (model.kind === 'aim')
    return {
      suggestion: { ...adviseByAim(asked, question, aim), model },
      memo: { kind: 'hits', aim, forecast: told },
    };
  const { suggestion, learned } = suggestByGp(asked, random, told.learned);
  return {
    suggestion: { ...suggestion, model },
    memo: { kind: 'hits', aim, forecast: { ...told, learned } },
  };
}
