import { expect, test } from 'vitest';

import { entryTopic, listEntry } from '../../../src/core/tuning/list-entry.ts';
import { writeTopic } from '../../../src/core/tuning/write-topic.ts';

test.each([
  ['/Tuning/Rpm[0]', '/Tuning/Rpm', 0],
  ['/Tuning/Rpm[12]', '/Tuning/Rpm', 12],
  ['Tuning/Rpm[2]', 'Tuning/Rpm', 2],
  ['/Tuning/Odd[3][1]', '/Tuning/Odd[3]', 1],
])('%s is one number of %s', (topic, list, index) => {
  expect(listEntry(topic)).toEqual({ list, index });
  expect(entryTopic(list, index)).toBe(topic);
});

test.each(['/Tuning/Rpm', '/Tuning/Rpm[]', '/Tuning/Rpm[-1]', '/Tuning/Rpm[01]', '[1]', '/[x]'])(
  '%s is a topic of its own',
  (topic) => {
    expect(listEntry(topic)).toBeNull();
  },
);

test('a number of a list is written with its list, also where that is taken elsewhere', () => {
  expect(writeTopic('/Tuning/Rpm[2]')).toBe('/Tuning/Rpm');
  expect(writeTopic('/Tunables/Rpm/value[2]')).toBe('/Tunables/Rpm/tune');
});
