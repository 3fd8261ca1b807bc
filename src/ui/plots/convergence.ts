import type { Table } from '../../core/log/row.ts';
import type { TuningEvent, Verdict } from '../../core/tuning/events.ts';
import type { ModelReplies } from '../../session/model-answers.ts';
import { percent, percents, shots } from '../text.ts';
import type { PlotData } from './plot-spec.ts';

/** What the model thought each time it was asked for new values, by the shots it knew; one a number of shots, the last. */
export function verdictsIn(events: readonly TuningEvent[]): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const event of events) {
    if (event.type !== 'verdict') continue;
    // After a shot was taken back it knows fewer: what it thought with it holds no more.
    while (verdicts.length > 0 && verdicts.at(-1)!.rows >= event.verdict.rows) verdicts.pop();
    verdicts.push(event.verdict);
  }
  return verdicts;
}

/** x: counted shots it knew; then rate of the best, its upper and lower end, rate of the baseline, its upper and lower end. */
export function convergence(verdicts: readonly Verdict[]): PlotData {
  const line = (pick: (verdict: Verdict) => number): Float64Array =>
    Float64Array.from(verdicts, pick);
  return [
    line(({ rows }) => rows),
    line(({ bestRate }) => bestRate.mean),
    line(({ bestRate }) => bestRate.high),
    line(({ bestRate }) => bestRate.low),
    line(({ baselineRate }) => baselineRate.mean),
    line(({ baselineRate }) => baselineRate.high),
    line(({ baselineRate }) => baselineRate.low),
  ];
}

/** Between which numbers of shots other coefficients were tuned from then on: rates before and after are not of the same. */
export const changesOf = (verdicts: readonly Verdict[]): readonly number[] =>
  verdicts.flatMap(({ best, rows }, i) => {
    const before = verdicts[i - 1];
    return before === undefined || topicsOf(before.best) === topicsOf(best)
      ? []
      : [(before.rows + rows) / 2];
  });

const topicsOf = (values: Verdict['best']): string => Object.keys(values).sort().join('\n');

/** The same as a table. */
export const convergenceTable = (verdicts: readonly Verdict[]): Table => ({
  columns: [
    'counted shots',
    'best: expected rate',
    'best: low 90 %',
    'best: high 90 %',
    'baseline: expected rate',
    'baseline: low 90 %',
    'baseline: high 90 %',
    'model',
  ],
  rows: verdicts.map(({ rows, bestRate, baselineRate, model }) => [
    rows,
    bestRate.mean,
    bestRate.low,
    bestRate.high,
    baselineRate.mean,
    baselineRate.low,
    baselineRate.high,
    model ?? null,
  ]),
});

/** How sure the model has become of its best. */
export function convergenceWords(verdicts: readonly Verdict[]): string {
  const [first, last] = [verdicts[0], verdicts.at(-1)];
  if (first === undefined || last === undefined) return '';
  const now = `After ${shots(last.rows)} the best is expected to hit ${percents(last.bestRate)}, the baseline ${percents(last.baselineRate)}, each with 90 % certainty.`;
  if (first === last) return now;
  const width = ({ bestRate: { low, high } }: Verdict): number => Math.round((high - low) * 100);
  return `${now} The interval of the best was ${width(first)} points wide after ${shots(first.rows)}, and is ${width(last)} now.`;
}

/** What is left to gain, as far as the model tells. */
export function gainWords({ gain }: Pick<ModelReplies['assessment'], 'gain'>): string {
  const left = gain.mean < 0.01 ? 'less than 1 %' : `about ${percent(gain.mean)}`;
  return `Left to gain: ${left} more hits, and with ${percent(Math.min(0.99, gain.probabilitySmall))} certainty no more than 5 %.`;
}

/** What is said before the model was asked for values. */
export const convergenceEmpty =
  'Nothing to draw yet. Each time the model chooses values, it says here what it expects of the best and of the baseline.';
