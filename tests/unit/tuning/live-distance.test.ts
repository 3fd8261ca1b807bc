import { describe, expect, test } from 'vitest';

import { isOfShot, suggestedDistances } from '../../../src/core/tuning/live-distance.ts';
import { measuredLength } from '../../../src/core/tuning/measured-length.ts';
import { completed, defaultSettings, faultsOf } from '../../../src/core/tuning/settings.ts';
import { armedBench, settings } from './bench.ts';

describe('a length that the robot tells', () => {
  test.each([
    ['in metres where nobody says otherwise', 3.2, '/Vision/Distance', null, {}, 3.2],
    ['in the unit of its property', 10, '/Vision/Distance', null, { unit: 'ft' }, 3.048],
    ['in the unit of its name', 100, '/Vision/distance_inches', null, {}, 2.54],
    ['in the unit of a path in a struct', 10, 'target.distanceFt', null, {}, 3.048],
    ['in the unit that a person chose', 320, '/Vision/Distance', 'cm', { unit: 'ft' }, 3.2],
  ] as const)('is %s', (_, value, from, chosen, properties, m) => {
    expect(measuredLength(value, from, chosen, properties)).toMatchObject({ kind: 'known', m });
  });

  test.each([
    ['it can’t be metres of a field', 126.4, '/Vision/Distance', {}, 'too-far'],
    ['name and property contradict', 10, '/Vision/DistanceFt', { unit: 'in' }, 'contradiction'],
    ['its unit is no length', 10, '/Vision/Distance', { unit: 'm/s' }, 'no-length'],
  ] as const)('is never guessed where %s', (_, value, from, properties, kind) => {
    expect(measuredLength(value, from, null, properties).kind).toBe(kind);
  });
});

describe('topics that may tell the distance now', () => {
  test('are found by name and unit, likeliest first, and no list, text or tuned number is among them', () => {
    const topic = (name: string, type = 'double', properties = {}) => ({
      topic: name,
      type,
      properties,
    });
    expect(
      suggestedDistances([
        topic('/Shooter/Rpm'),
        topic('/Vision/Range'),
        topic('/Vision/DistanceToHub', 'double', { unit: 'ft' }),
        topic('/Vision/DistanceMps', 'double', { unit: 'm/s' }),
        topic('/Shooter/Distances', 'double[]'),
        topic('/Tuning/Shooter/Distance'),
        topic('/Odometry/distance'),
        topic('/Vision/targetX', 'double', { unit: 'in' }),
        topic('/Vision/Name/Distance', 'string'),
      ]),
    ).toEqual(['/Vision/DistanceToHub', '/Odometry/distance', '/Vision/targetX', '/Vision/Range']);
  });
});

test('a distance is that of the last shot only where the robot set it with the shot', () => {
  const bench = armedBench({}, { autotune: false });
  expect(isOfShot(bench.state, 1e6)).toBe(false);
  bench.robotShoots({ label: 'hit' });
  const shotUs = bench.lastShot!.shot.serverUs!;
  const ofShot = (laterUs: number) => isOfShot(bench.state, shotUs + laterUs);
  expect([-1e6, -1000, 5000, 3e6].map(ofShot)).toEqual([false, true, true, false]);
});

describe('settings', () => {
  test('of an old log read the distance where MLtune robots tell it', () => {
    const old = JSON.parse(
      JSON.stringify({ ...defaultSettings([], 1), liveDistance: undefined }),
    ) as ReturnType<typeof defaultSettings>;
    expect(completed(old).liveDistance).toEqual({
      topic: '/FiringSolver/Distance',
      unit: null,
    });
  });

  test('with limits that no shot can be within, or a distance of no topic, can’t be used', () => {
    const limits = { ...settings().limits, pitchRad: [1.57, 0.17] as const };
    expect(faultsOf(settings({ limits }))).toEqual([{ kind: 'limit-range', of: 'pitchRad' }]);
    const none = { ...limits, pitchRad: [0.17, Number.NaN] as const };
    expect(faultsOf(settings({ limits: none }))).toHaveLength(1);
    const liveDistance = { topic: '', unit: null };
    expect(faultsOf(settings({ liveDistance }))).toEqual([{ kind: 'live-distance-topic' }]);
  });
});
