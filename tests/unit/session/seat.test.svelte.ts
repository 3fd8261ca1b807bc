import { describe, expect, test } from 'vitest';

import { InPageLink } from '../../../src/link/in-page-link.ts';
import { Seat } from '../../../src/session/seat.svelte.ts';
import type { SeatParts } from '../../../src/session/seat.svelte.ts';
import { Workbench } from '../../../src/session/workbench.svelte.ts';
import { MemoryProfileStore } from '../../../src/storage/memory-profile-store.ts';
import { openPreferences } from '../../../src/storage/preferences.ts';
import {
  HandClock,
  pass,
  TestDisk,
  TestOptimizer,
  TestRobot,
  textStorage,
} from './session-world.ts';

type Channel = SeatParts['channel'];
type Word = Parameters<Channel['postMessage']>[0];

/** The channel of one origin: each page hears the others, never itself. */
class Origin {
  readonly #pages = new Set<Channel>();

  channel(): Channel {
    const page: Channel = {
      onmessage: null,
      postMessage: (word: Word) => {
        for (const other of this.#pages)
          if (other !== page)
            queueMicrotask(() => other.onmessage?.(new MessageEvent('message', { data: word })));
      },
    };
    this.#pages.add(page);
    return page;
  }
  /** As when a page hangs or crashes: it hears no more. */
  silence(page: Channel): void {
    this.#pages.delete(page);
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
    const begin = async (): Promise<Workbench> => {
      await gate;
      return Workbench.begin({
        link: new InPageLink({ ticker: clock, random: () => 0.5, serverAt: () => robot.server }),
        store,
        profiles: new MemoryProfileStore(),
        profileFiles: () => Promise.resolve([]),
        storeFault: null,
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
    return { channel, seat: new Seat({ begin, locks, channel, ticker: clock }) };
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
    await pass(clock, 300);
    await asked;
    expect(one.seat.place.kind).toBe('here');
    void two.seat.ask();
    await pass(clock, 300);
    expect([one.seat.place.kind, two.seat.place.kind]).toEqual(['here', 'elsewhere']);
  });

  test('the second page takes over what the first has stored, and the first hangs up', async () => {
    const { page, clock, robot, store } = browser(withLocks);
    const [one, two] = [page(), page()];
    void one.seat.ask();
    await pass(clock, 300);
    if (one.seat.place.kind !== 'here') throw new Error('nobody sat down');
    const { bench } = one.seat.place;
    bench.connect('robot');
    await pass(clock, 500);
    bench.session.note('last words');
    void two.seat.ask();
    await pass(clock, 300);
    void two.seat.take();
    await pass(clock, 300);
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
    await pass(clock, 300);
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
    await pass(clock, 300);
    for (const [taker, other] of [
      [two, one],
      [one, two],
    ] as const) {
      void taker.seat.take();
      await pass(clock, 300);
      expect([taker.seat.place.kind, other.seat.place.kind]).toEqual(['here', 'elsewhere']);
    }
  });

  test('a page that is still opening has the seat, and gives it up when asked', async () => {
    const { page, clock } = browser(withLocks);
    let open: () => void = () => undefined;
    const one = page(new Promise((resolve) => (open = resolve)));
    const [two, three] = [page(), page()];
    void one.seat.ask();
    await pass(clock, 300);
    void two.seat.ask();
    await pass(clock, 300);
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
