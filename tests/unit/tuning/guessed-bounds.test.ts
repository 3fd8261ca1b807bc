import { expect, test } from 'vitest';

import { needsBounds } from '../../../src/core/tuning/guessed-bounds.ts';
import { offerFor } from '../../../src/core/tuning/offer.ts';
import { tableOffers } from '../../../src/core/tuning/table-offer.ts';

const offered = (topic: string, value = 0, type = 'double', properties = {}) =>
  offerFor({ topic, type, properties, value })!.coefficient;

test.each([
  '/Tuning/Hood/kI',
  '/Tuning/DriveToPose/DrivekD',
  '/Tuning/Shooter/Flywheel D',
  '/Tuning/TOP PGain',
])('%s that is 0 is a gain: it is not searched below 0, and how far above is asked', (topic) => {
  expect(offered(topic)).toMatchObject({ min: 0, max: NaN, codeDefault: 0, step: NaN });
});

test.each([
  '/Tuning/Hood/Setpoint',
  '/Tuning/Intake/TuningVolts',
  '/Tuning/Shooter/RestingRPM',
  '/Tuning/YawOffset',
])('of %s that is 0 nothing tells the scale: its bounds are asked', (topic) => {
  expect(offered(topic)).toMatchObject({ min: NaN, max: NaN });
  expect(needsBounds(offered(topic, 0, 'int'))).toBe(true);
});

test('a correction that is 0 is searched as far as its unit says', () => {
  expect(offered('/Tuning/HoodOffsetDeg')).toMatchObject({ min: -3, max: 3, unit: 'deg' });
  expect(offered('/Tuning/Shooter/RPMFudgePercent')).toMatchObject({ min: -10, max: 10 });
  expect(offered('/Tuning/AngleOffset', 0, 'double', { unit: 'Radians' })).toMatchObject({
    min: -0.05,
    max: 0.05,
    role: 'angle-offset',
  });
});

test('a delay that is 0 is not searched below it', () => {
  expect(offered('/Tuning/preshotDelay')).toMatchObject({ min: 0, max: NaN });
});

test('bounds that the robot tells are taken for a 0 too', () => {
  expect(offered('/Tuning/Hood/kI', 0, 'double', { min: 0, max: 2 })).toMatchObject({
    min: 0,
    max: 2,
  });
});

test('the numbers beside it tell the scale of a 0 in a table', () => {
  const [table] = tableOffers(
    [],
    [{ topic: '/Tuning/Hood/Turns', type: 'double[]', properties: {}, values: [0, 0.02, 0.06] }],
  );
  const first = table?.entries[0];
  expect([first?.min, first?.max]).toEqual([0, 0.012]);
});
