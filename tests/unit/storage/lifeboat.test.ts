import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';

import type { TuningEvent } from '../../../src/core/tuning/events.ts';
import { IdbDatabase } from '../../../src/storage/idb-database.ts';
import { systemTicker } from '../../../src/link/ticker.ts';
import { IdbLogStore } from '../../../src/storage/idb-log-store.ts';
import { Lifeboat, missingOf } from '../../../src/storage/lifeboat.ts';
import { notes, shotAt, valueOf } from '../../contracts/log-store.contract.ts';

const header = { id: 'a', name: 'A', createdMs: 1 };
let databases = 0;

/** A `localStorage`, and a lifeboat in it for each page that asks. */
function harbour() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const name = `lifeboat-${databases++}`;
  const boat = (): Lifeboat => new Lifeboat(name, () => storage);
  const visit = async (): Promise<IdbLogStore> =>
    new IdbLogStore(valueOf(await IdbDatabase.open(name, systemTicker)), boat());
  return { kept, boat, visit };
}

/** A log of that many stored events, as the next visit finds it, with these on board. */
async function leftWith(stored: number, aboard: readonly TuningEvent[]) {
  const { kept, boat, visit } = harbour();
  const before = await visit();
  valueOf(await before.create(header));
  if (stored > 0) valueOf(await before.append('a', notes(0, stored)));
  before.close();
  boat().board('a', aboard);
  return { kept, visit };
}

describe('a store with a lifeboat', () => {
  test('stores what the page that was left had on its way, to the last bit', async () => {
    const { kept, visit } = await leftWith(3, [...notes(3, 2), shotAt(5)]);
    const expected = [...notes(0, 5), shotAt(5)];
    const store = await visit();
    expect(valueOf(await store.read('a'))).toEqual(expected);
    expect(kept.size).toBe(0);
    expect(valueOf(await (await visit()).read('a'))).toEqual(expected);
    valueOf(await store.append('a', notes(6, 1)));
  });

  test('stores nothing twice where the database has some of it', async () => {
    const { visit } = await leftWith(5, notes(3, 4));
    expect(valueOf(await (await visit()).read('a'))).toEqual(notes(0, 7));
  });

  test('stores all of a session that the page was left with at once', async () => {
    const { visit } = await leftWith(0, notes(0, 4));
    expect(valueOf(await (await visit()).read('a'))).toEqual(notes(0, 4));
  });

  test.each([
    ['was written by somebody else meanwhile', 5, notes(3, 4, 'other')],
    ['does not reach up to them', 2, notes(4, 2)],
    ['has them all', 5, notes(3, 2)],
  ])('leaves a log as it is that %s', async (_what, stored, aboard) => {
    const { visit } = await leftWith(stored, aboard);
    expect(valueOf(await (await visit()).read('a'))).toEqual(notes(0, stored));
  });

  test('takes aboard what is on its way together, until the database has answered', async () => {
    const { boat, visit } = harbour();
    const store = await visit();
    valueOf(await store.create(header));
    const first = store.append('a', notes(0, 2));
    expect(boat().aboard('a')).toEqual([]);
    const second = store.append('a', notes(2, 3));
    expect(boat().aboard('a')).toEqual(notes(0, 5));
    valueOf(await first);
    valueOf(await second);
    expect(boat().aboard('a')).toEqual([]);
  });

  test('does not bring a removed session back', async () => {
    const { boat, visit } = harbour();
    const store = await visit();
    valueOf(await store.create(header));
    boat().board('a', notes(0, 2));
    valueOf(await store.remove('a'));
    expect(valueOf(await (await visit()).read('a'))).toEqual([]);
  });
});

describe('a lifeboat', () => {
  test('where the browser keeps nothing, has nobody aboard and throws nothing', () => {
    const boat = new Lifeboat('x', () => {
      throw new Error('blocked');
    });
    boat.board('a', notes(0, 1));
    expect(boat.aboard('a')).toEqual([]);
    boat.clear('a');
  });

  test('has nobody aboard where its text was cut', () => {
    const boat = new Lifeboat('x', () => ({
      getItem: () => '{"type":"note","se',
      setItem: () => undefined,
      removeItem: () => undefined,
    }));
    expect(boat.aboard('a')).toEqual([]);
  });

  test('lacks nothing of a log when it is empty', () => {
    expect(missingOf(notes(0, 3), [])).toEqual([]);
  });
});
