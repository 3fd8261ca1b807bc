import { parseAddress } from '../link/addresses.ts';
import { whoseRobot } from '../link/where-to-look.ts';
import type { Preferences } from '../storage/preferences.ts';

/** Teams whose robots are remembered; a computer is rarely lent to more. */
const mostTeams = 8;

/** The host at which a team's robot answered last; null for none. */
export function lastGoodOf(preferences: Preferences, team: number): string | null {
  const kept = preferences.get('lastGood').find((good) => good.team === team);
  const parsed = parseAddress(kept?.host ?? '');
  return parsed.ok && parsed.team === null ? (parsed.candidates[0]?.host ?? null) : null;
}

/** Remembers where a team's robot answered; never another team's robot. */
export function rememberLastGood(preferences: Preferences, team: number, host: string): void {
  if (whoseRobot(team, host) === 'another' || lastGoodOf(preferences, team) === host) return;
  const others = preferences.get('lastGood').filter((good) => good.team !== team);
  preferences.set('lastGood', [...others.slice(1 - mostTeams), { team, host }]);
}
