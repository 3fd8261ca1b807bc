import fc from 'fast-check';
import { expect, test } from 'vitest';

import { distinctNames, withDistinctNames } from '../../../src/core/tuning/distinct-names.ts';
import { readableName } from '../../../src/core/tuning/readable-name.ts';
import { anyTopic } from '../code/any-topic.ts';

const named = (...topics: string[]): readonly { topic: string; name: string }[] =>
  topics.map((topic) => ({ topic, name: readableName(topic) }));
const namesOf = (...topics: string[]): readonly string[] => distinctNames(named(...topics));

test('names that coincide take as much of their folders as tells them apart', () => {
  const presets = ['Hub', 'Tower'].flatMap((goal) =>
    ['FlywheelSpeed', 'HoodAngle'].map((last) => `/Tuning/ShotCalculator/Presets/${goal}/${last}`),
  );
  expect(namesOf(...presets)).toEqual([
    'Hub flywheel speed',
    'Hub hood angle',
    'Tower flywheel speed',
    'Tower hood angle',
  ]);
  expect(namesOf('/Tuning/Hub/Near/Rpm', '/Tuning/Pass/Near/Rpm')).toEqual(['Hub rpm', 'Pass rpm']);
});

test('gains are called by their mechanism, and by more of the folder where that is not enough', () => {
  expect(namesOf('/Tuning/Hood/kP', '/Tuning/Flywheel/kP', '/Tuning/Turret/kP')).toEqual([
    'Hood kP',
    'Flywheel kP',
    'Turret kP',
  ]);
  expect(namesOf('/Tuning/Swerve/FL/Drive/kP', '/Tuning/Swerve/FR/Drive/kP')).toEqual([
    'FL drive kP',
    'FR drive kP',
  ]);
  expect(namesOf('/Tuning/Hood/kP', '/Tuning/Sim/Hood/kP')).toEqual(['Hood kP', 'Sim hood kP']);
});

test('a name that nobody shares stays as it is', () => {
  expect(namesOf('/Tuning/A/Rpm', '/Tuning/A/Angle')).toEqual(['Rpm', 'Angle']);
});

test('where no folder tells them apart, their topics do', () => {
  expect(namesOf('/Tuning/Shooter/Rpm', 'Tuning/Shooter/Rpm')).toEqual([
    '/Tuning/Shooter/Rpm',
    'Tuning/Shooter/Rpm',
  ]);
});

test('no two of any topics have one name, in whatever order they come, and naming again changes nothing', () => {
  const folders = fc.constantFrom('Hub', 'Tower', 'hub', 'Shooter', 'Sim', '2', 'kP');
  const lasts = fc.constantFrom('kP', 'Rpm', 'rpm', 'HubRpm', 'Hub Rpm', 'Value', '2');
  const near = fc
    .tuple(fc.constantFrom('/', ''), fc.array(folders, { maxLength: 3 }), lasts)
    .map(([slash, path, last]) => `${slash}${[...path, last].join('/')}`);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.oneof({ arbitrary: near, weight: 4 }, { arbitrary: anyTopic, weight: 1 }), {
        maxLength: 12,
      }),
      (topics) => {
        const all = named(...topics);
        const names = distinctNames(all);
        const told = names.filter((name) => name.trim() !== '');
        expect(new Set(told).size).toBe(told.length);
        expect(distinctNames([...all].reverse())).toEqual([...names].reverse());
        const once = withDistinctNames(all);
        expect(withDistinctNames(once)).toBe(once);
      },
    ),
    { seed: 11, numRuns: 2_000 },
  );
});
