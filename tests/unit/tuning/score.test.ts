import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  emptyTally,
  hitRate,
  meanDistanceM,
  meanMissM,
  recentRate,
  tallyOf,
  withShot,
  type ScoredShot,
} from '../../../src/core/tuning/score.ts';
import { scoredShot } from './scored-shot.ts';

const anyShot: fc.Arbitrary<ScoredShot> = fc
  .record({
    label: fc.constantFrom('hit' as const, 'miss' as const, 'none' as const),
    direction: fc.constantFrom(
      'short' as const,
      'long' as const,
      'left' as const,
      'right' as const,
      null,
    ),
    voided: fc.boolean(),
    invalid: fc.constantFrom(null, null, 'too far'),
    distanceM: fc.option(fc.double()),
    missX: fc.option(fc.double({ min: -3, max: 3 })),
    missY: fc.option(fc.double({ min: -3, max: 3 })),
  })
  .map(scoredShot);

describe('the tally of a list of shots', () => {
  test('counts only valid shots with a label', () => {
    const tally = tallyOf([
      scoredShot({ label: 'hit' }),
      scoredShot({ label: 'miss', direction: 'short' }),
      scoredShot({ label: 'miss' }),
      scoredShot({ label: 'none' }),
      scoredShot({ label: 'hit', voided: true }),
      scoredShot({ label: 'hit', invalid: 'distance' }),
    ]);
    expect(tally).toMatchObject({ shots: 6, valid: 4, counted: 3, hits: 1, misses: 2 });
    expect(tally).toMatchObject({ unlabelled: 1, short: 1, long: 0, left: 0, right: 0 });
    expect(hitRate(tally)).toBe(1 / 3);
  });

  test('averages only what is known and finite', () => {
    const tally = tallyOf([
      scoredShot({ distanceM: 2, missX: 0.5, missY: -1 }),
      scoredShot({ distanceM: 4, missX: 1.5, missY: null }),
      scoredShot({ distanceM: null, missX: -0.5, missY: 2 }),
      scoredShot({ distanceM: Number.NaN, missX: Infinity, missY: 0 }),
      scoredShot({ distanceM: 100, voided: true }),
    ]);
    expect(meanDistanceM(tally)).toBe(3);
    expect(meanMissM(tally)).toEqual([0, 0.5]);
  });

  test('of no shots has no rates', () => {
    expect(hitRate(emptyTally)).toBeNull();
    expect(recentRate(emptyTally)).toBeNull();
    expect(meanDistanceM(emptyTally)).toBeNull();
    expect(meanMissM(emptyTally)).toBeNull();
  });

  test('takes the recent rate from the last ten counted shots', () => {
    const labels = [
      'hit',
      'hit',
      'hit',
      ...Array.from({ length: 8 }, () => 'miss'),
      'hit',
    ] as const;
    const shots = labels.map((label) => scoredShot({ label: label === 'hit' ? 'hit' : 'miss' }));
    const between = scoredShot({ label: 'hit', voided: true });
    expect(recentRate(tallyOf([...shots, between]))).toBe(2 / 10);
    expect(recentRate(tallyOf(shots.slice(0, 4)))).toBe(3 / 4);
  });

  test('adds up, whatever the shots', () => {
    fc.assert(
      fc.property(fc.array(anyShot), (shots) => {
        const tally = tallyOf(shots);
        expect(tally.counted).toBe(tally.hits + tally.misses);
        expect(tally.valid).toBe(tally.counted + tally.unlabelled);
        expect(tally.short + tally.long + tally.left + tally.right).toBeLessThanOrEqual(
          tally.misses,
        );
        const recent = shots
          .filter(({ shot, voided, label }) => !voided && shot.invalid === null && label !== 'none')
          .slice(-10);
        const hits = recent.filter(({ label }) => label === 'hit').length;
        expect(recentRate(tally)).toBe(recent.length === 0 ? null : hits / recent.length);
      }),
      { seed: 4 },
    );
  });

  test('is the same shot by shot as all at once', () => {
    fc.assert(
      fc.property(fc.array(anyShot), (shots) => {
        expect(shots.reduce(withShot, emptyTally)).toEqual(tallyOf(shots));
      }),
      { seed: 5 },
    );
  });
});
