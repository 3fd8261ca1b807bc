import { mulberry32 } from '../../src/core/stats/random.ts';
import { DemoLink, openDemo } from '../../src/link/demo-link.ts';
import type { RobotLink } from '../../src/link/robot-link.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import type { Optimizer } from '../../src/session/optimizer-task.ts';
import { Workbench } from '../../src/session/workbench.svelte.ts';
import type { LogStore } from '../../src/storage/log-store.ts';
import { MemoryLogStore } from '../../src/storage/memory-log-store.ts';
import { MemoryProfileStore } from '../../src/storage/memory-profile-store.ts';
import { openPreferences } from '../../src/storage/preferences.ts';
import '../../src/ui/styles/base.css';
import '../../src/ui/styles/tokens.css';

/** Longer than any test: the robot offers what it has, and the test says what is shot. */
const neverMs = 1_000_000;

/** An optimizer that never answers. */
const silent: Optimizer = {
  suggest: () => new Promise(() => undefined),
  ask: () => new Promise(() => undefined),
};

/** A workbench with a robot in the page, that is not connected yet; nothing of it is stored. */
export function demoBench(optimizer: Optimizer = silent): Promise<Workbench> {
  return benchWith(
    new DemoLink({
      ticker: systemTicker,
      random: () => 0.5,
      variant: 'shoot3',
      world: 7,
      shotPeriodMs: neverMs,
    }),
    undefined,
    undefined,
    optimizer,
  );
}

/** A workbench on this link, that is not connected yet, as a page from there; it stores nothing unless it is given a store. */
export function benchWith(
  link: RobotLink,
  from = 'file:///mltune.html',
  store: LogStore = new MemoryLogStore(),
  optimizer: Optimizer = silent,
): Promise<Workbench> {
  let ids = 0;
  const kept = new Map<string, string>();
  return Workbench.begin({
    link,
    store,
    profiles: new MemoryProfileStore(),
    profileFiles: () => Promise.resolve([]),
    storeFault: null,
    optimizer,
    ticker: systemTicker,
    wallMs: () => Date.now(),
    newId: () => `id-${(ids += 1)}`,
    newSeed: () => 1,
    demo: (seed) => Promise.resolve(openDemo(systemTicker, mulberry32(seed), 1)),
    preferences: openPreferences(() => ({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => {
        kept.set(key, value);
      },
    })),
    answers: () => Promise.resolve(false),
    page: new URL(from),
    driverStation: { lookUp: () => Promise.resolve(null) },
  });
}
