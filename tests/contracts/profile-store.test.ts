import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { MemoryProfileStore } from '../../src/storage/memory-profile-store.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import { openLogStore } from '../../src/storage/open-log-store.ts';
import { faultKind, notes, valueOf } from './log-store.contract.ts';
import { kept, profileStoreContract } from './profile-store.contract.ts';

let databases = 0;
const fresh = () => openLogStore(systemTicker, `profiles-${databases++}`);

profileStoreContract('MemoryProfileStore', () => Promise.resolve(new MemoryProfileStore()));
profileStoreContract(
  'IdbProfileStore on a simulated IndexedDB',
  async () => (await fresh()).profiles,
);

test('profiles are there when the page is opened again, and logs beside them', async () => {
  const { store, profiles } = await fresh();
  valueOf(await profiles.put(kept('1', 'Comp bot')));
  valueOf(await store.create({ id: 'a', name: 'A', createdMs: 1 }));
  valueOf(await store.append('a', notes(0, 2)));
  store.close();
  const again = await openLogStore(systemTicker, `profiles-${databases - 1}`);
  expect(valueOf(await again.profiles.all())).toEqual([kept('1', 'Comp bot')]);
  valueOf(await again.profiles.remove('1'));
  expect(valueOf(await again.store.read('a'))).toEqual(notes(0, 2));
});

test('of a full disk the log hears too, whoever met it: Chromium may have torn what both write to', async () => {
  const { store, profiles } = await fresh();
  valueOf(await store.create({ id: 'a', name: 'A', createdMs: 1 }));
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
    const text = 'Connection is closing because of: IO error: 000003.log: FILE_ERROR_NO_SPACE';
    throw new DOMException(text, 'UnknownError');
  });
  expect(faultKind(await profiles.put(kept('1', 'Comp bot')))).toBe('full');
  expect(faultKind(await store.append('a', notes(0, 1)))).toBe('full');
  expect(valueOf(await profiles.all())).toEqual([]);
});
