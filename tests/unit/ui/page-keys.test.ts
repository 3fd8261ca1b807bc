import { expect, test } from 'vitest';
import { actOf } from '../../../src/ui/keys.ts';
import { allKeys, demoKeys, isPageAct, pageKeys } from '../../../src/ui/page-keys.ts';

const press = (key: string) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
});
const own = [...pageKeys, ...demoKeys];
const pageActOf = (given: ReturnType<typeof press>, typing: boolean) =>
  actOf(given, typing, allKeys);

test('no key asks for two things, and none is the Driver Station’s', () => {
  const all = allKeys.map(({ key }) => key);
  expect(new Set(all).size).toBe(all.length);
  for (const key of [' ', 'Enter', 'Backspace', '[', ']', '\\', 'F1', 'i', 'Control', 'Escape'])
    expect(pageActOf(press(key), false)).toBeNull();
});

test('each letter asks for its act, in either case, and for nothing while typing or with a modifier', () => {
  for (const { key, act } of own) {
    expect(pageActOf(press(key), false)).toBe(act);
    expect(pageActOf(press(key.toUpperCase()), false)).toBe(act);
    expect(pageActOf(press(key), true)).toBeNull();
    expect(pageActOf({ ...press(key), repeat: true }, false)).toBeNull();
    expect(pageActOf({ ...press(key), ctrlKey: true }, false)).toBeNull();
    expect(actOf(press(key), false)).toBeNull();
    expect(isPageAct(act)).toBe(true);
  }
});
