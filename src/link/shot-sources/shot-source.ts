import type {
  IncomingAmendment,
  IncomingLabel,
  IncomingShot,
} from '../../core/tuning/incoming-shot.ts';
import type { LinkComplaint, RobotLink, Unsubscribe } from '../robot-link.ts';

/** What a source tells: a shot, once, and what it learns of one that it has told. */
export type ShotReport = IncomingShot | IncomingAmendment | IncomingLabel;

/** Where a source's reports go. */
export interface ShotEars {
  readonly deliver: (report: ShotReport) => void;
  readonly complain: (complaint: LinkComplaint) => void;
}

/** One of the ways in which a robot reports its shots. */
export interface ShotSource {
  /** Reads from the link, through all its connections, until it is stopped. */
  start(link: RobotLink, ears: ShotEars): Unsubscribe;
}
