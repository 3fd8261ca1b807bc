import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boundsKnown,
  mostKnots,
  presetNumbers,
  usualPrefix,
  type Preset,
} from '../../../src/core/profile/preset.ts';
import {
  controllersIn,
  isPrefix,
  presenceOf,
  suggestionFor,
  type RobotNumber,
} from '../../../src/core/profile/suggestion.ts';
import { defaultSettings, faultsOf } from '../../../src/core/tuning/settings.ts';

const presets: readonly Preset[] = [
  { kind: 'solver' },
  { kind: 'trims' },
  { kind: 'polynomial', of: 'rpm' },
  { kind: 'polynomial', of: 'angle' },
  { kind: 'gains', controller: false },
  { kind: 'gains', controller: true },
  { kind: 'table', of: 'rpm', knots: 5, distanceM: [2, 6] },
  { kind: 'table', of: 'angle', knots: mostKnots, distanceM: [1, 8] },
];

/** All of a preset, as without a robot. */
const coefficientsOf = (preset: Preset, prefix = usualPrefix(preset)) =>
  presetNumbers(preset).map(
    (number) => suggestionFor(number, prefix, null, boundsKnown(preset)).coefficient,
  );

describe('the preset of MLtune’s physics solver', () => {
  test.each([
    ['/Tuning/DragCoefficient', true, 0.003, 0.001, 0.006, 0.001, false, null],
    ['/Tuning/VelocityIterations', true, 20, 10, 30, 5, true, 'solver'],
    ['/Tuning/AngleIterations', true, 20, 10, 30, 5, true, 'solver'],
    ['/Tuning/VelocityTolerance', true, 0.01, 0.005, 0.05, 0.005, false, 'solver'],
    ['/Tuning/AngleTolerance', true, 0.0001, 0.00001, 0.001, 0.0001, false, 'solver'],
    ['/Tuning/LaunchHeight', true, 0.8, 0.75, 0.85, 0.02, false, 'launch-height'],
    ['/Tuning/AirDensity', false, 1.225, 1.1, 1.3, 0.05, false, 'air-density'],
  ] as const)(
    'has %s as robot code has it',
    (topic, enabled, codeDefault, min, max, firstStep, integer, role) => {
      const one = coefficientsOf({ kind: 'solver' }).find((known) => known.topic === topic)!;
      expect(one).toMatchObject({ enabled, codeDefault, min, max, integer, role, scale: 'linear' });
      expect(one.maxStep * (max - min)).toBeCloseTo(firstStep, 12);
    },
  );

  test('has nothing else', () => {
    expect(coefficientsOf({ kind: 'solver' })).toHaveLength(7);
  });
});

test.each(presets)('all of %o can be saved as it is, and each topic is there once', (preset) => {
  const coefficients = coefficientsOf(preset);
  expect(faultsOf(defaultSettings(coefficients, 1))).toEqual([]);
});

test.each(presets)('the team’s prefix begins every topic of %o', (preset) => {
  for (const { topic } of coefficientsOf(preset, '/Robot/Gun'))
    expect(topic).toMatch(/^\/Robot\/Gun\/[^/]+$/);
});

test('a table is spread evenly over the distances, from the nearest to the farthest', () => {
  const table = coefficientsOf({ kind: 'table', of: 'rpm', knots: 5, distanceM: [2, 6] });
  expect(table.map(({ topic, role, atM }) => [topic, role, atM])).toEqual(
    [2, 3, 4, 5, 6].map((atM, index) => [`/Tuning/Shooter/Rpm/${index}`, 'speed-knot', atM]),
  );
});

describe('what a robot says of a number', () => {
  const offset = presetNumbers({ kind: 'trims' }).find(({ leaf }) => leaf === 'RpmOffset')!;
  const drag = presetNumbers({ kind: 'solver' })[0]!;
  const robot = (given: Partial<RobotNumber>): RobotNumber => ({
    topic: '/T/RpmOffset',
    type: 'double',
    properties: {},
    value: null,
    ...given,
  });

  test('its own bounds, unit and name win', () => {
    const properties = { min: -50, max: 150, unit: '1/min', name: 'Trim', default: 10 };
    const said = suggestionFor(offset, '/T', robot({ properties, value: 20 }), false);
    expect(said).toMatchObject({ boundsFrom: 'robot', defaultFromRobot: true });
    expect(said.coefficient).toMatchObject({
      min: -50,
      max: 150,
      codeDefault: 10,
      unit: '1/min',
      name: 'Trim',
    });
  });

  test('without bounds they are a fifth around its value, and said to be', () => {
    const said = suggestionFor(offset, '/T', robot({ value: 200 }), false);
    expect(said).toMatchObject({ boundsFrom: 'value', defaultFromRobot: true });
    expect(said.coefficient).toMatchObject({ min: 160, max: 240, codeDefault: 200 });
  });

  test('around 0 there is no fifth: they are the preset’s, and said to be', () => {
    const said = suggestionFor(offset, '/T', robot({ value: 0 }), false);
    expect(said).toMatchObject({ boundsFrom: 'preset-at-0', defaultFromRobot: true });
    expect(said.coefficient).toMatchObject({ min: -300, max: 300, codeDefault: 0 });
  });

  test('a value that has not come yet leaves everything to the preset', () => {
    const said = suggestionFor(offset, '/T', robot({}), false);
    expect(said).toEqual(suggestionFor(offset, '/T', null, false));
    expect(said).toMatchObject({ boundsFrom: 'preset', defaultFromRobot: false });
  });

  test('bounds that are known stay as they are, unless the robot is outside of them', () => {
    const at = (value: number) =>
      suggestionFor(drag, '/Tuning', robot({ topic: '/Tuning/DragCoefficient', value }), true);
    expect(at(0.004)).toMatchObject({
      boundsFrom: 'preset',
      defaultFromRobot: true,
      coefficient: { min: 0.001, max: 0.006, codeDefault: 0.004 },
    });
    const outside = at(0.5);
    expect(outside.boundsFrom).toBe('value');
    expect(outside.coefficient.min).toBeCloseTo(0.4);
    expect(outside.coefficient.max).toBeCloseTo(0.6);
  });

  test('a whole-numbered topic gets whole bounds', () => {
    const said = suggestionFor(offset, '/T', robot({ type: 'int', value: 7 }), false);
    expect(said.coefficient).toMatchObject({ integer: true, step: 1, min: 5, max: 9 });
  });

  test('whatever it says, the coefficient can be saved, and its default lies within its bounds', () => {
    const properties = fc.record(
      {
        min: fc.double(),
        max: fc.double(),
        default: fc.double(),
        step: fc.double(),
        unit: fc.string(),
        name: fc.string(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...presets),
        fc.constantFrom('double', 'int', 'float', 'string', 'boolean'),
        fc.option(fc.double()),
        properties,
        (preset, type, value, said) => {
          for (const number of presetNumbers(preset)) {
            const topic = `/T/${number.leaf}`;
            const told = robot({ topic, type, value, properties: said });
            const { coefficient } = suggestionFor(number, '/T', told, boundsKnown(preset));
            const faults = faultsOf(defaultSettings([{ ...coefficient, enabled: true }], 1));
            expect(faults).toEqual([]);
          }
        },
      ),
      { seed: 11, numRuns: 150 },
    );
  });
});

test.each([
  [undefined, false, 'unknown'],
  [undefined, true, 'absent'],
  [{ type: 'double', properties: {} }, false, 'number'],
  [{ type: 'string', properties: {} }, true, 'unfit'],
  [{ type: 'double', properties: { mutable: false } }, true, 'unfit'],
] as const)('a topic that is announced as %o, all told: %s, is %s', (seen, complete, presence) => {
  expect(presenceOf(seen && { topic: '/T/x', ...seen }, complete)).toBe(presence);
});

test.each(['/Tuning', '/SmartDashboard/Fly wheel', '/a/b/c', 'Tuning', 'SmartDashboard/Fly wheel'])(
  '%s may be a prefix',
  (prefix) => {
    expect(isPrefix(prefix)).toBe(true);
  },
);
test.each([
  '',
  '/',
  '$clients',
  '/Tuning/',
  '//x',
  '/Tuning/BayesianTuner',
  '/MLtune',
  '/MLtune/Applied',
])('%j may not be one', (prefix) => {
  expect(isPrefix(prefix)).toBe(false);
});

test('tables of controllers are those that have all three gains', () => {
  const topics = [
    'Flywheel/.type',
    'Flywheel/p',
    'Flywheel/i',
    'Flywheel/d',
    'Field/.type',
    'Other/p',
  ];
  const seen = topics.map((name) => ({
    topic: `/SmartDashboard/${name}`,
    type: name.endsWith('.type') ? 'string' : 'double',
    properties: {},
  }));
  expect(controllersIn(seen)).toEqual(['/SmartDashboard/Flywheel']);
});
