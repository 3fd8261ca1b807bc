import { addressesIn, isIpV4, isLookup, isSame, ntPort, teamCandidates } from './addresses.ts';
import type { Candidate, Lookup } from './addresses.ts';
import { hostKind, mayReach, robotOfPage, type PageOrigin } from './page-origin.ts';

/** What is known of a team's robot before it is looked for. */
export interface Clues {
  /** 1 to 25599. */
  readonly team: number;
  /** The host at which this team's robot answered last; null for none. */
  readonly lastGood: string | null;
  readonly page: PageOrigin;
  /** The Driver Station on this computer, if it can be asked. */
  readonly driverStation: Lookup;
}

/**
 * Where to look for a team's robot, the likeliest first: where it answered last, where the page came from, where the
 * Driver Station sees it, and then the addresses that robots of the team have. What the browser would refuse to this
 * page is left out; so is the Driver Station where asking it would make the browser ask the operator.
 */
export function whereToLook({ team, lastGood, page, driverStation }: Clues): readonly Candidate[] {
  const known = [lastGood, robotOfPage(page)]
    .filter((host) => host !== null)
    .map((host) => ({ host, port: ntPort }));
  const asked = hostKind(page) === 'public' ? [] : [driverStation];
  const all: readonly Candidate[] = [...known, ...asked, ...teamCandidates(team)];
  return all.filter(
    (candidate, place) =>
      isLookup(candidate) ||
      (mayReach(page, candidate.host) &&
        !addressesIn(all.slice(0, place)).some((other) => isSame(other, candidate))),
  );
}

/** Whose robot is at an address, as far as the address tells: number addresses of robots and roboRIO names do. */
export type Whose = 'ours' | 'another' | 'untold';

/** Whether a host belongs to a team's robot. */
export function whoseRobot(team: number, host: string): Whose {
  const owner = teamOf(host);
  if (owner === null) return 'untold';
  return owner === team ? 'ours' : 'another';
}

/** The team to whom an address 10.TE.AM.x or a name roboRIO-TEAM-FRC belongs; null for every other. */
function teamOf(host: string): number | null {
  const named = /^roborio-(\d{1,5})-frc(\.|$)/i.exec(host)?.[1];
  if (named !== undefined) return Number(named);
  if (!isIpV4(host)) return null;
  const [ten, te = 0, am = 0] = host.split('.').map(Number);
  return ten === 10 ? te * 100 + am : null;
}
