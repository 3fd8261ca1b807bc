import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesFor } from '../../../src/core/code/identifier.ts';
import { anyTopic } from './any-topic.ts';

const nameOf = (topic: string): string => namesFor([topic])[0]!;

test.each([
  ['/Tuning/DragCoefficient', 'kDragCoefficient'],
  ['/Tuning/Shooter/kLaunchHeight', 'kShooterLaunchHeight'],
  ['/Preferences/hood angle offset', 'kHoodAngleOffset'],
  ['/Tunables/shooter/rpm/value', 'kShooterRpm'],
  ['/SmartDashboard/class', 'kClass'],
  ['/Tuning/Hood/2.5', 'kHood2_5'],
  ['/Tuning/3m', 'k3m'],
  ['/Tuning/Größe', 'kGroE'],
  ['/Tuning/Öffnung', 'kOffnung'],
  ['/Tuning/🎯', 'kValue'],
  ['/', 'kValue'],
  ['/Other/Table/x', 'kOtherTableX'],
])('the value of %s is called %s', (topic, name) => {
  expect(nameOf(topic)).toBe(name);
});

test('topics whose names would be alike are numbered, also where the number is taken', () => {
  expect(namesFor(['/Tuning/a b', '/Tuning/aB', '/Tuning/A-b', '/Tuning/AB_2'])).toEqual([
    'kAB',
    'kAB_2',
    'kAB_3',
    'kAB2',
  ]);
  expect(namesFor(['/Tuning/a_2', '/Tuning/a', '/Tuning/A', '/Tuning/🎯', '/Tuning/射'])).toEqual([
    'kA2',
    'kA',
    'kA_2',
    'kValue',
    'kValue_2',
  ]);
});

test('whatever the topics, there is a short identifier for each, and no two are alike', () => {
  fc.assert(
    fc.property(fc.array(anyTopic, { maxLength: 12 }), (topics) => {
      const names = namesFor(topics);
      expect(names).toHaveLength(topics.length);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) {
        expect(name).toMatch(/^k(?!.*__)[A-Z\d]\w*$/);
        expect(name.length).toBeLessThan(70);
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});
