import { shotRecordTopic } from '../contract.ts';
import type { LinkComplaint, RobotLink, Unsubscribe } from '../robot-link.ts';
import type { Ticker } from '../ticker.ts';
import { firingSolverSource } from './firing-solver.ts';
import { recordSource } from './record.ts';
import type { ShotReport } from './shot-source.ts';
import { followVisits } from './visits.ts';

export type { ShotReport } from './shot-source.ts';

/**
 * Reads a robot's shots in whichever way it reports them. Each is delivered once: a robot that offers the record is
 * read by the record only, though its other topics would tell the same shots.
 * @param complain hears of records that cannot be read.
 * @param wallMs a clock that goes on while the computer sleeps, ms.
 * @returns how to stop.
 */
export function startShotSources(
  link: RobotLink,
  ticker: Ticker,
  deliver: (report: ShotReport) => void,
  complain: (complaint: LinkComplaint) => void = () => undefined,
  wallMs: () => number = Date.now,
): Unsubscribe {
  let offersRecord = false;
  const stops = [
    link.discover(shotRecordTopic, (topic, announcement) => {
      if (topic === shotRecordTopic && announcement !== null) offersRecord = true;
    }),
    recordSource(wallMs).start(link, { deliver, complain }),
    firingSolverSource(ticker, wallMs).start(link, {
      complain,
      deliver: (report) => {
        if (!offersRecord) deliver(report);
      },
    }),
    // Last: shots of the boot before that end with it are still judged by what that boot offered.
    followVisits(link, wallMs, ({ kind }) => {
      if (kind === 'rebooted') offersRecord = false;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
