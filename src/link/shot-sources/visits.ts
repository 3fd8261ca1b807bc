import type { Visit } from '../../core/tuning/visit.ts';
import type { RobotLink, Unsubscribe } from '../robot-link.ts';

/** How far two estimates of the same boot may differ, ms: half a round trip on a bad day. */
const bootToleranceMs = 500;

/**
 * Tells each connection of a link, the present one at once.
 * @param wallMs a clock that goes on while the computer sleeps, ms.
 */
export function followVisits(
  link: Pick<RobotLink, 'state' | 'serverNowUs' | 'rttMs' | 'onState'>,
  wallMs: () => number,
  listener: (visit: Visit) => void,
): Unsubscribe {
  let bootMs: number | null = null;
  let boot = '';
  const look = (): void => {
    if (link.state().kind !== 'online') return;
    const nowUs = link.serverNowUs();
    const rttMs = link.rttMs();
    if (nowUs === null || rttMs === null) return;
    // The robot's clock is known to half a round trip: before this it was surely not more.
    const sinceUs = nowUs - rttMs * 500;
    const nowBootMs = wallMs() - nowUs / 1000;
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
