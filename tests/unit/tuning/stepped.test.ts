import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coarseSteps, stepped } from '../../../src/core/tuning/stepped.ts';

const drag = { min: 0.1, max: 0.9, step: 0.1, integer: false };

describe('a tap on + or −', () => {
  test.each([
    ['is one step, without crumbs of binary', 0.2, 1, 0.3],
    ['keeps what is finer than a step', 0.4537218, 1, 0.5537218],
    ['is ten steps where it is coarse, and stops at the bound', 0.3, coarseSteps, 0.9],
    ['stops at the lower bound', 0.15, -1, 0.1],
    ['comes back from outside the bounds', 4, -1, 0.9],
    ['begins at the lower bound where nothing is known', Number.NaN, 1, 0.1],
  ])('%s', (_, from, steps, to) => {
    expect(stepped(drag, from, steps)).toBe(to);
  });

  test('of a whole number is at least one, within the whole numbers of the bounds', () => {
    const turns = { min: 9.5, max: 30.5, step: 0.2, integer: true };
    expect(stepped(turns, 20, 1)).toBe(21);
    expect(stepped(turns, 30, 1)).toBe(30);
    expect(stepped(turns, 10, -coarseSteps)).toBe(10);
  });

  test('works at any scale', () => {
    expect(stepped({ min: 0, max: 1e-9, step: 1e-11, integer: false }, 1e-10, 1)).toBe(1.1e-10);
    expect(stepped({ min: 0, max: 1e9, step: 1e6, integer: false }, 5e6, -1)).toBe(4e6);
  });

  test('never leaves the bounds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double(),
        fc.integer({ min: -100, max: 100 }),
        (min, width, value, steps) => {
          const bounds = { min, max: min + width, step: width / 50, integer: false };
          const next = stepped(bounds, value, steps);
          expect(next).toBeGreaterThanOrEqual(bounds.min);
          expect(next).toBeLessThanOrEqual(bounds.max);
        },
      ),
      { seed: 5810 },
    );
  });
});
