import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  publishersIn as publishersOf,
  subscribersIn as subscribersOf,
} from '../../../src/link/meta-topics.ts';
import { decodePart } from '../../../src/link/nt4-codec.ts';

const publishersIn = (bytes: Uint8Array) => publishersOf(decodePart(bytes));
const subscribersIn = (bytes: Uint8Array) => subscribersOf(decodePart(bytes));

describe('what a server tells of a topic', () => {
  test('who publishes it: clients, and the robot’s program without a name', () => {
    const told = encode([
      { client: '', pubuid: 1 },
      { client: 'Elastic@2', pubuid: 7 },
    ]);
    expect(publishersIn(told)).toEqual(['', 'Elastic@2']);
    expect(publishersIn(encode([]))).toEqual([]);
  });

  test('who subscribes to it, with what is not said by default', () => {
    const told = encode([
      { client: '', subuid: 0, options: {} },
      { client: 'AdvantageScope@1', subuid: 3, options: { prefix: true, topicsonly: true } },
      { client: 'old', subuid: 3 },
    ]);
    expect(subscribersIn(told)).toEqual([
      { client: '', prefix: false, topicsOnly: false },
      { client: 'AdvantageScope@1', prefix: true, topicsOnly: true },
      { client: 'old', prefix: false, topicsOnly: false },
    ]);
  });
});

describe('what can’t be read is unknown:', () => {
  const good = encode([{ client: 'a', subuid: 1, options: {} }]);
  test.each([
    ['no bytes', new Uint8Array()],
    ['no MessagePack', Uint8Array.of(0xc1)],
    ['a message that was cut', good.slice(0, -3)],
    ['two messages', Uint8Array.from([...good, ...good])],
    ['no array', encode({ client: 'a' })],
    ['an array of anything', encode([1])],
    ['an array in an array', encode([['client', 'a']])],
    ['a client that is a number', encode([{ client: 1, options: {} }])],
    ['one bad entry among good ones', encode([{ client: 'a' }, { subuid: 1 }])],
    ['an array that says it is huge', Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff, 0x80)],
    ['an array that is huge', encode(Array.from({ length: 5_000 }, () => ({ client: 'a' })))],
    ['a name that is huge', encode([{ client: 'a'.repeat(5_000) }])],
  ])('%s', (_what, value) => {
    expect(publishersIn(value)).toBeNull();
    expect(subscribersIn(value)).toBeNull();
  });

  test('options that are no map', () => {
    expect(subscribersIn(encode([{ client: 'a', options: [] }]))).toBeNull();
  });

  test('and whatever the bytes, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        publishersIn(bytes);
        subscribersIn(bytes);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});
