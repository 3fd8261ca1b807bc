import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resultsByTrial } from '../../../src/ui/plots/by-trial.ts';
import { shotRecord } from './shots.ts';

test('the trials come newest first, with their hits, shots and values', () => {
  const values = { '/Tuning/Drag': 0.4 };
  const shots = [
    shotRecord(0, 'miss'),
    shotRecord(1, 'hit', { trial: 1, shot: { values } }),
    shotRecord(2, 'miss', { trial: 1, shot: { values } }),
  ];
  expect(resultsByTrial(shots)).toMatchObject([
    { trial: 1, hits: 1, counted: 2, values },
    { trial: 0, hits: 0, counted: 1, values: {} },
  ]);
});

test('no shot is lost or counted twice', () => {
  const shot = fc.tuple(fc.nat({ max: 5 }), fc.constantFrom('hit' as const, 'miss' as const));
  fc.assert(
    fc.property(fc.array(shot), (given) => {
      const results = resultsByTrial(
        given.map(([trial, label], i) => shotRecord(i, label, { trial })),
      );
      const sum = (of: (result: (typeof results)[number]) => number): number =>
        results.reduce((total, result) => total + of(result), 0);
      expect(sum(({ counted }) => counted)).toBe(given.length);
      expect(sum(({ hits }) => hits)).toBe(given.filter(([, label]) => label === 'hit').length);
    }),
    { seed: 3 },
  );
});
