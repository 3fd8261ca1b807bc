import { describe, expect, test } from 'vitest';

import {
  inMetres,
  lengthUnitInName,
  lengthUnitOf,
  seemMetres,
  toldLength,
} from '../../../src/core/tuning/length-unit.ts';

describe('a unit of length', () => {
  test.each([
    ['ft', 'ft'],
    ['Feet', 'ft'],
    ['foot', 'ft'],
    ['in', 'in'],
    ['in.', 'in'],
    ['Inches', 'in'],
    ['"', 'in'],
    [' m ', 'm'],
    ['Meter', 'm'],
    ['metres', 'm'],
    ['cm', 'cm'],
    ['mm', 'mm'],
    ['rpm', null],
    ['m/s', null],
    ['', null],
  ] as const)('property %j is %s', (text, unit) => {
    expect(lengthUnitOf(text)).toBe(unit);
  });

  test.each([
    ['DistancesFeet', 'ft'],
    ['DistanceFt', 'ft'],
    ['distance_inches', 'in'],
    ['Distance (in)', 'in'],
    ['DistanceInMeters', 'm'],
    ['distanceM', 'm'],
    ['DISTANCE_M', 'm'],
    ['kDistanceMeters', 'm'],
    ['Range cm', 'cm'],
    ['in', null],
    ['DistanceInShooter', null],
    ['Distance', null],
    ['ShooterRPM', null],
    ['FeetPerMeter', null],
  ] as const)('name %s has %s', (name, unit) => {
    expect(lengthUnitInName(name)).toBe(unit);
  });

  test('of a topic is that of the property, else of the name, and a contradiction is one', () => {
    expect(toldLength('/Tuning/Distances', { unit: 'ft' })).toEqual({
      kind: 'told',
      unit: 'ft',
      by: 'property',
    });
    expect(toldLength('/Tuning/DistancesFeet', {})).toEqual({
      kind: 'told',
      unit: 'ft',
      by: 'name',
    });
    expect(toldLength('/Tuning/DistancesFeet', { unit: 'm' })).toEqual({
      kind: 'contradiction',
      property: 'm',
      name: 'ft',
    });
    expect(toldLength('/Tuning/Distances', { unit: 'm/s' })).toMatchObject({ kind: 'no-length' });
    expect(toldLength('/Tuning/Feet/Distances', {})).toEqual({ kind: 'untold' });
  });
});

test('lengths become metres in decimals', () => {
  expect([inMetres(96, 'in'), inMetres(8, 'ft'), inMetres(250, 'cm'), inMetres(2.5, 'm')]).toEqual([
    2.4384, 2.4384, 2.5, 2.5,
  ]);
});

test('numbers that are farther than robots shoot are not taken for metres unasked', () => {
  expect(seemMetres([0, 1.25, 6])).toBe(true);
  expect(seemMetres([6, 8, 10, 12])).toBe(true);
  expect(seemMetres([5, 8, 11, 14, 17])).toBe(false);
  expect(seemMetres([80, 120, 160])).toBe(false);
  expect(seemMetres([-1, 2])).toBe(false);
  expect(seemMetres([])).toBe(false);
});
