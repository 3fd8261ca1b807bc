import { describe, expect, test } from 'vitest';

import { faultsOf } from '../../../src/core/tuning/settings.ts';
import type { Coefficient } from '../../../src/core/tuning/coefficient.ts';
import type { Settings } from '../../../src/core/tuning/events.ts';
import { coefficient, drag, settings } from './bench.ts';

const faults = (given: Partial<Settings>) => faultsOf(settings(given));
const faultsWith = (given: Partial<Coefficient>) => faults({ coefficients: [coefficient(given)] });

describe('settings', () => {
  test('without a fault can be used', () => {
    expect(faults({})).toEqual([]);
  });

  test.each<[string, Partial<Coefficient>]>([
    ['bounds-reversed', { min: 0.006, max: 0.001 }],
    ['bounds-reversed', { min: 0.003, max: 0.003 }],
    ['default-outside', { codeDefault: 0.01 }],
    ['log-needs-positive', { min: 0, scale: 'log' }],
    ['step-not-positive', { step: 0 }],
    ['max-step-range', { maxStep: 0 }],
    ['max-step-range', { maxStep: 1.5 }],
    ['no-whole-number', { min: 0.2, max: 0.8, codeDefault: 0.5, integer: true }],
    ['topic-name', { topic: 'Drag' }],
    ['topic-name', { topic: '/' }],
  ])('have a fault, %s, for %j', (kind, given) => {
    expect(faultsWith(given)).toEqual([{ kind, topic: given.topic ?? drag }]);
  });

  test.each(['min', 'max', 'codeDefault', 'step', 'maxStep'] as const)(
    'name the field that is no number: %s',
    (field) => {
      expect(faultsWith({ [field]: Number.NaN })).toEqual([
        { kind: 'not-a-number', topic: drag, field },
      ]);
    },
  );

  test('need something to tune', () => {
    expect(faults({ coefficients: [] })).toEqual([{ kind: 'no-coefficients' }]);
    expect(faultsWith({ enabled: false })).toEqual([{ kind: 'no-coefficients' }]);
  });

  test('name a topic that is there twice once', () => {
    const coefficients = [coefficient(), coefficient(), coefficient()];
    expect(faults({ coefficients })).toEqual([{ kind: 'topic-twice', topic: drag }]);
  });

  test.each([0, -1, 1.5, Number.NaN])('need a whole number of shots: %s', (shotsPerTrial) => {
    expect(faults({ shotsPerTrial })).toEqual([{ kind: 'shots-per-trial' }]);
  });

  test('need distances that go up from more than nothing', () => {
    expect(faults({ distanceM: [5, 2] })).toEqual([{ kind: 'distance-reversed' }]);
    expect(faults({ distanceM: [0, 2] })).toEqual([{ kind: 'distance-reversed' }]);
    expect(faults({ distanceM: [1, Number.NaN] })).toEqual([
      { kind: 'not-a-number', topic: null, field: 'distance' },
    ]);
  });
});
