import type { IncomingAmendment, IncomingShot } from '../../src/core/tuning/incoming-shot.ts';
import type { ShotReport } from '../../src/link/shot-sources/shot-source.ts';
import type { LedgerEntry } from '../robot/robot-program.ts';

/** What a shot may be named in a report: a record has its boot and count, MLtune's topics the stamp in seconds. */
export const namesOf = ({ boot, id, atUs }: LedgerEntry): readonly string[] => [
  `${boot}:${id}`,
  String(atUs / 1e6),
];

/** The name of the shot in a report. */
export const nameIn = ({ source, key }: IncomingShot): string =>
  source === 'record' ? key : key.slice(key.lastIndexOf('-') + 1);

export const isShot = (report: ShotReport): report is IncomingShot =>
  'source' in report && !isAmendment(report);

/** More of a shot that was told before. */
export const isAmendment = (report: ShotReport): report is IncomingAmendment => 'amends' in report;
