import { describe, expect, it } from 'vitest';
import { aimQuestion } from '../../../src/core/aim/question.ts';
import type { AimShot } from '../../../src/core/aim/shot-table.ts';
import type { Dataset } from '../../../src/core/bayes-opt/request.ts';

/** The shots of one coefficient that a data set means to the aim model. */
function shotsOf(told: Pick<Dataset, 'hits'> & Partial<Dataset>): readonly AimShot[] {
  const count = told.hits.length;
  const question = aimQuestion(
    {
      space: [
        {
          low: 10,
          high: 20,
          start: 15,
          integer: false,
          scale: 'linear',
          maxStep: 0.15,
          role: null,
        },
      ],
      context: { low: 2, high: 6 },
      goal: null,
      objective: { kind: 'hits' },
      data: {
        points: new Float64Array(count).fill(12),
        distancesM: new Float64Array(count).fill(5),
        sides: null,
        errorsM: null,
        weights: null,
        values: null,
        ...told,
      },
      current: [15],
      baseline: [15],
    },
    1,
  );
  return question.shots;
}

describe('the rows of a question to the aim model', () => {
  it('say the most that was told of each: a measured height, else a side, else the label', () => {
    const shots = shotsOf({
      hits: Uint8Array.of(1, 0, 0, 0, 1, 0, 0),
      sides: Int8Array.of(0, 0, -1, 1, 0, 0, 1),
      errorsM: Float64Array.of(NaN, NaN, NaN, NaN, 0.04, -0.3, Infinity),
    });
    expect(shots.map(({ outcome }) => outcome)).toEqual([
      { kind: 'hit' },
      { kind: 'miss' },
      { kind: 'low' },
      { kind: 'high' },
      { kind: 'error', errorM: 0.04, hit: true },
      { kind: 'error', errorM: -0.3, hit: false },
      { kind: 'high' },
    ]);
  });

  it('take the measured height even where a side is told too, and no side of a hit', () => {
    const shots = shotsOf({
      hits: Uint8Array.of(0, 1),
      sides: Int8Array.of(1, 1),
      errorsM: Float64Array.of(-0.3, NaN),
    });
    expect(shots.map(({ outcome }) => outcome)).toEqual([
      { kind: 'error', errorM: -0.3, hit: false },
      { kind: 'hit' },
    ]);
  });

  it('are labels that count in full where nothing else is told', () => {
    expect(shotsOf({ hits: Uint8Array.of(1, 0) })).toEqual([
      { point: Float64Array.of(0.2), t: 0.5, outcome: { kind: 'hit' }, weight: 1 },
      { point: Float64Array.of(0.2), t: 0.5, outcome: { kind: 'miss' }, weight: 1 },
    ]);
  });

  it('count as their weight says', () => {
    const weights = Float64Array.of(1, 0.2);
    const shots = shotsOf({ hits: Uint8Array.of(1, 1), weights });
    expect(shots.map(({ weight }) => weight)).toEqual([1, 0.2]);
  });
});
