import type { RateMap, Slice } from '../../core/aim/answers.ts';
import type { Coefficient } from '../../core/tuning/coefficient.ts';
import type { Verdict } from '../../core/tuning/events.ts';
import type { Told } from '../../session/model-answers.ts';
import { isGeneral, standingWords } from '../comparison/progress-words.ts';
import { formatValue, percent, percents, shots } from '../text.ts';
import type { MapMarks } from './rate-map.ts';
import { bestByDistance } from './rate-map.ts';
import { rateAt, type SliceView } from './slice.ts';

/** How much a plot is drawn from. */
export const shotWords = (count: number): string => `n = ${count}`;

/** What is said before there is anything along a coefficient. */
export const sliceEmpty =
  'Nothing to draw yet. Each counted shot becomes a mark at its value, and the model adds how often it expects a hit.';

/** What is said before there is anything on the map. */
export const mapEmpty =
  'Nothing to draw yet. From the first counted shots on, the model maps how often it expects a hit at each distance.';

/** Whose word it is, where the other coefficients are, and what keeps it from being up to date. */
export function modelNote(
  told: Told<unknown>,
  verdict: Verdict | null,
  at: 'best' | 'now',
): string {
  const others =
    at === 'best'
      ? 'The other coefficients at the best.'
      : 'The other coefficients as they are now.';
  const general = isGeneral(verdict?.model)
    ? 'This is the aim model’s view; the general model speaks for now, and may expect other rates.'
    : '';
  return [told.last === null ? '' : others, general, standingWords(told)]
    .filter((words) => words !== '')
    .join(' ');
}

const valued = ({ step, unit }: Coefficient, value: number): string =>
  `${formatValue(value, step)}${unit === '' ? '' : ` ${unit}`}`;

/** What is under the cursor: the shot there, or what is expected. */
export function sliceUnder(
  slice: Slice | null,
  { data: [xs], shots: drawn }: SliceView,
  index: number,
  coefficient: Coefficient,
): string | null {
  const x = xs[index];
  if (x === undefined) return null;
  const expected =
    slice === null
      ? ''
      : `: ${percent(rateAt(slice, x).mean)} expected (${percents(rateAt(slice, x))})`;
  const shot = drawn[index];
  const taken = shot ? ` · ${shot.record.label}, trial ${shot.record.trial}` : '';
  return `${valued(coefficient, x)}${expected}${taken}`;
}

/** What the slice shows, and where the robot is on it. */
export function sliceSummary(
  slice: Slice | null,
  view: SliceView,
  coefficient: Coefficient,
  places: readonly { readonly name: string; readonly value: number | undefined }[],
): string {
  const drawn = view.shots.filter((shot) => shot !== null);
  const hits = drawn.filter(({ record }) => record.label === 'hit').length;
  const shot = `${hits} of ${shots(drawn.length)} drawn here ${hits === 1 ? 'is a hit' : 'are hits'}.`;
  const outside = view.outside === 0 ? '' : ` ${shots(view.outside)} outside the bounds not drawn.`;
  if (slice === null) return `${shot}${outside}`;
  const means = slice.rates.map(({ mean }) => mean);
  const top = means.indexOf(Math.max(...means));
  const now = places.find(({ name }) => name === 'now')?.value;
  const here =
    now === undefined
      ? ''
      : `; now, at ${valued(coefficient, now)}, ${percents(rateAt(slice, now))}`;
  return `Most hits are expected at ${valued(coefficient, slice.values[top]!)}: ${percents(slice.rates[top]!)} with 90 % certainty${here}. ${shot}${outside}`;
}

/** What the map shows: where each distance wants the coefficient. */
export function mapSummary(map: RateMap | null, marks: MapMarks, coefficient: Coefficient): string {
  const elsewhere =
    marks.elsewhere === 0
      ? ''
      : ` ${shots(marks.elsewhere)} without a known distance, or off the map, not drawn.`;
  if (map === null) return `Shots only: no map yet.${elsewhere}`;
  const best = bestByDistance(map);
  const [near, far] = [best[0]!, best.at(-1)!];
  const end = ({ distanceM, value, rate }: typeof near): string =>
    `at ${distanceM.toFixed(1)} m ${valued(coefficient, value)} hits most (${percent(rate)} expected)`;
  return `With the others as they are, ${end(near)}, ${end(far)}.${elsewhere} The map has means only; how sure they are is in “Hits by value”.`;
}
