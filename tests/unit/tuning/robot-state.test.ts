import { describe, expect, test } from 'vitest';

import {
  robotStateFromControlData,
  robotStateFromControlWord,
} from '../../../src/core/tuning/robot-state.ts';

const calm = {
  kind: 'known',
  enabled: false,
  mode: 'teleop',
  eStop: false,
  fms: false,
  driverStation: false,
};
const word = (flags: number) =>
  robotStateFromControlWord(Uint8Array.of(9, 9, 9, 9, 9, 9, 9, flags));

describe('the control data of a robot (WPILib to 2026)', () => {
  test.each([
    [0x00, {}],
    [0x01, { enabled: true }],
    [0x02, { mode: 'autonomous' }],
    [0x04, { mode: 'test' }],
    [0x08, { eStop: true }],
    [0x10, { fms: true }],
    [0x20, { driverStation: true }],
    [0x33, { enabled: true, mode: 'autonomous', fms: true, driverStation: true }],
  ])('%i says so', (bits, expected) => {
    expect(robotStateFromControlData(bits)).toEqual({ ...calm, ...expected });
  });

  test('with a Driver Station alone is no match', () => {
    expect(robotStateFromControlData(0x21)).toMatchObject({ fms: false, enabled: true });
  });

  test.each([Number.NaN, Infinity, 1.5])('is not understood when it is %s', (value) => {
    expect(robotStateFromControlData(value)).toEqual({ kind: 'unread' });
  });
});

describe('the control word of a robot (WPILib 2027)', () => {
  test.each([
    [0x00, { mode: 'unknown' }],
    [0x01, { mode: 'autonomous' }],
    [0x02, { mode: 'teleop' }],
    [0x03, { mode: 'test' }],
    [0x06, { enabled: true }],
    [0x0a, { eStop: true }],
    [0x12, { fms: true }],
    [0x22, { driverStation: true }],
  ])('ends with a byte; %i says so', (flags, expected) => {
    expect(word(flags)).toEqual({ ...calm, ...expected });
  });

  test.each([0, 7, 9])('is not understood with %i bytes', (length) => {
    expect(robotStateFromControlWord(new Uint8Array(length))).toEqual({ kind: 'unread' });
  });
});
