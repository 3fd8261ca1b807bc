import type { Coefficient } from '../core/tuning/coefficient.ts';
import { formatValue } from './text.ts';

/** So many values are named; of more, the first ones. */
const mostNamed = 3;

/** Coefficients with their values, e.g. `Drag 0.0030 and Turns 20`. */
export function valuesInWords(
  coefficients: readonly Coefficient[],
  valueOf: (topic: string) => number | undefined,
): string {
  const named = coefficients
    .slice(0, mostNamed)
    .map(({ name, topic, step }) => `${name} ${formatValue(valueOf(topic), step)}`);
  const more = coefficients.length - named.length;
  const parts = more === 0 ? named : [...named, `${more} more`];
  return parts.length < 2
    ? (parts[0] ?? 'its own values')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}
