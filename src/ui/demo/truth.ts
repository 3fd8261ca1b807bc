import type { Values } from '../../core/tuning/coefficient.ts';
import type { RateInterval } from '../../core/tuning/events.ts';
import type { ShotRecord, TuningState } from '../../core/tuning/state.ts';

/** What is true of a set of values beside what the model thought of it. */
export interface TruthRow {
  readonly name: string;
  /** True hit rate over all distances, 0 to 1. */
  readonly rate: number;
  /** What the model expects; null where it was not asked. */
  readonly told: RateInterval | null;
}

/** The baseline, the values on the robot now, and the best; those that there are. */
export function truthRows(
  state: Pick<TuningState, 'baseline' | 'verdict' | 'trial'>,
  now: Values,
  trueRate: (values: Values) => number,
): readonly TruthRow[] {
  const { baseline, verdict, trial } = state;
  const row = (name: string, values: Values | null, told: RateInterval | null) =>
    values === null ? [] : [{ name, rate: trueRate(values), told }];
  return [
    ...row('Baseline, before tuning', baseline, verdict?.baselineRate ?? null),
    ...row('On the robot now', now, toldOfNow(trial, verdict)),
    ...row('Best so far', verdict?.best ?? null, verdict?.bestRate ?? null),
  ];
}

/** How many shots were said to have gone otherwise than they did. @param hit the truth of the robot's shots, by number. */
export function misjudged(
  shots: readonly ShotRecord[],
  hit: (number: number) => boolean | undefined,
): number {
  return shots.filter(({ shot, label, voided }) => {
    const truth = hit(Number(shot.id.slice(shot.id.indexOf(':') + 1)));
    return !voided && label !== 'none' && truth !== undefined && truth !== (label === 'hit');
  }).length;
}

/** What the model expected of the present trial when it was chosen. */
function toldOfNow(
  trial: TuningState['trial'],
  verdict: TuningState['verdict'],
): RateInterval | null {
  if (trial === null) return null;
  if (trial.reason.kind !== 'chosen') return trial.reason.rate;
  if (verdict === null) return null;
  if (trial.kind === 'best') return verdict.bestRate;
  return trial.kind === 'baseline' ? verdict.baselineRate : null;
}

/** Whether the truth lies in the model's interval, as sharp as percentages are shown. */
export function isInside({ rate, told }: TruthRow): boolean | null {
  if (told === null) return null;
  const shown = (share: number): number => Math.round(share * 100);
  return shown(rate) >= shown(told.low) && shown(rate) <= shown(told.high);
}
