import type { Settings } from '../../core/tuning/events.ts';

/** What is done when the robot began anew, and when that is right. */
export const afterRestartWords: Readonly<
  Record<Settings['afterRestart'], { readonly name: string; readonly when: string }>
> = {
  ask: {
    name: 'Ask me',
    when: 'Nothing is written until you choose on Shoot.',
  },
  trial: {
    name: "Always send the trial's values again",
    when: 'Right while one person tunes and the code stays as it is. New numbers in the code are written over.',
  },
  adopt: {
    name: "Always keep the robot's own values",
    when: 'Right where you change the numbers in the code between shots: tuning goes on from those.',
  },
};
