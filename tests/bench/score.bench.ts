import { deepStrictEqual } from 'node:assert';

import { mulberry32 } from '../../src/core/stats/random.ts';
import { tallyOf, type ScoredShot, type Tally } from '../../src/core/tuning/score.ts';
import { scoredShot } from '../unit/tuning/scored-shot.ts';
import { compare, type Bench, type BenchRow } from './bench.ts';

const shotCounts = [10, 100, 10_000] as const;
const goalRatio = 3;

function shots(count: number): readonly ScoredShot[] {
  const random = mulberry32(count);
  const directions = ['short', 'long', 'left', 'right', null] as const;
  return Array.from({ length: count }, () => {
    const hit = random() < 0.6;
    return scoredShot({
      label: random() < 0.05 ? 'none' : hit ? 'hit' : 'miss',
      direction: hit ? null : directions[Math.floor(random() * directions.length)]!,
      voided: random() < 0.03,
      invalid: random() < 0.05 ? 'distance' : null,
      distanceM: 2 + 4 * random(),
      missX: random() < 0.8 ? random() - 0.5 : null,
      missY: random() < 0.8 ? random() - 0.5 : null,
    });
  });
}

const sumOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0);

/** The usual way: a pass for validity, one for the hit rate, one for the averages, with lists between them. */
function threePasses(all: readonly ScoredShot[]): Tally {
  const valid = all.filter(({ shot, voided }) => !voided && shot.invalid === null);
  const counted = valid.filter(({ label }) => label !== 'none');

  const results = counted.map(({ label }): number => (label === 'hit' ? 1 : 0));
  const hits = sumOf(results);
  const towards = { short: 0, long: 0, left: 0, right: 0 };
  counted
    .filter(({ label }) => label === 'miss')
    .map(({ direction }) => direction)
    .forEach((direction) => {
      if (direction !== null) towards[direction]++;
    });

  const distances = counted
    .map(({ shot }) => shot.distanceM)
    .filter((distanceM) => distanceM !== null && Number.isFinite(distanceM));
  const vectors = counted
    .map(({ shot }) => [shot.missX, shot.missY] as const)
    .filter(
      (vector): vector is readonly [number, number] =>
        vector[0] !== null &&
        vector[1] !== null &&
        Number.isFinite(vector[0]) &&
        Number.isFinite(vector[1]),
    );
  return {
    shots: all.length,
    valid: valid.length,
    counted: counted.length,
    hits,
    misses: counted.length - hits,
    unlabelled: valid.length - counted.length,
    ...towards,
    withDistance: distances.length,
    distanceSumM: sumOf(distances.map((distanceM) => distanceM ?? 0)),
    withMiss: vectors.length,
    missXSumM: sumOf(vectors.map(([x]) => x)),
    missYSumM: sumOf(vectors.map(([, y]) => y)),
    recent: results.slice(-10).reduce((bits, result) => (bits << 1) | result, 0),
  };
}

function row(count: number): BenchRow {
  const list = shots(count);
  deepStrictEqual(tallyOf(list), threePasses(list));
  const { firstMs, secondMs, ratio } = compare(
    () => tallyOf(list).hits,
    () => threePasses(list).hits,
  );
  return {
    name: `score ${count} shots in one pass`,
    value: firstMs * 1000,
    unit: 'µs',
    against: secondMs * 1000,
    ratio,
    goal: `>= ${goalRatio} times faster than three passes`,
    ok: ratio >= goalRatio,
  };
}

/** A list of shots added up in one pass, against three passes with lists between them. */
export const scoreBench: Bench = {
  name: 'score',
  run: () => Promise.resolve(shotCounts.map(row)),
};
