import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { noRules } from '../../../src/core/tuning/coefficient.ts';
import { needsBounds } from '../../../src/core/tuning/guessed-bounds.ts';
import { offerFor, offersFor, type Candidate } from '../../../src/core/tuning/offer.ts';
import { defaultSettings, faultsOf } from '../../../src/core/tuning/settings.ts';

const announced = (given: Partial<Candidate> = {}): Candidate => ({
  topic: '/Tuning/Shooter/kDragCoefficient',
  type: 'double',
  properties: {},
  value: 0.003,
  ...given,
});

describe('the offer for a topic', () => {
  test('takes name, unit, bounds, step, scale and default from the robot’s properties', () => {
    const properties = {
      name: 'Drag',
      unit: '1/m',
      min: 0.001,
      max: 0.006,
      step: 0.0005,
      scale: 'log',
      default: 0.002,
    };
    expect(offerFor(announced({ properties }))).toEqual({
      boundsFromRobot: true,
      coefficient: {
        topic: '/Tuning/Shooter/kDragCoefficient',
        name: 'Drag',
        unit: '1/m',
        min: 0.001,
        max: 0.006,
        codeDefault: 0.002,
        step: 0.0005,
        maxStep: 0.15,
        integer: false,
        scale: 'log',
        enabled: true,
        // So small a number is no drag coefficient, whatever it is called.
        role: null,
        own: noRules,
        atM: null,
      },
    });
  });

  test('guesses bounds around the value where the robot tells none, and says so', () => {
    const offer = offerFor(announced({ value: 2 }));
    expect(offer).toMatchObject({ boundsFromRobot: false, coefficient: { min: 1.6, max: 2.4 } });
    expect(offerFor(announced({ type: 'int', value: 7 }))?.coefficient).toMatchObject({
      min: 5,
      max: 9,
      step: 1,
      integer: true,
    });
  });

  test('has the role that its name and bounds speak for', () => {
    const role = (properties: Candidate['properties']) =>
      offerFor(announced({ value: 0.5, properties }))?.coefficient.role;
    expect(role({})).toBe('drag');
    expect(role({ unit: 'rpm' })).toBeNull();
  });

  test('names it in words after its topic', () => {
    const name = (topic: string) => offerFor(announced({ topic }))?.coefficient.name;
    expect(name('/Tuning/Shooter/kDragCoefficient')).toBe('Drag coefficient');
    expect(name('/Tuning/launch_height')).toBe('Launch height');
    expect(name('/Tuning/WheelSpeed1.75m')).toBe('Wheel speed 1.75m');
    expect(name('/Tuning/ShooterRPM_3m')).toBe('Shooter RPM 3m');
    expect(name('/Tuning/SpeedTable/2.0')).toBe('Speed table 2.0');
  });

  test.each<[string, Partial<Candidate>]>([
    ['no number', { type: 'string' }],
    ['one that may not be changed', { properties: { mutable: false } }],
    ['our own', { topic: '/Tuning/BayesianTuner/ShotCount' }],
    ['the robot’s answers to us', { topic: '/MLtune/Applied/Tuning/Drag' }],
    ['a value not read yet', { value: null }],
    ['a value that is no number', { value: Number.NaN }],
    ['a value too small to search around', { value: 5e-324 }],
    ['a value too large to search around', { value: 1.7e308 }],
  ])('is none for %s', (_name, given) => {
    expect(offerFor(announced(given))).toBeNull();
  });

  test('can be used as it is, whatever number the robot has', () => {
    fc.assert(
      fc.property(
        fc.double(),
        fc.constantFrom('double', 'int', 'float'),
        fc.record(
          { min: fc.double(), max: fc.double(), step: fc.double(), scale: fc.constant('log') },
          { requiredKeys: [] },
        ),
        (value, type, properties) => {
          const offer = offerFor(announced({ value, type, properties }));
          if (offer === null || offer.coefficient.integer || needsBounds(offer.coefficient)) return;
          expect(faultsOf(defaultSettings([offer.coefficient], 1))).toEqual([]);
        },
      ),
      { seed: 31, numRuns: 2000 },
    );
  });
});

test('an offer has a name and a unit that fit on a screen, however long the robot’s are', () => {
  const given = { value: 1, properties: { name: '🚀'.repeat(5_000), unit: 'metre'.repeat(9) } };
  const { name, unit } = offerFor(announced(given))!.coefficient;
  expect([name, unit]).toEqual([`${'🚀'.repeat(59)}…`, 'metremetrem…']);
  const topic = `/Tuning/${'Long'.repeat(2_500)}`;
  expect(offerFor(announced({ topic, value: 1 }))!.coefficient.name).toHaveLength(60);
  const short = { value: 1, properties: { name: '🚀'.repeat(60), unit: 'm/s' } };
  expect(offerFor(announced(short))!.coefficient).toMatchObject(short.properties);
});

describe('the offers for some topics', () => {
  const rolesOf = (...topics: string[]) =>
    offersFor(topics.map((topic) => announced({ topic, value: 3000 }))).map(
      ({ coefficient: { topic, role, atM } }) => [topic, role, atM],
    );

  test('are in the order of their topics, and tell the entries of a table', () => {
    expect(rolesOf('/Tuning/WheelSpeed3m', '/Tuning/Other', '/Tuning/WheelSpeed1.5m')).toEqual([
      ['/Tuning/Other', null, null],
      ['/Tuning/WheelSpeed1.5m', 'speed-knot', 1.5],
      ['/Tuning/WheelSpeed3m', 'speed-knot', 3],
    ]);
  });

  test('leave entries open that are of two tables: nobody knows of which', () => {
    expect(
      rolesOf('/Tuning/A/ShooterRpm1m', '/Tuning/A/ShooterRpm3m', '/Tuning/B/ShooterRpm3m'),
    ).toEqual([
      ['/Tuning/A/ShooterRpm1m', null, null],
      ['/Tuning/A/ShooterRpm3m', null, null],
      ['/Tuning/B/ShooterRpm3m', null, null],
    ]);
  });
});
