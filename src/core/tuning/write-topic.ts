import { listEntry } from './list-entry.ts';

/** Where WPILib 2027 keeps its tunables. */
export const tunablesPrefix = '/Tunables/';

/** The robot's own topic that a coefficient is read from: one number of a list is read with its list. */
export const readTopic = (topic: string): string => listEntry(topic)?.list ?? topic;

/**
 * Where a coefficient is written, which is read at `topic`. They differ for WPILib's robust tunables: robot code publishes `…/value`, and takes
 * what is written to `…/tune`, if it likes it. One number of a list is written with its list.
 */
export function writeTopic(topic: string): string {
  const own = readTopic(topic);
  return own.startsWith(tunablesPrefix) ? own.replace(/\/value$/, '/tune') : own;
}

/** The folder that a topic stands in; empty for none. */
export const parentOf = (topic: string): string =>
  topic.slice(0, Math.max(topic.lastIndexOf('/'), 0));

/** The topic of a number without the end that only tells how it is published: all robust tunables end alike. */
export const ownPath = (topic: string): string =>
  writeTopic(topic) === topic ? topic : parentOf(topic);
