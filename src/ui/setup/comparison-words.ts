import type { ComparisonRule } from '../../core/tuning/events.ts';

/** When trials go back to the baseline, and when that is right. */
export const comparesWords: Readonly<
  Record<ComparisonRule['kind'], { readonly name: string; readonly when: string }>
> = {
  doubt: {
    name: 'While it is in doubt',
    when: 'Right in nearly every case: about one trial in seven, until it is fairly sure that the best is better.',
  },
  every: {
    name: 'Always, one trial in so many',
    when: 'Right where you want to show how much better it became, or the robot wears and warms up: the baseline is shot at all the time.',
  },
  never: {
    name: 'Never',
    when: 'Right where the baseline hits next to nothing. Whether the best is better is then known from the first shots only.',
  },
};

/** A rule in a few words. */
export const comparisonWords = (rule: ComparisonRule): string =>
  rule.kind === 'every'
    ? `one trial in ${rule.trials}`
    : comparesWords[rule.kind].name.toLowerCase();
