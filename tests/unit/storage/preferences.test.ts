import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { openPreferences, type TextStorage } from '../../../src/storage/preferences.ts';

class MapStorage implements TextStorage {
  readonly texts = new Map<string, string>();
  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.texts.set(key, value);
  }
}

const refusing = (): never => {
  throw new DOMException('denied', 'SecurityError');
};

describe('preferences', () => {
  test('what was set is there on the next visit', () => {
    const storage = new MapStorage();
    const first = openPreferences(() => storage);
    first.set('address', '254');
    first.set('theme', 'dark');
    first.set('sessionId', 's1');
    first.set('letterKeys', false);
    first.set('ownLetters', { hit: 'g' });
    first.set('tones', true);
    first.set('leftHanded', true);
    first.set('plots', { 'slice.open': 'no' });
    first.set('code', { language: 'cpp', season: '2027', form: 'tables', scope: 'all' });
    const next = openPreferences(() => storage);
    expect(next.get('address')).toBe('254');
    expect(next.get('plots')).toEqual({ 'slice.open': 'no' });
    expect(next.get('theme')).toBe('dark');
    expect(next.get('sessionId')).toBe('s1');
    expect(next.get('letterKeys')).toBe(false);
    expect(next.get('ownLetters')).toEqual({ hit: 'g' });
    expect([next.get('tones'), next.get('vibration'), next.get('leftHanded')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(next.get('code')).toEqual({
      language: 'cpp',
      season: '2027',
      form: 'tables',
      scope: 'all',
    });
  });

  test('a preference can be cleared again', () => {
    const storage = new MapStorage();
    openPreferences(() => storage).set('sessionId', 's1');
    openPreferences(() => storage).set('sessionId', null);
    expect(openPreferences(() => storage).get('sessionId')).toBeNull();
  });

  test('a first visit has usable values', () => {
    const preferences = openPreferences(() => new MapStorage());
    expect(preferences.get('theme')).toBe('system');
    expect(preferences.get('address')).toBe('');
    expect(preferences.get('sessionId')).toBeNull();
  });

  test('nobody is disturbed by a sound or a vibration that they did not choose', () => {
    const preferences = openPreferences(() => new MapStorage());
    expect([preferences.get('tones'), preferences.get('vibration')]).toEqual([false, false]);
  });

  test('whatever is stored, what is read is of its type, and nothing throws', () => {
    const texts = fc.oneof(fc.string(), fc.json(), fc.string({ minLength: 600, maxLength: 700 }));
    fc.assert(
      fc.property(texts, (text) => {
        const storage = new MapStorage();
        for (const key of [
          'address',
          'lastGood',
          'theme',
          'view',
          'sessionId',
          'letterKeys',
          'ownLetters',
          'tones',
          'setupCard',
          'setupSkipped',
          'code',
        ])
          storage.setItem(`mltune.${key}`, text);
        const preferences = openPreferences(() => storage);
        expect(['system', 'light', 'dark']).toContain(preferences.get('theme'));
        expect(typeof preferences.get('address')).toBe('string');
        expect(preferences.get('lastGood')).toEqual([]);
        expect(typeof preferences.get('setupCard')).toBe('string');
        expect(Array.isArray(preferences.get('setupSkipped'))).toBe(true);
        expect(typeof preferences.get('letterKeys')).toBe('boolean');
        expect(typeof preferences.get('tones')).toBe('boolean');
        for (const letter of Object.values(preferences.get('ownLetters')))
          expect(typeof letter).toBe('string');
        expect(['java', 'cpp', 'python']).toContain(preferences.get('code').language);
        expect(['string', 'object']).toContain(typeof preferences.get('sessionId'));
      }),
      { seed: 3 },
    );
  });

  test.each([
    ['the storage itself is refused', refusing],
    ['reading and writing are refused', () => ({ getItem: refusing, setItem: refusing })],
  ])('where %s, what was set holds as long as the page', (_case, open) => {
    const preferences = openPreferences(open);
    expect(preferences.get('address')).toBe('');
    preferences.set('address', '10.2.54.2');
    expect(preferences.get('address')).toBe('10.2.54.2');
  });
});
