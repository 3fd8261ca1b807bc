import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, fitsInt, quoted } from '../../../src/core/code/literal.ts';
import { anyText } from './any-topic.ts';

test('a decimal is read back as exactly the double that it stands for, the sign of zero too', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(decimal(value))).toBe(value);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('a decimal never looks like a whole number', () => {
  expect([20, -0, 1e20, 1e21, 0.1 + 0.2].map(decimal)).toEqual([
    '20.0',
    '-0.0',
    '100000000000000000000.0',
    '1e+21',
    '0.30000000000000004',
  ]);
});

test('only what an int holds is written as one', () => {
  expect([20, -0, 2.5, 2 ** 31 - 1, 2 ** 31].map(fitsInt)).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
});

test('no escape in a Java text is one that Java reads as a line end or a quote before it looks for texts', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(quoted(text, 'java')).not.toMatch(/(?<!\\)(?:\\\\)*\\u00[0-9]/);
    }),
    { seed: 2, numRuns: 500 },
  );
});

test.each(['java', 'cpp', 'python'] as const)(
  'a text is written in %s as printable ASCII in one pair of quotes',
  (language) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const literal = quoted(text, language);
        expect(literal).toMatch(/^"(?:[ !#-[\]-~]|\\[^\n])*"$/);
      }),
      { seed: 2, numRuns: 500 },
    );
  },
);
