import { expect, test } from 'vitest';

import { LastingStorage } from '../../../src/session/lasting-storage.svelte.ts';
import { lastingWords } from '../../../src/ui/storage-words.ts';

/** A browser that answers so, and counts how often it was asked. */
function browser(persisted: boolean, persist: () => Promise<boolean>) {
  let asked = 0;
  return {
    asked: () => asked,
    persisted: () => Promise.resolve(persisted),
    persist: () => {
      asked += 1;
      return persist();
    },
  };
}

test('the browser is asked to keep what is stored once a session is worth it, once, and never at load', async () => {
  const storage = browser(false, () => Promise.resolve(true));
  const lasting = new LastingStorage(storage);
  for (let shots = 0; shots < 10; shots++) await lasting.follow(shots);
  expect([lasting.answer, storage.asked()]).toEqual(['not-asked', 0]);
  for (let shots = 10; shots < 30; shots++) await lasting.follow(shots);
  expect([lasting.answer, storage.asked()]).toEqual(['granted', 1]);
});

test.each([
  ['keeps it already', browser(true, () => Promise.resolve(false)), 'granted'],
  ['refuses', browser(false, () => Promise.resolve(false)), 'refused'],
  ['can’t answer', browser(false, () => Promise.reject(new TypeError('no'))), 'refused'],
  ['has nothing to ask', undefined, 'unavailable'],
] as const)('where the browser %s, words say so', async (_what, storage, answer) => {
  const lasting = new LastingStorage(storage);
  await lasting.follow(10);
  expect(lasting.answer).toBe(answer);
  expect(lastingWords(lasting.answer)).toMatch(answer === 'granted' ? /promised/ : /[Ee]xport/);
});
