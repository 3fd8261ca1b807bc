import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { Recorder } from '../../src/session/recorder.ts';
import { answerWithin } from '../../src/storage/deadline.ts';
import type { LogStore, Stored } from '../../src/storage/log-store.ts';
import { openLogStore } from '../../src/storage/open-log-store.ts';
import { HandTicker } from '../unit/session/recorder-world.ts';
import { muteIdb } from '../unit/storage/muted-idb.ts';
import { faultKind, notes, valueOf } from './log-store.contract.ts';

const idb = muteIdb();
const header = { id: 'a', name: 'A', createdMs: 1 };

beforeEach(() => {
  idb.speak('never');
  vi.stubGlobal('indexedDB', new IDBFactory());
});

/** Lets the simulated IndexedDB do all that it does by itself. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** What comes of a question while time passes up to so many ms, and after how many it came; null for nothing. */
async function within<T>(
  ticker: HandTicker,
  ms: number,
  asked: Promise<T>,
): Promise<{ readonly value: T; readonly afterMs: number } | null> {
  const got: T[] = [];
  void asked.then((value) => got.push(value));
  await turns();
  const sinceMs = ticker.nowMs();
  while (got.length === 0 && ticker.nowMs() - sinceMs < ms) {
    ticker.advance(100);
    await turns();
  }
  return got.length === 0 ? null : { value: got[0]!, afterMs: ticker.nowMs() - sinceMs };
}

/** How a question ended that must have an end within 5 s. */
async function endOf(ticker: HandTicker, asked: Promise<Stored<unknown>>): Promise<string> {
  const end = await within(ticker, 5_000, asked);
  return end === null ? 'never' : faultKind(end.value);
}

describe('a deadline', () => {
  test('gives the answer that comes in time, and leaves no timer behind', async () => {
    const ticker = new HandTicker();
    const answer = answerWithin(ticker, 4_000, Promise.resolve({ ok: true, value: 7 } as const));
    expect(await answer).toEqual({ ok: true, value: 7 });
    expect(ticker.timers()).toBe(0);
  });

  test('says that an answer is overdue, once, and drops what comes later', async () => {
    const ticker = new HandTicker();
    let tell: (outcome: Stored<number>) => void = () => undefined;
    const answer = answerWithin(ticker, 4_000, new Promise<Stored<number>>((to) => (tell = to)));
    ticker.advance(4_000);
    tell({ ok: true, value: 7 });
    expect(faultKind(await answer)).toBe('overdue');
    expect(ticker.timers()).toBe(0);
  });

  test('after a sleep hears the answer that waited, though its own timer rang first', async () => {
    const ticker = new HandTicker();
    let ring: () => void = () => undefined;
    const asleep = {
      after: (_ms: number, callback: () => void) => {
        ring = callback;
        return () => undefined;
      },
    };
    let tell: (outcome: Stored<number>) => void = () => undefined;
    const answer = answerWithin(asleep, 4_000, new Promise<Stored<number>>((to) => (tell = to)));
    ring();
    tell({ ok: true, value: 7 });
    expect(await answer).toEqual({ ok: true, value: 7 });
    expect(ticker.timers()).toBe(0);
  });
});

describe('a database that hangs while it is opened', () => {
  test('is overdue within 5 s, and then no further question waits in line', async () => {
    const ticker = new HandTicker();
    idb.mute('open');
    const opened = await within(ticker, 5_000, openLogStore(ticker));
    expect(opened?.value.fault?.kind).toBe('overdue');
    const { store, profiles } = opened!.value;
    for (const asked of [
      store.sessions(),
      store.create(header),
      store.append('a', notes(0, 1)),
      store.read('a'),
      store.rename('a', 'B'),
      store.remove('a'),
      profiles.all(),
    ])
      expect(faultKind((await within<Stored<unknown>>(ticker, 0, asked))!.value)).toBe('overdue');
  });

  test.each(['late', 'never'] as const)(
    'works as soon as it answers, also where the first answer comes %s',
    async (held) => {
      const ticker = new HandTicker();
      // A database that is there already: an upgrade can't be heard late.
      valueOf(await (await openLogStore(ticker)).store.sessions());
      idb.mute('open');
      const opened = await within(ticker, 5_000, openLogStore(ticker));
      const { store } = opened!.value;
      idb.speak(held);
      ticker.advance(1_000);
      expect(await endOf(ticker, store.create(header))).toBe('ok');
      expect(await endOf(ticker, store.append('a', notes(0, 3)))).toBe('ok');
      expect(valueOf((await within(ticker, 0, store.read('a')))!.value)).toEqual(notes(0, 3));
    },
  );

  test('a new database whose upgrade nobody heard is made anew', async () => {
    const ticker = new HandTicker();
    const asked = vi.spyOn(indexedDB, 'open');
    idb.mute('open');
    const opened = await within(ticker, 5_000, openLogStore(ticker));
    idb.speak('never');
    // A browser lets go of a connection that nobody has.
    const [request] = asked.mock.results;
    (request!.value as IDBOpenDBRequest).result.close();
    ticker.advance(1_000);
    const { store } = opened!.value;
    expect(await endOf(ticker, store.create(header))).toBe('ok');
    expect(await endOf(ticker, store.append('a', notes(0, 3)))).toBe('ok');
  });
});

/** An open store with a session of three events. */
async function openedWith(ticker: HandTicker): Promise<LogStore> {
  const { store } = await openLogStore(ticker);
  valueOf(await store.create(header));
  valueOf(await store.append('a', notes(0, 3)));
  return store;
}

describe('a database that answers nothing any more', () => {
  test.each([
    ['reads', 'requests', (store: LogStore) => store.read('a')],
    ['the list', 'transactions', (store: LogStore) => store.sessions()],
    ['an append', 'transactions', (store: LogStore) => store.append('a', notes(3, 1))],
    ['a new session', 'transactions', (store: LogStore) => store.create({ ...header, id: 'b' })],
    ['a new name', 'transactions', (store: LogStore) => store.rename('a', 'B')],
    ['a removal', 'transactions', (store: LogStore) => store.remove('a')],
  ] as const)('%s: is overdue within 5 s', async (_what, muted, ask) => {
    const ticker = new HandTicker();
    const store = await openedWith(ticker);
    idb.mute(muted);
    expect(await endOf(ticker, ask(store))).toBe('overdue');
  });

  test.each(['late', 'never'] as const)(
    'an append that was stored though nobody heard of it (%s) is a conflict when it is made again, and is there once',
    async (held) => {
      const ticker = new HandTicker();
      const store = await openedWith(ticker);
      idb.mute('transactions');
      expect(await endOf(ticker, store.append('a', notes(3, 2)))).toBe('overdue');
      idb.speak(held);
      ticker.advance(1_000);
      expect(await endOf(ticker, store.append('a', notes(3, 2)))).toBe('conflict');
      expect(valueOf(await store.read('a'))).toEqual(notes(0, 5));
    },
  );
});

describe.each([
  { what: 'nothing at all is heard', muted: ['open', 'requests', 'transactions'] },
  { what: 'no request is answered', muted: ['requests', 'transactions'] },
  { what: 'no transaction ends', muted: ['transactions'] },
] as const)('a recorder on a database of which $what for a while', ({ muted }) => {
  test.each(['late', 'never'] as const)(
    'calls nothing stored meanwhile, and has all stored once when it answers (%s)',
    async (held) => {
      const ticker = new HandTicker();
      const store = await openedWith(ticker);
      const faults: (string | null)[] = [];
      const recorder = new Recorder({
        store,
        sessionId: 'a',
        storedEvents: 3,
        ticker,
        onFault: (fault) => faults.push(fault?.kind ?? null),
      });
      idb.mute(...muted);
      recorder.append(notes(3, 10));
      await turns();
      ticker.advance(4_000);
      await turns();
      expect([faults, recorder.durableSeq()]).toEqual([['overdue'], 2]);
      for (let shot = 13; shot < 40; shot++) {
        recorder.append(notes(shot, 1));
        ticker.advance(1_000);
        await turns();
      }
      // What can be read back is stored, though nobody heard the transaction end.
      const stored = muted.length === 1 ? recorder.durableSeq() : 2;
      expect([recorder.durableSeq(), recorder.pending()]).toEqual([stored, 39 - stored]);
      idb.speak(held);
      for (let s = 0; s < 60; s++) {
        ticker.advance(1_000);
        await turns();
      }
      expect([faults.at(-1), recorder.pending()]).toEqual([null, 0]);
      expect(valueOf(await store.read('a'))).toEqual(notes(0, 40));
    },
  );
});
