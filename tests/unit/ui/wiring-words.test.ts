import { expect, test } from 'vitest';
import { unknownWiring, type Wiring } from '../../../src/core/tuning/wiring.ts';
import { wiringGroups, wiringWarnings } from '../../../src/ui/wiring-words.ts';
import { coefficient } from '../tuning/bench.ts';

const entries = Array.from({ length: 10 }, (_, i) =>
  coefficient({ topic: `/Tuning/Rpm[${i}]`, name: `Rpm ${i}` }),
);
const all = (wiring: Partial<Wiring>) =>
  Object.fromEntries(entries.map(({ topic }) => [topic, { ...unknownWiring, ...wiring }]));

test('the same of many values is said once, with how many they are', () => {
  const unread = wiringWarnings(entries, all({ read: 'no' }), {});
  expect(unread).toHaveLength(1);
  expect(unread[0]).toMatch(/^No robot code reads 10 values: /);
  const written = wiringWarnings(entries, all({ otherWriters: ['Elastic'] }), {});
  expect(written).toEqual([expect.stringMatching(/^10 values are written by Elastic too/)]);
});

test('of one or two values the names are said, and different writers apart', () => {
  const [one, two] = entries as [(typeof entries)[0], (typeof entries)[0]];
  const wirings = {
    [one.topic]: { ...unknownWiring, read: 'no', otherWriters: ['Elastic'] },
    [two.topic]: { ...unknownWiring, read: 'no', otherWriters: ['Glass'] },
  } as const;
  const warnings = wiringWarnings([one, two], wirings, {});
  expect(warnings[0]).toMatch(/^No robot code reads Rpm 0 and Rpm 1: /);
  expect(warnings.slice(1)).toEqual([
    expect.stringMatching(/^Rpm 0 is written by Elastic too/),
    expect.stringMatching(/^Rpm 1 is written by Glass too/),
  ]);
  expect(wiringWarnings(entries, {}, {})).toEqual([]);
});

test('of a value that can’t be written the check says that, whoever reads it', () => {
  const [one] = entries as [(typeof entries)[0]];
  const [group] = wiringGroups(
    [one],
    all({ read: 'yes' }),
    {},
    {
      [one.topic]: { kind: 'unread' },
    },
  );
  expect(group?.lines).toEqual([
    {
      icon: 'alert',
      calm: false,
      words: expect.stringMatching(/has no value on the robot/) as string,
    },
  ]);
});

test('the check names every value once, and what is to be mended first', () => {
  const last = entries.at(-1)!;
  const wirings = {
    ...all({ read: 'yes' }),
    [last.topic]: { ...unknownWiring, read: 'no' },
  } as const;
  const groups = wiringGroups(entries, wirings, {});
  expect(groups.map(({ names }) => names.split(', ').length)).toEqual([1, 9]);
  expect(groups[0]?.names).toBe('Rpm 9');
});
