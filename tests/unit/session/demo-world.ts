import { mulberry32 } from '../../../src/core/stats/random.ts';
import { DemoLink } from '../../../src/link/demo-link.ts';
import { InPageLink } from '../../../src/link/in-page-link.ts';
import type { Optimizer } from '../../../src/session/optimizer-task.ts';
import { Workbench } from '../../../src/session/workbench.svelte.ts';
import { MemoryProfileStore } from '../../../src/storage/memory-profile-store.ts';
import { openPreferences } from '../../../src/storage/preferences.ts';
import { HandClock, TestDisk, TestOptimizer, TestRobot, textStorage } from './session-world.ts';

/** How a browser with a demo robot is set up. */
interface DemoWorldOptions {
  readonly optimizer?: Optimizer;
  /** Which demo robot there is, whatever is asked for; default: as asked. */
  readonly world?: number;
}

/** A browser's page that can be visited again and again, with a real robot and a demo robot. */
export function demoWorld({ optimizer = new TestOptimizer(), world }: DemoWorldOptions = {}) {
  const clock = new HandClock();
  const robot = new TestRobot(clock);
  const store = new TestDisk();
  const remembered = textStorage();
  /** Seeds of the demo robots that were asked for; while `broken`, none can be loaded. */
  const demos = { seeds: [] as number[], broken: false };
  let ids = 0;
  const visit = (): Promise<Workbench> =>
    Workbench.begin({
      link: new InPageLink({ ticker: clock, random: () => 0.5, serverAt: () => robot.server }),
      store,
      storeFault: null,
      optimizer,
      ticker: clock,
      wallMs: () => 1_700_000_000_000 + clock.nowMs(),
      newId: () => `id-${++ids}`,
      newSeed: () => 7,
      demo: (seed) => {
        demos.seeds.push(seed);
        if (demos.broken) return Promise.reject(new Error('no network'));
        return Promise.resolve(
          new DemoLink({
            ticker: clock,
            random: mulberry32(5),
            variant: 'shoot3',
            world: world ?? seed % 20,
            shotPeriodMs: null,
          }),
        );
      },
      preferences: openPreferences(() => remembered),
      profiles: new MemoryProfileStore(),
      profileFiles: () => Promise.resolve([]),
      answers: () => Promise.resolve(false),
      page: new URL('https://example.com/'),
      driverStation: { lookUp: () => Promise.resolve(null) },
    });
  return { clock, robot, store, demos, visit };
}
