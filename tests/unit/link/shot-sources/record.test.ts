import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseShotRecord } from '../../../../src/link/shot-sources/record.ts';

const whole = {
  id: 7,
  boot: 123456,
  t: 5_000_000,
  distance: 3.5,
  hit: false,
  missX: -0.1,
  missY: 0.2,
  used: { '/Tuning/DragCoefficient': 0.003 },
  extra: { rpm: 2480 },
};

describe('a shot record', () => {
  test('tells all there is to a shot', () => {
    expect(parseShotRecord(JSON.stringify(whole), 6_000_000)).toEqual({
      key: '123456:7',
      source: 'record',
      serverUs: 5_000_000,
      distanceM: 3.5,
      label: 'miss',
      missX: -0.1,
      missY: 0.2,
      used: { '/Tuning/DragCoefficient': 0.003 },
      extra: { rpm: 2480 },
    });
  });

  test('needs no more than its boot and number; its time is then when it was set', () => {
    expect(parseShotRecord('{"boot":1,"id":0}', 99)).toEqual({
      key: '1:0',
      source: 'record',
      serverUs: 99,
      distanceM: null,
      label: 'none',
      missX: null,
      missY: null,
      used: null,
      extra: {},
    });
  });

  test.each([1e308, 1.7e15, 5, -1, 70_000_000])(
    'of a shot at %s, which is no time of the robot’s clock, is one of when it was set',
    (t) => {
      const record = parseShotRecord(JSON.stringify({ ...whole, t }), 68_000_000);
      expect(record).toMatchObject({ serverUs: 68_000_000 });
    },
  );

  test('is not spoiled by parts of the wrong kind: they count as missing', () => {
    const odd = {
      ...whole,
      t: 'now',
      distance: '3',
      hit: 1,
      missX: {},
      missY: null,
      used: { a: 1, b: 'x', c: null, __proto__: 2 },
      extra: [1],
    };
    expect(parseShotRecord(JSON.stringify(odd).replace('3.5', '1e999'), 9)).toMatchObject({
      serverUs: 9,
      distanceM: null,
      label: 'none',
      missX: null,
      missY: null,
      used: { a: 1 },
      extra: { 0: 1 },
    });
  });

  test.each([
    '',
    '{',
    '7',
    'null',
    '[]',
    '{}',
    '{"id":1}',
    '{"id":1.5,"boot":1}',
    '{"id":"1","boot":1}',
    '{"id":1,"boot":9007199254740993}',
  ])('is not %s', (text) => {
    expect(typeof parseShotRecord(text, 1)).toBe('string');
  });

  test('of any JSON at all is read without a throw, into finite numbers', () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), (text, part) => {
        parseShotRecord(text, 1);
        const record = parseShotRecord(
          JSON.stringify({ ...whole, used: part, extra: part, t: part }),
          1,
        );
        if (typeof record === 'string') throw new Error(record);
        const numbers = [
          record.serverUs,
          ...Object.values(record.used ?? {}),
          ...Object.values(record.extra),
        ];
        expect(numbers.every(Number.isFinite)).toBe(true);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
