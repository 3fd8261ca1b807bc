/** Where WPILib 2027 keeps its tunables. */
export const tunablesPrefix = '/Tunables/';

/**
 * Where a coefficient is written, which is read at `topic`. They differ for WPILib's robust tunables alone: robot code
 * publishes `…/value`, and takes what is written to `…/tune`, if it likes it.
 */
export function writeTopic(topic: string): string {
  return topic.startsWith(tunablesPrefix) ? topic.replace(/\/value$/, '/tune') : topic;
}

/** The folder that a topic stands in. */
export const parentOf = (topic: string): string => topic.slice(0, topic.lastIndexOf('/'));
