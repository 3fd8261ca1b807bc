import { describe, expect, test } from 'vitest';
import type { KeptProfile, ProfileStore } from '../../src/storage/profile-store.ts';
import { valueOf } from './log-store.contract.ts';

/** A profile with any text in it: a store does not look into it. */
export const kept = (id: string, name: string, json = '{"a":"✓ 射"}\n'): KeptProfile => ({
  id,
  name,
  savedMs: 1_700_000_000_000,
  json,
});

/** The promises of a profile store. @param make gives one that nobody used before. */
export function profileStoreContract(name: string, make: () => Promise<ProfileStore>): void {
  describe(`${name} keeps the promises of a profile store:`, () => {
    test('there is none at first', async () => {
      expect(valueOf(await (await make()).all())).toEqual([]);
    });

    test('what was put comes back exactly, by name', async () => {
      const store = await make();
      const profiles = [kept('1', 'Practice bot'), kept('2', 'Comp bot'), kept('3', 'Comp bot')];
      for (const profile of profiles) valueOf(await store.put(profile));
      expect(valueOf(await store.all())).toEqual([profiles[1], profiles[2], profiles[0]]);
    });

    test('a profile that is put again replaces itself and no other', async () => {
      const store = await make();
      valueOf(await store.put(kept('1', 'A')));
      valueOf(await store.put(kept('2', 'B')));
      valueOf(await store.put(kept('1', 'C', '{}')));
      expect(valueOf(await store.all())).toEqual([kept('2', 'B'), kept('1', 'C', '{}')]);
    });

    test('a profile that is removed is gone, and can be put back', async () => {
      const store = await make();
      valueOf(await store.put(kept('1', 'A')));
      valueOf(await store.put(kept('2', 'B')));
      valueOf(await store.remove('1'));
      valueOf(await store.remove('never there'));
      expect(valueOf(await store.all())).toEqual([kept('2', 'B')]);
      valueOf(await store.put(kept('1', 'A')));
      expect(valueOf(await store.all())).toHaveLength(2);
    });

    test('what was put does not change with the object it was put from', async () => {
      const store = await make();
      const profile = { ...kept('1', 'A') };
      const put = store.put(profile);
      profile.name = 'B';
      valueOf(await put);
      expect(valueOf(await store.all())).toEqual([kept('1', 'A')]);
    });
  });
}
