import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actOf, keyTable } from '../../../src/ui/keys.ts';
import {
  keyTyped,
  letterFault,
  lettered,
  letterOn,
  withLetter,
  type OwnLetters,
} from '../../../src/ui/letters.ts';

const press = (key: string) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
});
const keyOf = (act: string, own: OwnLetters) =>
  lettered(keyTable, own).find((entry) => entry.act === act)?.key;

describe('an own letter', () => {
  test('does what the usual one did, and the usual one nothing', () => {
    const own = withLetter(keyTable, {}, 'hit', 'g');
    const table = lettered(keyTable, own);
    expect(actOf(press('G'), false, table)).toBe('hit');
    expect(actOf(press('h'), false, table)).toBeNull();
    expect(actOf(press('m'), false, table)).toBe('miss');
    expect(letterOn('hit', own)).toBe('G');
    expect(letterOn('miss', own)).toBe('M');
  });

  test('may be the usual one of an act that has another, and go back', () => {
    let own = withLetter(keyTable, {}, 'hit', 'g');
    own = withLetter(keyTable, own, 'miss', 'h');
    expect([keyOf('hit', own), keyOf('miss', own)]).toEqual(['g', 'h']);
    own = withLetter(keyTable, withLetter(keyTable, own, 'miss', 'm'), 'hit', 'h');
    expect(own).toEqual({});
  });

  test.each([
    ['Space', ' ', 'driver-station'],
    ['a bracket', ']', 'driver-station'],
    ['a backslash', '\\', 'driver-station'],
    ['the letter that resets the emergency stop with Esc', 'I', 'driver-station'],
    ['a digit', '7', 'digit'],
    ['two letters', 'hm', 'not-one-letter'],
    ['nothing', '', 'not-one-letter'],
    ['another sign', '+', 'not-one-letter'],
    ['the letter of another act', 'm', 'taken'],
  ])('cannot be %s', (_name, typed, kind) => {
    expect(letterFault(keyTable, 'hit', keyTyped(typed))?.kind).toBe(kind);
  });

  test.each(['h', 'G', 'é', 'ж'])('can be %s', (typed) => {
    expect(letterFault(keyTable, 'hit', keyTyped(typed))).toBeNull();
  });
});

test('whatever is remembered, no key asks for two things, and none of the Driver Station for any', () => {
  const acts = fc.constantFrom(...keyTable.map(({ act }) => act), 'gone');
  const keys = fc.oneof(
    fc.constantFrom(
      ' ',
      '[',
      ']',
      '\\',
      'Enter',
      'F1',
      'i',
      'I',
      'Control',
      '0',
      '',
      'h',
      'm',
      'u',
      '?',
      'x',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.dictionary(acts, keys), (own) => {
      const table = lettered(keyTable, own);
      expect(table.map(({ act }) => act)).toEqual(keyTable.map(({ act }) => act));
      const used = table.map(({ key }) => key).filter((key) => key !== '');
      expect(new Set(used).size).toBe(used.length);
      for (const key of [
        ' ',
        'Enter',
        'Backspace',
        '[',
        ']',
        '\\',
        'F1',
        'i',
        'I',
        'Control',
        'Escape',
      ])
        expect(actOf(press(key), false, table)).toBeNull();
    }),
    { seed: 5810 },
  );
});
