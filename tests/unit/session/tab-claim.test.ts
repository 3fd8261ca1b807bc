import fc from 'fast-check';
import { expect, test } from 'vitest';

import { mulberry32 } from '../../../src/core/stats/random.ts';
import { beatMs, TabClaim, type Saying } from '../../../src/session/tab-claim.ts';

/** Some pages of one origin, each with a thread of its own that may be blocked, on a channel that keeps the order. */
interface Schedule {
  readonly seed: number;
  /** When each page is opened, ms. */
  readonly opensMs: readonly number[];
  /** When a page is blocked, and for how long, ms. */
  readonly blocks: readonly { readonly page: number; readonly atMs: number; readonly ms: number }[];
  /** The longest that a word is on its way, ms. */
  readonly delayMs: number;
}

interface Page {
  readonly claim: TabClaim;
  readonly opensMs: number;
  readonly beatsAtMs: number;
  hasAsked: boolean;
  /** What waits for its thread, in the order it came. */
  queue: { readonly saying: Saying; readonly atMs: number }[];
}

const stepMs = 10;
/** After this everything is open and nothing is blocked. */
const calmMs = 6_000;

/** Plays a schedule; gives how many pages worked at each step, and who works in the end. */
function play({ seed, opensMs, blocks, delayMs }: Schedule) {
  const random = mulberry32(seed);
  let nowMs = 0;
  let lastMs = 0;
  const pages: Page[] = opensMs.map((ms, index) => ({
    opensMs: ms,
    beatsAtMs: Math.floor(random() * beatMs),
    hasAsked: false,
    queue: [],
    claim: new TabClaim(`${String(ms).padStart(6, '0')}-${index}`, (word) => {
      const saying = { word, id: `${String(ms).padStart(6, '0')}-${index}`, atMs: nowMs };
      // One after the other through the browser: what was said first is heard first, by everyone.
      lastMs = Math.max(lastMs, nowMs + random() * delayMs);
      for (const page of pages)
        if (page.opensMs <= nowMs) page.queue.push({ saying, atMs: lastMs });
    }),
  }));
  const isBlocked = (page: number): boolean =>
    blocks.some(
      (block) => block.page === page && block.atMs <= nowMs && nowMs < block.atMs + block.ms,
    );
  const working: number[] = [];
  for (nowMs = 0; nowMs < calmMs + 2_000; nowMs += stepMs) {
    // Before any of them hears what waits for it: a page that wakes may want to work first.
    working.push(
      pages.filter(
        ({ claim, hasAsked }, index) => hasAsked && !isBlocked(index) && claim.holds(nowMs),
      ).length,
    );
    pages.forEach((page, index) => {
      if (page.opensMs > nowMs || isBlocked(index)) return;
      const { claim } = page;
      const hear = (): void => {
        const due = page.queue.filter(({ atMs }) => atMs <= nowMs);
        page.queue = page.queue.slice(due.length);
        for (const { saying } of due) claim.hear(saying, nowMs);
      };
      // After a pause a page may hear its timers first, or what was said.
      const order = random();
      if (order < 0.6) hear();
      if (!page.hasAsked) claim.ask(nowMs);
      else if ((nowMs - page.beatsAtMs) % beatMs < stepMs) claim.beat(nowMs);
      page.hasAsked = true;
      if (order >= 0.6) hear();
    });
  }
  return { working, phases: pages.map(({ claim }) => claim.phase) };
}

const schedules: fc.Arbitrary<Schedule> = fc.integer({ min: 2, max: 4 }).chain((count) =>
  fc.record({
    seed: fc.integer(),
    opensMs: fc.array(
      fc.integer({ min: 0, max: 300 }).map((tens) => tens * stepMs),
      {
        minLength: count,
        maxLength: count,
      },
    ),
    blocks: fc.array(
      fc.record({
        page: fc.integer({ min: 0, max: count - 1 }),
        atMs: fc.integer({ min: 0, max: 4_000 }),
        ms: fc.oneof(fc.integer({ min: 10, max: 2_000 }), fc.integer({ min: 300, max: 1_000 })),
      }),
      { maxLength: 6 },
    ),
    delayMs: fc.integer({ min: 0, max: 60 }),
  }),
);

test('whatever the order, the delays and the blocking of pages, never two work at one time, and 2 s after it is calm exactly one does', () => {
  fc.assert(
    fc.property(schedules, (schedule) => {
      const { working, phases } = play(schedule);
      expect(Math.max(...working)).toBeLessThanOrEqual(1);
      expect(working.at(-1)).toBe(1);
      expect(phases.filter((phase) => phase === 'working')).toHaveLength(1);
    }),
    { seed: 3, numRuns: 1_000 },
  );
});

test('of pages that are opened at one moment the one with the lowest id works, within 2 s', () => {
  for (let seed = 0; seed < 50; seed++) {
    const { working, phases } = play({ seed, opensMs: [0, 0, 0], blocks: [], delayMs: 30 });
    expect(phases).toEqual(['working', 'away', 'away']);
    expect(working.findIndex((count) => count === 1) * stepMs).toBeLessThan(2_000);
  }
});

test('a page that works goes on while others are opened, though it was blocked when they asked', () => {
  for (let ms = 100; ms <= 600; ms += 100) {
    const { phases } = play({
      seed: ms,
      opensMs: [0, 3_000],
      blocks: [{ page: 0, atMs: 2_950, ms }],
      delayMs: 5,
    });
    expect(phases).toEqual(['working', 'away']);
  }
});

test('a page that was blocked for long leaves the work to the one that came meanwhile', () => {
  const { phases } = play({
    seed: 1,
    opensMs: [0, 2_000],
    blocks: [{ page: 0, atMs: 1_900, ms: 3_000 }],
    delayMs: 5,
  });
  expect(phases).toEqual(['away', 'working']);
});
