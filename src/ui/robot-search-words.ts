import type { RobotSearch } from '../session/robot-search.svelte.ts';

/** What is looked for: the team where one was typed, else the host. */
export function soughtWords(team: number | null, host: string): string {
  return team === null ? host : `team ${team}`;
}

/** Whether the connected robot may be the wrong one; null where there is nothing to say. */
export function robotOwnerWords(
  team: RobotSearch['team'],
  whose: RobotSearch['whose'],
): { readonly short: string; readonly long: string } | null {
  switch (whose) {
    case null:
    case 'ours':
      return null;
    case 'untold':
      return {
        short: `Team ${team}?`,
        long: `This address does not tell whose robot it is. Make sure that it is team ${team}'s before you arm.`,
      };
    case 'another':
      return {
        short: `Not an address of team ${team}`,
        long: `This is an address of another team, not of team ${team}. If it is not the robot you mean, disconnect and join your robot's network.`,
      };
  }
}
