import { InPageLink } from '../../../src/link/in-page-link.ts';
import { Workbench } from '../../../src/session/workbench.svelte.ts';
import { MemoryProfileStore } from '../../../src/storage/memory-profile-store.ts';
import { openPreferences } from '../../../src/storage/preferences.ts';
import { HandClock, TestDisk, TestOptimizer, TestRobot, textStorage } from './session-world.ts';

/** A browser's page that can be visited again and again. */
export function visits() {
  const clock = new HandClock();
  const robot = new TestRobot(clock);
  const store = new TestDisk();
  const remembered = textStorage();
  let ids = 0;
  /** Every host that was dialled, in order. */
  const dialled: string[] = [];
  const visit = (
    from = 'https://example.com/',
    driverStationSays: string | null = null,
  ): Promise<Workbench> =>
    Workbench.begin({
      link: new InPageLink({
        ticker: clock,
        random: () => 0.5,
        serverAt: ({ host }) => {
          dialled.push(host);
          return robot.server;
        },
      }),
      store,
      profiles: new MemoryProfileStore(),
      profileFiles: () => Promise.resolve([]),
      storeFault: null,
      optimizer: new TestOptimizer(),
      ticker: clock,
      wallMs: () => 1_700_000_000_000 + clock.nowMs(),
      newId: () => `id-${++ids}`,
      newSeed: () => ids,
      demo: () => Promise.reject(new Error('not in this test')),
      preferences: openPreferences(() => remembered),
      answers: (host) => Promise.resolve(host === 'localhost'),
      page: new URL(from),
      driverStation: {
        lookUp: () =>
          Promise.resolve(
            driverStationSays === null ? null : { host: driverStationSays, port: 5810 },
          ),
      },
    });
  return { clock, robot, store, dialled, visit };
}
