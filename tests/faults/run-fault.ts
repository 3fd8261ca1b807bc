import type { NtcoreLink } from '../../src/link/ntcore-link.ts';
import { longTimes, type Fault, type Pace } from './fault.ts';
import { FaultStage, type StageOptions } from './fault-stage.ts';
import { longest, tallied, type Row } from './tally.ts';
import { lasts } from './until.ts';

/** Between two of the same fault, ms: so that drops of 2 s come every 10 s in the long form. */
const restMs: Readonly<Record<Pace, number>> = { short: 500, long: 8000 };

const reports: readonly StageOptions['report'][] = ['record', 'firing-solver'];

/** Lets a fault happen to a robot of each way to report shots, at once; what came of both is one row. */
export async function runFault(
  fault: Fault,
  place: number,
  Link: typeof NtcoreLink,
  pace: Pace,
): Promise<Row> {
  const rows = await Promise.all(
    reports.map((report, i) => runOnce(fault, { Link, report, seed: 2 * place + i + 1 }, pace)),
  );
  return rows.reduce(together);
}

async function runOnce(
  fault: Fault,
  options: Omit<StageOptions, 'clock' | 'server'>,
  pace: Pace,
): Promise<Row> {
  const { name, clock, server = {}, happen, times = { short: 1, long: longTimes } } = fault;
  const stage = await FaultStage.set({
    ...options,
    server,
    ...(clock === undefined ? {} : { clock: clock() }),
  });
  try {
    for (let time = 0; time < times[pace]; time++) {
      if (time > 0) await lasts(restMs[pace]);
      await happen(stage);
    }
    return await tallied(name, stage);
  } finally {
    await stage.close();
  }
}

function together(a: Row, b: Row): Row {
  return {
    fault: a.fault,
    shots: a.shots + b.shots,
    recorded: a.recorded + b.recorded,
    doubled: a.doubled + b.doubled,
    amended: (a.amended ?? 0) + (b.amended ?? 0),
    sent: a.sent + b.sent,
    read: a.read + b.read,
    overtaken: a.overtaken + b.overtaken,
    readLate: a.readLate + b.readLate,
    replayed: a.replayed + b.replayed,
    sentIntoTheVoid: a.sentIntoTheVoid + b.sentIntoTheVoid,
    unhandled: Math.max(a.unhandled, b.unhandled),
    lostForNothing: a.lostForNothing + b.lostForNothing,
    hastyDials: (a.hastyDials ?? 0) + (b.hastyDials ?? 0),
    shownMs: longest([a.shownMs, b.shownMs]),
    noticedMs: longest([a.noticedMs, b.noticedMs]),
    latenessMs: Math.max(a.latenessMs, b.latenessMs),
  };
}
