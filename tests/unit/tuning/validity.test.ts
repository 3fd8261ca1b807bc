import { describe, expect, test } from 'vitest';

import { defaultShotLimits } from '../../../src/core/tuning/shot.ts';
import { implausible } from '../../../src/core/tuning/validity.ts';

const judged = (given: Partial<Parameters<typeof implausible>[0]>) =>
  implausible({ distanceM: 3, exitVelocityMps: 12, pitchRad: 1, ...given }, defaultShotLimits);

describe('a plausible shot', () => {
  test('lies within the limits, which belong to it', () => {
    for (const distanceM of [1, 10]) expect(judged({ distanceM })).toBeNull();
    for (const exitVelocityMps of [5, 30]) expect(judged({ exitVelocityMps })).toBeNull();
    for (const pitchRad of [0.17, 1.57]) expect(judged({ pitchRad })).toBeNull();
  });

  test('need not tell anything', () => {
    expect(judged({ distanceM: null, exitVelocityMps: undefined, pitchRad: undefined })).toBeNull();
  });

  test.each([
    ['distance:0.99', { distanceM: 0.99 }],
    ['distance:10.01', { distanceM: 10.01 }],
    ['exit velocity:4.9', { exitVelocityMps: 4.9 }],
    ['pitch:1.6', { pitchRad: 1.6 }],
    ['pitch:NaN', { pitchRad: Number.NaN }],
  ])('is none for %s', (reason, given) => {
    expect(judged(given)).toBe(reason);
  });
});
