import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meantIn, shownNumber } from '../../../../src/ui/setup/number-in.ts';

test('a number is shown in the digits of its step, and never longer than it is', () => {
  expect(shownNumber(3181.755781777645, 10)).toBe('3182');
  expect(shownNumber(-0.05235987755982988, 0.005)).toBe('-0.0524');
  expect(shownNumber(0.5, 0.001)).toBe('0.5');
  expect(shownNumber(1.23456, NaN)).toBe('1.23456');
});

test('what was not typed in is exactly the value that is shown', () => {
  const step = fc.double({ min: 1e-6, max: 100, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), step, (value, by) => {
      expect(meantIn(shownNumber(value, by), value, by)).toBe(value);
    }),
  );
  expect(meantIn('3180', 3181.755781777645, 10)).toBe(3180);
  expect(meantIn('', undefined, 10)).toBeNaN();
});
