import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actOf, isBurstKey, keyTable, madeBy } from '../../../src/ui/keys.ts';

const press = (key: string) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
});

/** On a Driver Station laptop these stop or disable the robot, whatever window has the focus. */
const reserved = [
  ' ',
  'Spacebar',
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
];

test('no key of the Driver Station asks for anything, with no combination of modifiers', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...reserved),
      fc.record({
        ctrlKey: fc.boolean(),
        altKey: fc.boolean(),
        metaKey: fc.boolean(),
        repeat: fc.boolean(),
      }),
      (key, modifiers) => {
        expect(actOf({ key, ...modifiers }, false)).toBeNull();
      },
    ),
    { seed: 5810 },
  );
});

test('each letter asks for one thing, in either case', () => {
  for (const { key, act } of keyTable) {
    expect(actOf(press(key), false)).toBe(act);
    expect(actOf(press(key.toUpperCase()), false)).toBe(act);
  }
  expect(new Set(keyTable.map(({ key }) => key)).size).toBe(keyTable.length);
});

test('the arrows say where a miss went, as seen from behind the robot', () => {
  expect(
    ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map((key) => actOf(press(key), false)),
  ).toEqual(['long', 'short', 'left', 'right']);
});

test('a digit says how many of a burst hit', () => {
  for (const digit of ['0', '5', '9']) {
    const act = actOf(press(digit), false);
    expect(act !== null && isBurstKey(act) && madeBy(act)).toBe(Number(digit));
  }
});

test('nothing is asked for while typing, by a held key, or with a modifier', () => {
  expect(actOf(press('h'), true)).toBeNull();
  for (const modifier of ['ctrlKey', 'altKey', 'metaKey', 'repeat'])
    expect(actOf({ ...press('h'), [modifier]: true }, false)).toBeNull();
});

test('any other key asks for nothing', () => {
  const known = new Set(keyTable.map(({ key }) => key));
  fc.assert(
    fc.property(fc.string(), (key) => {
      fc.pre(!known.has(key.toLowerCase()) && !key.startsWith('Arrow') && !/^\d$/.test(key));
      expect(actOf(press(key), false)).toBeNull();
    }),
    { seed: 5810 },
  );
});
