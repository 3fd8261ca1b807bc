import { decode, encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { decodeFrame, encodeClockRequest, encodeValue } from '../../../src/link/nt4-codec.ts';
import { isOfType, isWritable, typeIdOf } from '../../../src/link/nt4-types.ts';
import type { NtType, NtValue } from '../../../src/link/robot-link.ts';

interface Read {
  readonly messages: unknown[][];
  readonly bad: string[];
}
function read(frame: Uint8Array): Read {
  const all: Read = { messages: [], bad: [] };
  decodeFrame(frame, {
    message: (...message) => all.messages.push(message),
    bad: (detail) => all.bad.push(detail),
  });
  return all;
}
const joined = (...parts: Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

describe('a value message', () => {
  test('is an array of four whose double is a float 64, 3 included', () => {
    const bytes = encodeValue(7, 123, 'double', 3);
    expect(decode(bytes)).toEqual([7, 123, 1, 3]);
    expect(bytes.at(-9)).toBe(0xcb);
  });

  test('has integers for id, time and an int, up to 2⁵³', () => {
    expect(decode(encodeValue(2 ** 31 - 1, 2 ** 45, 'int', -(2 ** 53) + 1))).toEqual([
      2 ** 31 - 1,
      2 ** 45,
      2,
      -(2 ** 53) + 1,
    ]);
    expect(encodeValue(1, 1, 'int', 3).at(-1)).toBe(3);
  });

  test('comes back as it was, whatever may be written', () => {
    const value = fc.oneof(
      fc.tuple(fc.constant<NtType>('boolean'), fc.boolean()),
      fc.tuple(fc.constant<NtType>('double'), fc.double({ noNaN: true, noDefaultInfinity: true })),
      fc.tuple(fc.constant<NtType>('int'), fc.maxSafeInteger()),
      fc.tuple(fc.constant<NtType>('float'), fc.float({ noNaN: true, noDefaultInfinity: true })),
      fc.tuple(fc.constantFrom<NtType>('string', 'json'), fc.string({ unit: 'grapheme' })),
      fc.tuple(fc.constant<NtType>('raw'), fc.uint8Array()),
      fc.tuple(
        fc.constant<NtType>('double[]'),
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })),
      ),
      fc.tuple(fc.constant<NtType>('int[]'), fc.array(fc.maxSafeInteger())),
      fc.tuple(fc.constant<NtType>('string[]'), fc.array(fc.string())),
      fc.tuple(fc.constant<NtType>('boolean[]'), fc.array(fc.boolean())),
    );
    fc.assert(
      fc.property(value, fc.nat(), fc.maxSafeInteger(), ([type, written], id, serverUs) => {
        expect(isWritable(type, written)).toBe(true);
        const { messages, bad } = read(encodeValue(id, serverUs, type, written));
        expect(bad).toEqual([]);
        expect(messages).toEqual([[id, serverUs, typeIdOf(type), written]]);
        expect(isOfType(typeIdOf(type), messages[0]?.[3])).toBe(true);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test('that asks for the clock has the page’s time as an int', () => {
    expect(decode(encodeClockRequest(123))).toEqual([-1, 0, 2, 123]);
  });
});

describe('a frame', () => {
  const good = encode([1, 2, 1, 0.5]);

  test.each<[string, unknown]>([
    ['three parts', [1, 2, 3]],
    ['five parts', [1, 2, 3, 4, 5]],
    ['no array', { a: 1 }],
    ['nothing', null],
    ['a text for an id', ['1', 2, 1, 0.5]],
    ['half an id', [1.5, 2, 1, 0.5]],
    ['a time that is not finite', [1, Number.NaN, 1, 0.5]],
    ['a type that is no number', [1, 2, 'double', 0.5]],
  ])('with a message of %s loses that message only', (_what, message) => {
    const { messages, bad } = read(joined(good, encode(message), good));
    expect(messages).toEqual([
      [1, 2, 1, 0.5],
      [1, 2, 1, 0.5],
    ]);
    expect(bad).toHaveLength(1);
  });

  test('that breaks off keeps what stood before', () => {
    const { messages, bad } = read(joined(good, good.subarray(0, 5)));
    expect(messages).toHaveLength(1);
    expect(bad).toHaveLength(1);
  });

  test('of any bytes at all is read without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => read(bytes)).not.toThrow();
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
});

describe('what may be written', () => {
  test.each<[NtType, NtValue, boolean]>([
    ['double', -0, true],
    ['double', Number.NaN, false],
    ['float', 3.5e38, false],
    ['float', 3.4e38, true],
    ['int', 2 ** 53, false],
    ['int', -0, true],
    ['string', 'x'.repeat(600_000), true],
    ['string', 'x'.repeat(800_000), false],
    ['raw', new Uint8Array(2 ** 21), false],
    ['string[]', Array.from({ length: 300 }, () => 'x'.repeat(3000)), false],
    ['double[]', new Array<number>(300_000).fill(0), false],
    ['boolean[]', [], true],
  ])('as %s, case %#: %s', (type, value, writable) => {
    expect(isWritable(type, value)).toBe(writable);
  });

  test('an unknown type is bytes', () => {
    expect([typeIdOf('struct:Pose2d'), typeIdOf('proto:x'), typeIdOf('toString')]).toEqual([
      5, 5, 5,
    ]);
  });
});
