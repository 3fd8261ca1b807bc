import type { Settings } from '../tuning/events.ts';

/**
 * What a team keeps of settings under a name: all but what belongs to one sitting. The operator's word that this robot is a bench is
 * never carried to another one.
 */
export type ProfileSettings = Omit<Settings, keyof typeof ofSitting>;

/** A named set of settings. */
export interface Profile {
  readonly name: string;
  readonly settings: ProfileSettings;
}

/** What no profile says, as it is where nobody said anything. */
export const ofSitting = { seed: 0, benchMode: false } as const satisfies Partial<Settings>;

/** The longest name of a profile, characters. */
export const longestName = 60;

/** The part of settings that a profile keeps; what else stands in a file is none of it. */
export function profileSettings({
  coefficients,
  autotune,
  shotsPerTrial,
  approve,
  burst,
  search,
  autoAdvance,
  forceGlobal,
  distanceM,
  comparison,
  goal,
  bias,
  limits,
  liveDistance,
  shotSources,
  interlocks,
  afterRestart,
}: ProfileSettings): ProfileSettings {
  return {
    coefficients,
    autotune,
    shotsPerTrial,
    approve,
    burst,
    search,
    autoAdvance,
    forceGlobal,
    distanceM,
    comparison,
    goal,
    bias,
    limits,
    liveDistance,
    shotSources,
    interlocks,
    afterRestart,
  };
}

/**
 * The settings after a profile was loaded.
 * @param before those that hold now; null while there are none.
 * @param seed of the session, where it has no settings yet; u32.
 */
export function loaded(
  { settings }: Pick<Profile, 'settings'>,
  before: Settings | null,
  seed: number,
): Settings {
  return {
    ...settings,
    seed: before?.seed ?? seed,
    benchMode: before?.benchMode ?? ofSitting.benchMode,
  };
}

/** A name of which nobody is in the way: with a number behind it where the name is taken. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const numbered = (number: number): string => {
    const ending = number === 1 ? '' : ` ${number}`;
    return wanted.slice(0, longestName - ending.length) + ending;
  };
  let number = 1;
  while (taken.includes(numbered(number))) number += 1;
  return numbered(number);
}
