import type { BurstNow } from '../core/tuning/burst.ts';
import type { Notice } from '../core/tuning/input.ts';

/** Everything that is said of bursts. */

/** What is counted, and what a tap does. */
export function burstWords(now: Exclude<BurstNow, { kind: 'off' }>): string {
  switch (now.kind) {
    case 'taps':
      return `Burst of ${now.of}: how many hit?`;
    case 'labels':
      return `The ${now.of} newest shots that wait for a result: how many hit?`;
    case 'none-waiting':
      return 'Burst: the robot tells of its shots, and none waits for a result.';
  }
}

/** That the labels within a burst say nothing one by one. */
export const burstMark = 'in a burst: only its count is known';

type BurstNotice = Extract<Notice, { kind: 'burst-undone' | 'burst-short' }>;

export function burstNoticeWords(notice: BurstNotice): string {
  switch (notice.kind) {
    case 'burst-undone':
      return notice.act === 'shot'
        ? `Undone: the burst of ${notice.shots} shots is taken back.`
        : `Undone: the ${notice.shots} shots of the burst wait for a result again.`;
    case 'burst-short':
      return `Only ${notice.waiting} of the robot's shots wait for a result with the same values, not ${notice.of}. Nothing was labelled: count those, or tap each.`;
  }
}
