import type { Input } from './input.ts';
import { nothing, ordered } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { burstSizes } from './settings.ts';
import { indexOfShot, withoutLabel } from './shot-records.ts';
import { tappedShots } from './shots-in.ts';
import type { ShotRecord, TuningState } from './state.ts';

/** What a burst would be now. */
export type BurstNow =
  /** The team taps each shot. */
  | { readonly kind: 'off' }
  /** So many shots, of which the page knows nothing else. */
  | { readonly kind: 'taps'; readonly of: number }
  /** So many of the shots that the robot told of, which wait for a result. */
  | { readonly kind: 'labels'; readonly of: number }
  /** The robot tells of its shots, and none waits for a result. */
  | { readonly kind: 'none-waiting' };

/** How many shots are counted together now: never more than wait for a result, where the robot tells of its shots. */
export function burstNow(state: TuningState): BurstNow {
  const of = state.settings?.burst ?? 0;
  if (!(of >= burstSizes[0] && of <= burstSizes[1])) return { kind: 'off' };
  if (!robotTells(state)) return { kind: 'taps', of };
  const waiting = alike(state).length;
  return waiting === 0 ? { kind: 'none-waiting' } : { kind: 'labels', of: Math.min(of, waiting) };
}

/**
 * Made `made` of `of`. Which of the shots hit is not known, and the model only needs the counts: the hits are spread evenly over the burst, so that no
 * order of them looks like a trend, and each shot carries the burst's id, which says that its own label means nothing by itself. No
 * direction is made up.
 *
 * A robot that tells of its shots is never counted twice: its newest shots that wait for a result get the labels.
 */
export function interpretBurst(
  state: TuningState,
  burst: Extract<Input, { type: 'burst' }>,
): Outcome {
  const { id, made, of } = burst;
  const isCount = Number.isInteger(made) && Number.isInteger(of) && made >= 0 && made <= of;
  if (!isCount || of < 1 || of > burstSizes[1]) return nothing;
  const isKnown = state.shots.some((record) => record.burst === id);
  if (isKnown || indexOfShot(state, id) >= 0) return nothing;
  const labels = spread(made, of);
  if (!robotTells(state)) return tappedShots(state, burst, labels);
  const waiting = alike(state);
  if (waiting.length < of)
    return ordered({
      type: 'tell',
      notice: { kind: 'burst-short', waiting: waiting.length, of },
    });
  return {
    happenings: waiting.slice(-of).map(({ shot }, place) => ({
      type: 'label',
      shotId: shot.id,
      label: labels[place]!,
      direction: null,
      by: 'operator',
      burst: id,
    })),
    commands: [],
  };
}

const robotTells = ({ online, robotReports }: TuningState): boolean =>
  online !== null && robotReports;

/** The robot's newest shots without a result that were taken with the same trial: of a count over two, nobody knows whose hits they were. */
function alike(state: TuningState): readonly ShotRecord[] {
  const waiting = withoutLabel(state);
  const newest = waiting.at(-1)?.trial;
  return waiting.slice(waiting.findLastIndex(({ trial }) => trial !== newest) + 1);
}

/** So many hits among so many shots, as evenly as can be. */
const spread = (made: number, of: number): readonly ('hit' | 'miss')[] =>
  Array.from({ length: of }, (_, place) =>
    Math.floor(((place + 1) * made) / of) > Math.floor((place * made) / of) ? 'hit' : 'miss',
  );
