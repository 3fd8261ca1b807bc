import { burstMark } from '../burst-words.ts';
import type { Label, MissDirection, ShotSource } from '../../core/tuning/shot.ts';
import type { ShotRecord } from '../../core/tuning/state.ts';

/** What can be said of a shot's result, as one choice. */
export interface Result {
  /** Names the choice in a list. */
  readonly value: string;
  readonly label: Label;
  readonly direction: MissDirection | null;
  readonly words: string;
}

/** All results, in the order they are offered. */
export const results: readonly Result[] = [
  { value: 'hit', label: 'hit', direction: null, words: '● hit' },
  { value: 'miss', label: 'miss', direction: null, words: '✗ miss' },
  { value: 'long', label: 'miss', direction: 'long', words: '▲ miss, long' },
  { value: 'short', label: 'miss', direction: 'short', words: '▼ miss, short' },
  { value: 'left', label: 'miss', direction: 'left', words: '◀ miss, left' },
  { value: 'right', label: 'miss', direction: 'right', words: '▶ miss, right' },
  { value: 'none', label: 'none', direction: null, words: '? to label' },
];

/** Which of `results` a shot has. */
export const resultOf = ({ label, direction }: Pick<ShotRecord, 'label' | 'direction'>): string =>
  label === 'miss' && direction !== null ? direction : label;

const sources: Readonly<Record<ShotSource, string>> = {
  operator: 'tap',
  record: 'robot, record',
  'firing-solver': 'robot, MLtune topics',
  struct: 'robot, struct',
  event: 'robot, event',
};

/** By which way a shot came in. */
export const sourceWords = (source: ShotSource): string => sources[source];

/** What is unusual about a shot; empty for nothing. */
export function markWords({ shot, voided, burst }: ShotRecord): string {
  return [
    ...(voided ? ['void: does not count'] : []),
    ...(shot.invalid === null ? [] : [`left out: ${shot.invalid}`]),
    ...(burst === null ? [] : [burstMark]),
    ...(shot.recovered ? ['recovered after a link loss'] : []),
    ...(shot.confirmed ? [] : ['values not confirmed']),
  ].join('; ');
}
