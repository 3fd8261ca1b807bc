import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { swipeOf, Touches, type Place } from '../../../../src/ui/feel/touches.ts';

describe('a swipe', () => {
  test.each([
    [0, -60, 'long'],
    [0, 60, 'short'],
    [-60, 0, 'left'],
    [60, 0, 'right'],
    [20, -60, 'long'],
    [-60, 30, 'left'],
  ] as const)('by %s, %s points %s', (dx, dy, direction) => {
    expect(swipeOf(dx, dy)).toBe(direction);
  });

  test.each([
    ['a finger that rolls', 12, -20],
    ['what is between two directions', 60, -60],
    ['nothing', 0, 0],
  ])('is not %s', (_what, dx, dy) => {
    expect(swipeOf(dx, dy)).toBeNull();
  });

  test('the other way points the other way', () => {
    const opposite = { long: 'short', short: 'long', left: 'right', right: 'left' } as const;
    const px = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(px, px, (dx, dy) => {
        const [there, back] = [swipeOf(dx, dy), swipeOf(-dx, -dy)];
        expect(back).toBe(there === null ? null : opposite[there]);
      }),
      { seed: 5810 },
    );
  });
});

describe('a finger', () => {
  const at = (shotId: string, direction: 'long' | null = null) => ({
    x: 100,
    y: 100,
    shotId,
    direction,
  });

  test('says where its shot went once, however far it goes on', () => {
    const touches = new Touches();
    touches.begin(1, at('a'));
    expect(touches.move(1, 100, 90)).toBeNull();
    expect(touches.move(1, 100, 50)).toEqual({ shotId: 'a', direction: 'long' });
    expect(touches.move(1, 300, 50)).toBeNull();
    expect(touches.move(1, 100, 300)).toBeNull();
  });

  test('has its own shot, whatever other fingers do', () => {
    const touches = new Touches();
    touches.begin(1, at('a'));
    touches.begin(2, at('b'));
    expect(touches.move(2, 40, 100)).toEqual({ shotId: 'b', direction: 'left' });
    expect(touches.move(1, 160, 100)).toEqual({ shotId: 'a', direction: 'right' });
  });

  test('that was lifted, or never logged a miss, says nothing', () => {
    const touches = new Touches();
    touches.begin(1, at('a'));
    touches.end(1);
    expect(touches.move(1, 100, 0)).toBeNull();
    expect(touches.move(2, 100, 0)).toBeNull();
  });

  test('that began on an edge is followed where it swipes; the same way is no news', () => {
    const touches = new Touches();
    touches.begin(1, at('a', 'long'));
    expect(touches.move(1, 100, 40)).toBeNull();
    touches.begin(2, at('b', 'long'));
    expect(touches.move(2, 100, 160)).toEqual({ shotId: 'b', direction: 'short' });
  });
});

describe('a press', () => {
  const presses = (...list: readonly (readonly [Place, number])[]) => {
    const touches = new Touches();
    return list.map(([place, atMs]) => touches.isTap(place, atMs));
  };

  test('on the same place within a quarter of a second is the same finger', () => {
    expect(presses(['hit', 0], ['hit', 249], ['hit', 250])).toEqual([true, false, true]);
  });

  test('on another place is a tap of its own, however soon', () => {
    expect(presses(['hit', 0], ['miss', 10], ['left', 20], ['hit', 30])).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});
