import { describe, expect, test } from 'vitest';

import { InPageLink } from '../../../src/link/in-page-link.ts';
import type { Channel } from '../../../src/session/page-channel.ts';
import { Seat, type Place } from '../../../src/session/seat.svelte.ts';
import type { Saying } from '../../../src/session/tab-claim.ts';
import { Workbench, type SeatHold } from '../../../src/session/workbench.svelte.ts';
import { MemoryProfileStore } from '../../../src/storage/memory-profile-store.ts';
import { openPreferences } from '../../../src/storage/preferences.ts';
import { notes } from '../../contracts/log-store.contract.ts';
import {
  HandClock,
  pass,
  TestDisk,
  TestOptimizer,
  TestRobot,
  textStorage,
} from './session-world.ts';

/** The channel of one origin: each page hears all, itself included. */
class Origin {
  readonly #pages = new Map<Channel, (saying: Saying) => void>();

  channel(): Channel {
    const page: Channel = {
      say: (saying) => {
        for (const hear of this.#pages.values())
          queueMicrotask(() => {
            hear(saying);
          });
      },
      listen: (listener) => {
        this.#pages.set(page, listener);
      },
    };
    return page;
  }
  /** As when a page hangs or crashes: it hears no more, until what this gives is called. */
  silence(page: Channel): () => void {
    const listener = this.#pages.get(page);
    this.#pages.delete(page);
    return () => {
      if (listener !== undefined) this.#pages.set(page, listener);
    };
  }
}

/** One named lock, as the browser keeps it for an origin. */
class OneLock {
  #holder: { readonly steal: (reason: Error) => void } | null = null;

  request(
    _name: string,
    options: LockOptions,
    callback: (lock: Lock | null) => unknown,
  ): Promise<unknown> {
    if (this.#holder !== null && options.steal !== true) return Promise.resolve(callback(null));
    this.#holder?.steal(new Error('the lock was stolen'));
    return new Promise((resolve, reject) => {
      const holder = { steal: reject };
      this.#holder = holder;
      void Promise.resolve(callback({ name: 'mltune', mode: 'exclusive' })).then((result) => {
        if (this.#holder === holder) this.#holder = null;
        resolve(result);
      });
    });
  }
}

/** Pages of one origin, with what they share. */
function browser(withLocks: boolean) {
  const clock = new HandClock();
  const robot = new TestRobot(clock);
  const store = new TestDisk();
  const origin = new Origin();
  const lock = new OneLock();
  const remembered = textStorage();
  let ids = 0;
  const page = (gate: Promise<void> = Promise.resolve()) => {
    const channel = origin.channel();
    const begin = async (hold: SeatHold): Promise<Workbench> => {
      await gate;
      return Workbench.begin({
        link: new InPageLink({ ticker: clock, random: () => 0.5, serverAt: () => robot.server }),
        store,
        profiles: new MemoryProfileStore(),
        profileFiles: () => Promise.resolve([]),
        storeFault: null,
        hold,
        optimizer: new TestOptimizer(),
        ticker: clock,
        wallMs: () => 1_700_000_000_000 + clock.nowMs(),
        newId: () => `id-${++ids}`,
        newSeed: () => 1,
        demo: () => Promise.reject(new Error('not in this test')),
        preferences: openPreferences(() => remembered),
        answers: () => Promise.resolve(false),
        page: { protocol: 'https:', hostname: 'example.com' },
        driverStation: { lookUp: () => Promise.resolve(null) },
      });
    };
    const locks = withLocks
      ? { request: lock.request.bind(lock) as LockManager['request'] }
      : undefined;
    const id = `page-${++ids}`;
    return { channel, seat: new Seat({ begin, locks, channel, ticker: clock, id }) };
  };
  return { clock, robot, store, origin, page };
}

describe.each([
  { browserHas: 'Web Locks', withLocks: true },
  { browserHas: 'no Web Locks', withLocks: false },
])('where the browser has $browserHas', ({ withLocks }) => {
  test('the first page sits down, the second waits', async () => {
    const { page, clock } = browser(withLocks);
    const [one, two] = [page(), page()];
    const asked = one.seat.ask();
    await pass(clock, 1_200);
    await asked;
    expect(one.seat.place.kind).toBe('here');
    void two.seat.ask();
    await pass(clock, 1_200);
    expect([one.seat.place.kind, two.seat.place.kind]).toEqual(['here', 'elsewhere']);
  });

  test('the second page takes over what the first has stored, and the first hangs up', async () => {
    const { page, clock, robot, store } = browser(withLocks);
    const [one, two] = [page(), page()];
    void one.seat.ask();
    await pass(clock, 1_200);
    if (one.seat.place.kind !== 'here') throw new Error('nobody sat down');
    const { bench } = one.seat.place;
    bench.connect('robot');
    await pass(clock, 500);
    bench.session.note('last words');
    void two.seat.ask();
    await pass(clock, 1_200);
    void two.seat.take();
    await pass(clock, 1_200);
    expect([one.seat.place.kind, two.seat.place.kind]).toEqual(['elsewhere', 'here']);
    if (two.seat.place.kind !== 'here') return;
    const second = two.seat.place.bench;
    await pass(clock, 500);
    expect(second.session.header.id).toBe(bench.session.header.id);
    const words = second.session.events.flatMap((event) =>
      event.type === 'note' ? [event.text] : [],
    );
    expect(words).toEqual(['last words']);
    expect(robot.server.connections).toBe(1);
    const read = await store.read(bench.session.header.id);
    expect(read).toMatchObject({ ok: true });
  });

  test('a page that does not answer loses the seat', async () => {
    const { page, clock, origin } = browser(withLocks);
    const [one, two] = [page(), page()];
    void one.seat.ask();
    await pass(clock, 1_200);
    origin.silence(one.channel);
    void two.seat.take();
    await pass(clock, 1_900);
    expect(two.seat.place.kind).toBe('asking');
    await pass(clock, 200);
    expect(two.seat.place.kind).toBe('here');
    if (withLocks) expect(one.seat.place.kind).toBe('elsewhere');
  });

  test('the seat can be taken back', async () => {
    const { page, clock } = browser(withLocks);
    const [one, two] = [page(), page()];
    void one.seat.ask();
    await pass(clock, 1_200);
    for (const [taker, other] of [
      [two, one],
      [one, two],
    ] as const) {
      void taker.seat.take();
      await pass(clock, 1_200);
      expect([taker.seat.place.kind, other.seat.place.kind]).toEqual(['here', 'elsewhere']);
    }
  });

  test('a page that is still opening has the seat, and gives it up when asked', async () => {
    const { page, clock } = browser(withLocks);
    let open: () => void = () => undefined;
    const one = page(new Promise((resolve) => (open = resolve)));
    const [two, three] = [page(), page()];
    void one.seat.ask();
    await pass(clock, 1_200);
    void two.seat.ask();
    await pass(clock, 1_200);
    expect([one.seat.place.kind, two.seat.place.kind]).toEqual(['asking', 'elsewhere']);
    void three.seat.take();
    await pass(clock, 100);
    open();
    await pass(clock, 2_500);
    expect([one, two, three].map(({ seat }) => seat.place.kind)).toEqual([
      'elsewhere',
      'elsewhere',
      'here',
    ]);
  });
});

const unstoredOf = (place: Place) => (place.kind === 'elsewhere' ? place.unstored : null);

describe('where the browser has no Web Locks', () => {
  test.each([[[0, 1]], [[1, 0]]])(
    'of two pages that are opened at one moment exactly one works (%j)',
    async (order) => {
      const { page, clock } = browser(false);
      const pages = [page(), page()];
      for (const place of order) void pages[place]!.seat.ask();
      await pass(clock, 2_000);
      expect(pages.map(({ seat }) => seat.place.kind)).toEqual(['here', 'elsewhere']);
    },
  );

  test('a page that hears nothing any more does nothing, and hears all of it late, once it may work again', async () => {
    const { page, clock, robot, origin } = browser(false);
    const one = page();
    void one.seat.ask();
    await pass(clock, 1_200);
    if (one.seat.place.kind !== 'here') throw new Error('nobody sat down');
    const { bench } = one.seat.place;
    bench.connect('robot');
    await pass(clock, 1_000);
    bench.adopt(bench.session.offers);
    await pass(clock, 1_000);
    const hears = origin.silence(one.channel);
    await pass(clock, 1_000);
    const { length } = bench.session.events;
    robot.shoot(true);
    bench.session.arm();
    await pass(clock, 1_000);
    expect([bench.session.events.length, bench.session.state.armed]).toEqual([length, false]);
    hears();
    await pass(clock, 1_500);
    expect([bench.session.state.shots.length, bench.session.state.armed]).toEqual([1, true]);
  });

  test('a page whose log another one writes to leaves, and keeps what it could not store for an export', async () => {
    const { page, clock, store } = browser(false);
    const one = page();
    void one.seat.ask();
    await pass(clock, 1_200);
    if (one.seat.place.kind !== 'here') throw new Error('nobody sat down');
    const { session } = one.seat.place.bench;
    await store.append(session.header.id, notes(0, 1, 'of another page'));
    session.tap('hit');
    await pass(clock, 1_000);
    expect(one.seat).toMatchObject({ place: { kind: 'elsewhere' } });
    expect(unstoredOf(one.seat.place)).toBe(session);
    expect(session.unstored).toBeGreaterThan(0);
    expect(session.state.shots).toHaveLength(1);
    expect(await store.read(session.header.id)).toEqual({
      ok: true,
      value: notes(0, 1, 'of another page'),
    });
  });
});
