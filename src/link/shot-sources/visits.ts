import type { RobotLink, Unsubscribe } from '../robot-link.ts';

/** One connection, as far as the robot's memory is concerned. */
export interface Visit {
  /** Robot clock when it was up, µs: what was set before is what the robot still remembered. */
  readonly sinceUs: number;
  /** `first` of this page; `again` with the same boot of the robot; `rebooted`: its clock began anew. */
  readonly kind: 'first' | 'again' | 'rebooted';
  /** When the robot's clock showed zero, ms since 1970: names the boot, and is kept while it lasts. */
  readonly boot: string;
}

/** How far two estimates of the same boot may differ, ms: half a round trip on a bad day. */
const bootToleranceMs = 500;

/**
 * Tells each connection of a link, the present one at once.
 * @param wallMs a clock that goes on while the computer sleeps, ms.
 */
export function followVisits(
  link: RobotLink,
  wallMs: () => number,
  listener: (visit: Visit) => void,
): Unsubscribe {
  let bootMs: number | null = null;
  let boot = '';
  const look = (): void => {
    if (link.state().kind !== 'online') return;
    const sinceUs = link.serverNowUs();
    if (sinceUs === null) return;
    const nowBootMs = wallMs() - sinceUs / 1000;
    const same = bootMs !== null && Math.abs(nowBootMs - bootMs) <= bootToleranceMs;
    const kind = bootMs === null ? 'first' : same ? 'again' : 'rebooted';
    if (!same) {
      bootMs = nowBootMs;
      boot = nowBootMs.toFixed(0);
    }
    listener({ sinceUs, kind, boot });
  };
  look();
  return link.onState(look);
}
