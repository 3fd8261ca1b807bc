import fc from 'fast-check';
import { expect, test } from 'vitest';

import { openPreferences } from '../../../../src/storage/preferences.ts';
import { ShotWindow, windowSizes } from '../../../../src/ui/plots/shot-window.svelte.ts';

const memory = () => openPreferences(() => ({ getItem: () => null, setItem: () => undefined }));

test('all shots are shown until somebody chooses fewer', () => {
  const window = new ShotWindow(memory(), () => 1_000);
  expect(window.stretch).toBeNull();
  expect(window.places).toEqual([0, 1_000]);
  window.choose('100');
  expect(window.stretch).toEqual([901, 1_000]);
  expect(window.places).toEqual([900, 1_000]);
});

test('it follows the newest shot, stays where it is moved to, and follows again from the end on', () => {
  let count = 200;
  const window = new ShotWindow(memory(), () => count);
  window.choose('100');
  count = 210;
  expect(window.stretch).toEqual([111, 210]);
  window.move(-0.5);
  expect(window.stretch).toEqual([61, 160]);
  count = 220;
  expect(window.stretch).toEqual([61, 160]);
  expect([window.hasEarlier, window.hasLater]).toEqual([true, true]);
  window.move(2);
  expect([window.hasEarlier, window.hasLater]).toEqual([true, false]);
  count = 230;
  expect(window.stretch).toEqual([131, 230]);
});

test('while it is dragged it stands between shots, and shows as a table those that are whole', () => {
  const window = new ShotWindow(memory(), () => 100);
  window.choose('30');
  window.move(-0.015);
  expect(window.stretch).toEqual([70.55, 99.55]);
  expect(window.atRest).toEqual([71, 100]);
  expect(window.places).toEqual([70, 99]);
  window.settle();
  expect(window.stretch).toEqual([71, 100]);
});

test('what is chosen is remembered', () => {
  const kept = memory();
  new ShotWindow(kept, () => 100).choose('30');
  expect(new ShotWindow(kept, () => 100).size).toBe('30');
});

test('wherever it is moved, it is as wide as was chosen and within the shots', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...windowSizes),
      fc.array(
        fc.record({
          count: fc.nat(2_000),
          share: fc.double({ min: -5, max: 5, noNaN: true }),
          settles: fc.boolean(),
        }),
      ),
      (size, moves) => {
        let count = 0;
        const window = new ShotWindow(memory(), () => count);
        window.choose(size);
        for (const move of moves) {
          count = Math.max(count, move.count);
          window.move(move.share);
          if (move.settles) window.settle();
          const [first, last] = window.stretch ?? [1, count];
          expect(first).toBeGreaterThanOrEqual(1);
          expect(last).toBeLessThanOrEqual(count);
          if (window.stretch !== null) expect(last - first + 1).toBeCloseTo(Number(size), 9);
        }
      },
    ),
  );
});
