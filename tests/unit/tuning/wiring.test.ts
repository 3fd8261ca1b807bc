import { describe, expect, test } from 'vitest';

import {
  readOf,
  unknownWiring,
  wiringOf,
  type WiringSigns,
} from '../../../src/core/tuning/wiring.ts';

const names = { robot: '', own: 'MLtune-a' };
const nothing: WiringSigns = { subscribers: null, publishers: null, acknowledged: null };
const subscriber = (client: string, more: { prefix?: true; topicsOnly?: true } = {}) => ({
  client,
  prefix: false,
  topicsOnly: false,
  ...more,
});

describe('a coefficient is read by the robot', () => {
  const readWith = (...subscribers: ReturnType<typeof subscriber>[]) =>
    wiringOf({ ...nothing, subscribers }, names).read;

  test('when its program subscribes to this very topic', () => {
    expect(readWith(subscriber('Glass@1', { prefix: true }), subscriber(''))).toBe('yes');
  });
  test('not when only dashboards do, or nobody', () => {
    expect(readWith()).toBe('no');
    expect(readWith(subscriber('Glass@1', { prefix: true }), subscriber('MLtune-a@2'))).toBe('no');
    expect(readWith(subscriber('', { topicsOnly: true }))).toBe('no');
  });
  test('perhaps, when its program wants all that begins alike, as WPILib’s Preferences do', () => {
    expect(readWith(subscriber('', { prefix: true }))).toBe('unknown');
    expect(readWith(subscriber('', { prefix: true }), subscriber(''))).toBe('yes');
  });
  test('nobody knows, when the server does not tell', () => {
    expect(wiringOf(nothing, names)).toEqual(unknownWiring);
  });
});

test('others who write it are named once each; the robot and every connection of ours are none', () => {
  const publishers = ['', 'MLtune-a@1', 'MLtune-a@3', 'MLtune-ab@2', 'Elastic@4', 'Elastic@4'];
  expect(wiringOf({ ...nothing, publishers }, names).otherWriters).toEqual([
    'MLtune-ab@2',
    'Elastic@4',
  ]);
});

test('the robot listens to all of some coefficients, or it does not', () => {
  const yes = { ...unknownWiring, read: 'yes' } as const;
  const no = { ...unknownWiring, read: 'no' } as const;
  expect([readOf([]), readOf([yes]), readOf([yes, unknownWiring]), readOf([yes, no])]).toEqual([
    'unknown',
    'yes',
    'unknown',
    'no',
  ]);
});
