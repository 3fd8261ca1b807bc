import { expect, test } from 'vitest';
import { defaultSettings, faultsOf } from '../../../src/core/tuning/settings.ts';
import { faultsAt, type FaultyField } from '../../../src/ui/setup/fault-fields.ts';
import { coefficient } from '../tuning/bench.ts';

const usual = defaultSettings([coefficient()], 1);
const one = { on: true, shots: 0.5 };

test.each([
  ['shotsPerTrial', { ...usual, shotsPerTrial: 0 }],
  ['shotsPerTurn', { ...usual, autoAdvance: one }],
  ['bias', { ...usual, bias: { towards: 'up', amount: 1.1 } }],
  ['bias', { ...usual, bias: { towards: 'up', amount: Number.NaN } }],
  ['burst', { ...usual, burst: 1 }],
  ['distances', { ...usual, distanceM: [4, 2] }],
  ['distances', { ...usual, distanceM: [Number.NaN, 2] }],
  [
    'ownShotsPerTrial',
    { ...usual, coefficients: [coefficient({ own: { autotune: one, autoAdvance: null } })] },
  ],
  [
    'ownShotsPerTurn',
    { ...usual, coefficients: [coefficient({ own: { autotune: null, autoAdvance: one } })] },
  ],
] as const)('what is wrong with %s is told at its field, and at no other', (field, settings) => {
  const faults = faultsOf(settings);
  expect(faults).toHaveLength(1);
  const fields: readonly FaultyField[] = [
    'shotsPerTrial',
    'shotsPerTurn',
    'ownShotsPerTrial',
    'ownShotsPerTurn',
    'bias',
    'burst',
    'distances',
    'max',
  ];
  expect(fields.filter((other) => faultsAt(faults, other).length > 0)).toEqual([field]);
});
