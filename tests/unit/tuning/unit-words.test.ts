import { expect, test } from 'vitest';

import { radPerUnit, shortUnit } from '../../../src/core/tuning/unit-words.ts';

test.each([
  ['Rotation per Minute', 'rpm'],
  ['Rotations per Minute', 'rpm'],
  ['Revolutions Per Minute', 'rpm'],
  ['RPM', 'rpm'],
  ['Rotation per Second', 'rps'],
  ['Radians per Second', 'rad/s'],
  ['Meter per Second', 'm/s'],
  ['Degree', 'deg'],
  ['Degrees', 'deg'],
  ['°', 'deg'],
  ['Radian', 'rad'],
  ['Rotation', 'rot'],
  ['volts', 'volts'],
  ['', ''],
])('unit %j is written %j for short', (unit, short) => {
  expect(shortUnit(unit)).toBe(short);
});

test('units of angles have their size in radians, and no other unit has', () => {
  expect([radPerUnit('rad'), radPerUnit('Degrees'), radPerUnit('rotations')]).toEqual([
    1,
    Math.PI / 180,
    2 * Math.PI,
  ]);
  expect([radPerUnit('rpm'), radPerUnit('')]).toEqual([null, null]);
});
