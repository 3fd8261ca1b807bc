import { expect, test } from 'vitest';

import { isTopicName, otherSpelling, slashed } from '../../../src/core/tuning/topic-name.ts';

test.each(['/Tuning/Rpm', 'Tuning/Rpm', 'Rpm', '/Rpm', 'Left Velocity: '])(
  '%j is the name of a topic',
  (name) => {
    expect(isTopicName(name)).toBe(true);
  },
);

test.each(['', ' ', '/', '//', '$clients', '$pub$/Tuning/Rpm'])('%j is none', (name) => {
  expect(isTopicName(name)).toBe(false);
});

test('the same folders with and without a slash are two spellings', () => {
  expect([slashed('Tuning/Rpm'), slashed('/Tuning/Rpm')]).toEqual(['/Tuning/Rpm', '/Tuning/Rpm']);
  expect(otherSpelling('Tuning/Rpm')).toBe('/Tuning/Rpm');
  expect(otherSpelling('/Tuning/Rpm')).toBe('Tuning/Rpm');
});
