import type { ModelKind } from '../../core/bayes-opt/request.ts';
import type { Coefficient } from '../../core/tuning/coefficient.ts';
import type { RateInterval, Verdict } from '../../core/tuning/events.ts';
import type { ModelReplies, Told } from '../../session/model-answers.ts';
import { percent, percents, shots, unknown } from '../text.ts';

type Assessment = ModelReplies['assessment'];

/** A probability as a person says it: never quite sure. */
export function sure(probability: number): string {
  if (probability > 0.99) return 'over 99 %';
  return probability < 0.01 ? 'under 1 %' : percent(probability);
}

/** A small share: below one per cent it is only said to be that. */
const little = (share: number): string =>
  share < 0.01 ? 'less than 1 %' : `about ${percent(share)}`;

/** Whether the values are better than the baseline, in one sentence. */
export function betterWords({ better }: Pick<Assessment, 'better'>): string {
  const words = `${sure(better)} sure that the best beats the baseline.`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether to go on, in words. It is advice: nothing stops by itself. */
export function adviceWords({ advice }: Pick<Assessment, 'advice'>): string {
  switch (advice.kind) {
    case 'too-early':
      return `Too early to say whether to stop: at least ${shots(advice.shotsNeeded)} more.`;
    case 'go-on':
      return `Going on is worth it: ${little(advice.gain)} more hits are to be expected.`;
    case 'stop':
      return `You can stop: more tuning would bring ${little(advice.gain)}. It is up to you.`;
  }
}

/** Which coefficients hardly matter, and which matters most. */
export function sensitivityWords(
  { sensitivities }: Pick<Assessment, 'sensitivities'>,
  coefficients: readonly Pick<Coefficient, 'topic' | 'name'>[],
): readonly string[] {
  const nameOf = (topic: string): string =>
    coefficients.find((coefficient) => coefficient.topic === topic)?.name ?? topic;
  const idle = sensitivities.filter(({ negligible }) => negligible);
  const most = sensitivities
    .filter(({ negligible, loss }) => !negligible && loss.low > 0)
    .sort((a, b) => b.loss.mean - a.loss.mean)[0];
  const names = idle.map(({ topic }) => nameOf(topic));
  return [
    ...(most === undefined
      ? []
      : [
          `${nameOf(most.topic)} matters most: a fifth of its range off costs ${percents(most.loss)} of all shots.`,
        ]),
    ...(names.length === 0
      ? []
      : [
          `${listed(names)} ${names.length === 1 ? 'makes' : 'make'} no difference here: leaving ${names.length === 1 ? 'it' : 'them'} out of the tuning would save shots.`,
        ]),
  ];
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;

/** What keeps an answer from being up to date; empty when it is. */
export function standingWords({ last, standing }: Told<unknown>): string {
  switch (standing.kind) {
    case 'current':
      return '';
    case 'nothing':
      return 'Nothing to tell yet: it begins with the first shots that count.';
    case 'failed':
      return `The model could not answer (${standing.detail}). It is asked again after the next shot.`;
    case 'waiting':
      return last === null ? 'Thinking…' : `Thinking… This is from ${shots(last.rows)}.`;
  }
}

/** What is said where the general model speaks: how sure it is, and what is left, only the aim model tells. */
export const generalWords =
  'The general model speaks for now. It tells what to expect, but not how sure it is or what is left to gain.';

/** The whole of it in one short line; where there is little room, without `baseline` and `end`. */
export function lineWords(
  verdict: Verdict | null,
  best: RateInterval | null,
  baseline: RateInterval | null,
  told: Told<Assessment>,
): {
  readonly best: string;
  readonly baseline: string;
  readonly tail: string;
  readonly end: string;
} {
  if (verdict === null)
    return {
      best: 'No best yet',
      baseline: '',
      tail: '',
      end: '',
    };
  const rates = {
    best: unbroken(`Best ${rateWords(best)}`),
    baseline: unbroken(`, baseline ${rateWords(baseline)}`),
  };
  if (isGeneral(verdict.model) || told.last === null) return { ...rates, tail: '', end: '' };
  const { better, advice } = told.last.value;
  return advice.kind === 'stop'
    ? { ...rates, tail: ' · you can stop', end: '' }
    : { ...rates, tail: unbroken(` · ${sure(better)} sure`), end: ' it is better' };
}

/** A number stays with its unit where a line breaks. */
const unbroken = (words: string): string => words.replaceAll(' %', '\u00a0%');

/** A hit rate by its interval; never a bare percentage. */
export const rateWords = (rate: RateInterval | null): string =>
  rate === null ? unknown : percents(rate);

/** Whether the assessment is not of the model that speaks. */
export const isGeneral = (model: ModelKind | undefined): boolean => model === 'general';
