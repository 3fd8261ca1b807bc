import { toldLength, type LengthUnit } from './length-unit.ts';
import type { TuningState } from './state.ts';

/** The topic on which a robot tells how far it is from the goal now. */
export interface LiveDistance {
  readonly topic: string;
  /** As a person chose it; null: as the topic tells, else metres. */
  readonly unit: LengthUnit | null;
}

/** Of MLtune robots: what they last measured. */
export const usualLiveDistance: LiveDistance = { topic: '/FiringSolver/Distance', unit: null };

/** A distance belongs to a shot that was taken so long before it was set at most, or so long after, µs. */
const withShotUs = [-60_000, 1_000_000] as const;

/** Whether a distance that the robot set at that time of its clock is that of its last shot, and not one that goes on. */
export function isOfShot({ shots }: Pick<TuningState, 'shots'>, serverUs: number): boolean {
  const last = shots.findLast(({ shot }) => shot.source !== 'operator')?.shot.serverUs ?? null;
  if (last === null) return false;
  const laterUs = serverUs - last;
  return laterUs >= withShotUs[0] && laterUs <= withShotUs[1];
}

/** A topic as the robot announces it. */
interface AnnouncedTopic {
  readonly topic: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Words of what robots shoot at. */
const goalWords = /goal|hub|target|speaker|tower|basket|upper|score/;

/**
 * Returns the topics that may tell the distance now, likeliest first: by their names, and by a unit of length. A list of distances, as of a
 * table, is none, nor is a number that is tuned.
 */
export function suggestedDistances(topics: readonly AnnouncedTopic[]): readonly string[] {
  return topics
    .map(({ topic, type, properties }) => ({ topic, rank: rankOf(topic, type, properties) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || (a.topic < b.topic ? -1 : 1))
    .map(({ topic }) => topic);
}

function rankOf(topic: string, type: string, properties: AnnouncedTopic['properties']): number {
  if (!['double', 'float', 'int'].includes(type) || /^\/?(tuning|preferences)\//i.test(topic))
    return 0;
  const told = toldLength(topic, properties);
  if (told.kind === 'no-length') return 0;
  const name = topic.slice(topic.lastIndexOf('/') + 1).toLowerCase();
  const named = name.includes('dist') ? 4 : name.includes('range') ? 2 : 0;
  const goal = goalWords.test(topic.toLowerCase()) ? 2 : 0;
  if (named === 0 && !(goal > 0 && told.kind === 'told')) return 0;
  return named + goal + (told.kind === 'told' ? 1 : 0);
}
