import type { Coefficient } from '../core/tuning/coefficient.ts';
import { unknownWiring, type Wiring } from '../core/tuning/wiring.ts';
import type { IconName } from './controls/icons.ts';

/** One thing that is known of a coefficient's wiring; `calm` when there is nothing to do about it. */
export interface WiringLine {
  readonly icon: IconName;
  readonly words: string;
  readonly calm: boolean;
}

const unread =
  'writing it changes nothing. Read it in robot code, e.g. as a LoggedTunableNumber, and turn tuning mode on.';
const alsoWritten = (by: readonly string[]): string =>
  `written by ${by.join(', ')} too. Close it there, or each overwrites the other.`;

/** All that is known of how a coefficient is wired up; nothing of what the robot does not tell. */
export function wiringLines({ read, otherWriters, confirms }: Wiring): readonly WiringLine[] {
  const lines: WiringLine[] = [];
  if (read === 'yes') lines.push({ icon: 'check', words: 'The robot reads this.', calm: true });
  if (read === 'no')
    lines.push({ icon: 'alert', words: `No robot code reads this: ${unread}`, calm: false });
  if (otherWriters.length > 0)
    lines.push({ icon: 'alert', words: `This is ${alsoWritten(otherWriters)}`, calm: false });
  if (confirms === 'yes')
    lines.push({ icon: 'check', words: 'The robot confirms what it uses.', calm: true });
  if (confirms === 'no')
    lines.push({
      icon: 'sent',
      words: 'This robot cannot confirm: the page knows what it sent, not what the code uses.',
      calm: true,
    });
  return lines;
}

/** What keeps tuning from working, for each coefficient by its name. */
export function wiringWarnings(
  coefficients: readonly Coefficient[],
  wirings: Readonly<Record<string, Wiring>>,
): readonly string[] {
  return coefficients.flatMap(({ topic, name }) => {
    const { read, otherWriters } = wirings[topic] ?? unknownWiring;
    return [
      ...(read === 'no' ? [`No robot code reads ${name}: ${unread}`] : []),
      ...(otherWriters.length > 0 ? [`${name} is ${alsoWritten(otherWriters)}`] : []),
    ];
  });
}
