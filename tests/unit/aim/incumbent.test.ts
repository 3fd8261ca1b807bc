import { describe, expect, it } from 'vitest';
import { type AimModel, aimModel, drawsOf, learn } from '../../../src/core/aim/aim-model.ts';
import { pinned } from '../../../src/core/aim/aim-space.ts';
import { type Frame, incumbentOf, nextTrial } from '../../../src/core/aim/incumbent.ts';

const baseline = Float64Array.of(0.3);

const dimension = {
  low: 0,
  high: 1,
  start: 0.3,
  integer: false,
  scale: 'linear',
  role: null,
} as const;

/** A model of coefficients, 0 to 1, that knows shots at these values of the first; hits within `reach` of `best`. */
function knowing(values: readonly number[], best: number, reach = 0.1, others = 0): AimModel {
  const rest = Array.from({ length: others }, () => dimension.start);
  const model = aimModel({
    space: [dimension, ...rest.map(() => dimension)],
    goal: null,
    distanceM: [2, 6],
    seed: 7,
  });
  values.forEach((value, i) => {
    learn(model, {
      point: Float64Array.of(value, ...rest),
      t: (i % 3) - 1,
      outcome: { kind: Math.abs(value - best) < reach ? 'hit' : 'miss' },
      weight: 1,
    });
  });
  return model;
}
/** The whole space, from where the robot may go `step` at once. */
const frame = (model: AimModel, here = 0.5, from = baseline, step = 0.15): Frame => ({
  here: Float64Array.of(here),
  maxStep: [step],
  baseline: from,
  space: model.space,
  bias: 0,
  refused: 0,
});
const around = (values: readonly number[], times: number): readonly number[] =>
  Array.from({ length: times }, () => values).flat();

describe('the best known', () => {
  it('is the baseline while nothing is surely better', () => {
    const model = knowing(around([0.3, 0.34, 0.26, 0.1, 0.6, 0.9], 6), 0.3);
    const { point, better } = incumbentOf(model, drawsOf(model), frame(model));
    expect(better).toBeLessThan(0.8);
    expect(point).toEqual(baseline);
  });

  it('is what hits most often once that is sure, and then the baseline is left alone', () => {
    const model = knowing(around([0.3, 0.7, 0.66, 0.74, 0.7, 0.9], 6), 0.7);
    const draws = drawsOf(model);
    const incumbent = incumbentOf(model, draws, frame(model));
    expect(incumbent.better).toBeGreaterThan(0.95);
    expect(incumbent.point[0]).toBeCloseTo(0.7, 0);
    expect(nextTrial(model, draws, frame(model, 0.7), incumbent).compares).toBe(false);
  });

  it('is the baseline sooner where one coefficient has its turn, for that has few shots', () => {
    const model = knowing(around([0.3, 0.34, 0.26, 0.1, 0.6, 0.9], 3), 0.3, 0.1, 1);
    const draws = drawsOf(model);
    const both = { ...frame(model), baseline: Float64Array.of(0.3, 0.3), maxStep: [0.15, 0.15] };
    const here = Float64Array.of(0.5, 0.3);
    const turn = { ...both, here, space: pinned(model.space, here, [false, true]) };
    expect(incumbentOf(model, draws, { ...both, here }).point).not.toEqual(both.baseline);
    expect(incumbentOf(model, draws, turn).better).toBeLessThan(0.8);
    expect(incumbentOf(model, draws, turn).point).toEqual(both.baseline);
  });

  it('is never a baseline that is out of bounds', () => {
    const model = knowing(around([0.3, 0.34, 0.26, 0.1, 0.6, 0.9], 6), 0.3);
    const outside = Float64Array.of(-0.2);
    const { point } = incumbentOf(model, drawsOf(model), frame(model, 0.1, outside));
    expect(point[0]).toBeGreaterThanOrEqual(0);
    const next = nextTrial(model, drawsOf(model), frame(model, 0.1, outside), {
      point,
      better: 0.5,
      gain: 0.02,
    });
    expect(next.compares).toBe(false);
  });
});

describe('a comparison with the baseline', () => {
  const doubtful = { point: baseline, better: 0.5, gain: 0.02 };
  const compares = (model: AimModel, better = 0.5): boolean =>
    nextTrial(model, drawsOf(model), frame(model), {
      ...doubtful,
      better,
    }).compares;
  const away = [0.4, 0.5, 0.4, 0.5, 0.4, 0.5];

  it('is due after some trials elsewhere, unless the best is surely better', () => {
    const long = knowing(around(away, 5), 0.45);
    expect(compares(long)).toBe(true);
    expect(compares(long, 0.95)).toBe(false);
  });

  it('is not due so soon after the last, however many shots a trial has', () => {
    const trials = [...around(away, 5), 0.3, ...Array.from({ length: 12 }, () => 0.45)];
    expect(compares(knowing(trials, 0.45))).toBe(false);
  });

  it('goes to the baseline in steps that the robot may take', () => {
    const model = knowing(around(away, 5), 0.45);
    const { point } = nextTrial(model, drawsOf(model), frame(model, 0.9), doubtful);
    expect(point[0]).toBeCloseTo(0.75, 9);
    const near = nextTrial(model, drawsOf(model), frame(model, 0.4), doubtful);
    expect(near.point).toEqual(baseline);
  });
});

describe('a comparison by the operator’s rule', () => {
  // Elsewhere, at a second place, and where the baseline never was: only the rule decides.
  const certain = { point: Float64Array.of(0.45), better: 0.99, gain: 0.5 };
  const comparesBy = (values: readonly number[], comparison: Frame['comparison']): boolean => {
    const model = knowing(values, 0.45);
    return nextTrial(model, drawsOf(model), { ...frame(model, 0.4), comparison }, certain).compares;
  };

  it.each([
    [[0.3, 0.4], false],
    [[0.3, 0.4, 0.4, 0.4], false],
    [[0.3, 0.4, 0.5], true],
    [[0.4, 0.5], true],
    [[0.4, 0.5, 0.3], false],
  ] as const)('of one trial in three, after %j: %s', (values, expected) => {
    expect(comparesBy(values, { everyTrials: 3 })).toBe(expected);
  });

  it('is never due where it says never, however much is in doubt', () => {
    const model = knowing(around([0.4, 0.5], 7), 0.45);
    const never = { ...frame(model), comparison: 'never' as const };
    const doubtful = { point: baseline, better: 0.5, gain: 0.02 };
    expect(nextTrial(model, drawsOf(model), frame(model), doubtful).compares).toBe(true);
    expect(nextTrial(model, drawsOf(model), never, doubtful).compares).toBe(false);
  });
});

describe('a proposal that was refused', () => {
  it('is followed by another one, and never by a comparison that would be the same again', () => {
    const model = knowing(around([0.4, 0.5, 0.4, 0.5, 0.4, 0.5], 5), 0.45);
    const sure = { point: baseline, better: 0.95, gain: 0.3 };
    const after = (refused: number) =>
      nextTrial(model, drawsOf(model), { ...frame(model), refused }, sure).point[0];
    expect(new Set([0, 1, 2].map(after)).size).toBeGreaterThan(1);
    expect(after(1)).toBe(after(1));
    const doubtful = { point: baseline, better: 0.5, gain: 0.02 };
    const next = nextTrial(model, drawsOf(model), { ...frame(model), refused: 1 }, doubtful);
    expect(next.compares).toBe(false);
  });
});
