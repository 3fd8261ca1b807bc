import type { Coefficient } from '../core/tuning/coefficient.ts';
import type { ClosedWhy } from '../core/tuning/destination.ts';
import { own } from '../core/tuning/own.ts';
import { unknownWiring, type Wiring } from '../core/tuning/wiring.ts';
import { confirmationLine, faultOfCode, type CodeReport, type Said } from './confirmation-words.ts';
import { closedWords } from './destination-words.ts';

/** What robot code reported, by topic. */
export type CodeReports = Readonly<Record<string, CodeReport>>;

const notUsed =
  'writing it changes nothing. Read it in robot code, e.g. as a LoggedTunableNumber, and turn tuning mode on.';
const alsoWritten = (by: readonly string[]): string =>
  `written by ${by.join(', ')} too. Close it there, or each overwrites the other.`;

/**
 * All that is known of how a coefficient is wired up; nothing of what the robot does not tell.
 * @param closed says why nothing can be written to it; absent where that can be.
 */
export function wiringLines(
  wiring: Wiring,
  report: CodeReport | undefined,
  closed?: string,
): readonly Said[] {
  const { read, otherWriters } = wiring;
  if (closed !== undefined) return [{ icon: 'alert', words: closed, calm: false }];
  const lines: Said[] = [];
  if (read === 'yes') lines.push({ icon: 'check', words: 'The robot reads this.', calm: true });
  if (read === 'no')
    lines.push({ icon: 'alert', words: `No robot code reads this: ${notUsed}`, calm: false });
  if (otherWriters.length > 0)
    lines.push({ icon: 'alert', words: `This is ${alsoWritten(otherWriters)}`, calm: false });
  const confirmation = report === undefined ? null : confirmationLine(report, wiring);
  return confirmation === null ? lines : [...lines, confirmation];
}

/** So many names are written out; of more, how many there are. */
const namedAtMost = 2;
const listed = (names: readonly string[]): string =>
  names.length <= namedAtMost ? names.join(' and ') : `${names.length} values`;

/** What keeps tuning from working: one sentence for all of which the same is to be said. */
export function wiringWarnings(
  coefficients: readonly Coefficient[],
  wirings: Readonly<Record<string, Wiring>>,
  reports: CodeReports,
): readonly string[] {
  const unreadNames: string[] = [];
  const faults: string[] = [];
  const namesByWriters = new Map<string, { by: readonly string[]; names: string[] }>();
  for (const { topic, name } of coefficients) {
    const { read, otherWriters } = wirings[topic] ?? unknownWiring;
    if (read === 'no') unreadNames.push(name);
    const report = reports[topic];
    const fault = report === undefined ? null : faultOfCode(report, otherWriters);
    if (fault !== null) faults.push(`${name}: ${fault}`);
    if (otherWriters.length === 0) continue;
    const key = otherWriters.join('\n');
    const group = namesByWriters.get(key) ?? { by: otherWriters, names: [] };
    namesByWriters.set(key, group);
    group.names.push(name);
  }
  return [
    ...faults,
    ...(unreadNames.length > 0 ? [`No robot code reads ${listed(unreadNames)}: ${notUsed}`] : []),
    ...[...namesByWriters.values()].map(
      ({ by, names }) => `${listed(names)} ${names.length === 1 ? 'is' : 'are'} ${alsoWritten(by)}`,
    ),
  ];
}

/** Coefficients of whose wiring the same is known. */
export interface WiringGroup {
  /** Their names, or how many they are. */
  readonly names: string;
  readonly lines: readonly Said[];
}

/** What is known of all coefficients, each thing once; what is to be fixed first. */
export function wiringGroups(
  coefficients: readonly Coefficient[],
  wirings: Readonly<Record<string, Wiring>>,
  reports: CodeReports,
  closed: Readonly<Record<string, ClosedWhy>> = {},
): readonly WiringGroup[] {
  const groups = new Map<string, { names: string[]; lines: readonly Said[] }>();
  for (const { topic, name } of coefficients) {
    const why = own(closed, topic);
    const lines = wiringLines(
      wirings[topic] ?? unknownWiring,
      reports[topic],
      why === undefined ? undefined : closedWords(name, why),
    );
    const key = JSON.stringify(lines);
    const group = groups.get(key) ?? { names: [], lines };
    groups.set(key, group);
    group.names.push(name);
  }
  const calm = ({ lines }: { lines: readonly Said[] }): number =>
    lines.every((line) => line.calm) ? 1 : 0;
  return [...groups.values()]
    .sort((one, other) => calm(one) - calm(other))
    .map(({ names, lines }) => ({ names: names.join(', '), lines }));
}
