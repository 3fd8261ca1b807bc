import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { shotTable } from '../../../src/core/log/row.ts';
import { burstNow } from '../../../src/core/tuning/burst.ts';
import { faultsOf } from '../../../src/core/tuning/settings.ts';
import { tallyOf } from '../../../src/core/tuning/score.ts';
import { armedBench, type Bench, drag, settings } from './bench.ts';

const inBursts = (burst = 5): Bench => armedBench({}, { burst, autotune: false });
const labels = ({ state }: Bench) => state.shots.map(({ label }) => label);
const standing = ({ state }: Bench) => state.shots.filter(({ voided }) => !voided);
/** A robot that tells of its shots, and not whether they hit. */
const reporting = (shots: number, burst = 5): Bench => {
  const bench = inBursts(burst);
  for (let shot = 0; shot < shots; shot++) bench.robotShoots({ label: 'none' }).wait(50);
  return bench;
};

describe('a burst that is tapped', () => {
  test('is so many shots with so many hits, in one act, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat({ max: 30 }), (of, some) => {
        const made = some % (of + 1);
        const bench = inBursts().tap('miss').burst(made, of);
        expect(tallyOf(bench.state.shots.slice(1))).toMatchObject({ hits: made, counted: of });
        expect(bench.state.trialShots).toBe(of + 1);
        expect(new Set(bench.state.shots.slice(1).map(({ burst }) => burst)).size).toBe(1);
        bench.undo();
        expect(standing(bench)).toHaveLength(1);
      }),
      { seed: 41, numRuns: 60 },
    );
  });

  test('has the distance and the values of the moment, and no direction is made up', () => {
    const bench = inBursts().burst(1, 3);
    for (const { shot } of bench.state.shots)
      expect(shot).toMatchObject({
        distanceM: 3,
        values: { [drag]: 0.003 },
        direction: null,
        missX: null,
        missY: null,
      });
  });

  test('spreads its hits: no order of them looks like a trend', () => {
    expect(labels(inBursts().burst(2, 6))).toEqual(['miss', 'miss', 'hit', 'miss', 'miss', 'hit']);
  });

  test('is taken back in one undo, and the act before it in the next', () => {
    const bench = inBursts().tap('hit').burst(3, 8).undo();
    expect(standing(bench)).toHaveLength(1);
    expect(bench.notices.at(-1)).toEqual({ kind: 'burst-undone', act: 'shot', shots: 8 });
    expect(standing(bench.undo())).toHaveLength(0);
  });

  test('counts as one act of those that can be taken back', () => {
    const bench = inBursts().tap('hit');
    for (let burst = 0; burst < 20; burst++) bench.burst(1, 30);
    for (let burst = 0; burst < 21; burst++) bench.undo();
    expect(standing(bench)).toHaveLength(0);
  });

  test.each([
    [-1, 5],
    [6, 5],
    [2.5, 5],
    [0, 31],
    [0, 0],
    [Number.NaN, 5],
  ])('made %s of %s is nothing', (made, of) => {
    expect(inBursts().burst(made, of).state.shots).toEqual([]);
  });

  test('says in the table of shots which burst each is of', () => {
    const { state, events } = inBursts().tap('hit').burst(1, 2);
    const { columns, rows } = shotTable(state.shots, events);
    expect(rows.map((row) => row[columns.indexOf('burst')])).toEqual([null, 'burst-2', 'burst-2']);
  });

  test('of implausible shots tells the operator once', () => {
    const bench = armedBench({}, { limits: { ...settings().limits, distanceM: [1, 2] } });
    bench.burst(4, 12);
    expect(bench.notices).toMatchObject([{ kind: 'invalid-shots', run: 12 }]);
  });
});

describe('a burst of a robot that tells of its shots', () => {
  test('labels the newest that wait, and adds none', () => {
    const bench = reporting(7).burst(2, 5);
    expect(labels(bench).slice(0, 2)).toEqual(['none', 'none']);
    expect(tallyOf(bench.state.shots)).toMatchObject({ shots: 7, hits: 2, misses: 3 });
    expect(bench.state.shots.map(({ burst }) => burst !== null)).toEqual([
      ...[false, false],
      ...[true, true, true, true, true],
    ]);
  });

  test('is taken back in one undo: they wait again', () => {
    const bench = reporting(5).burst(5, 5).undo();
    expect(labels(bench)).toEqual(Array<string>(5).fill('none'));
    expect(bench.state.shots.every(({ burst }) => burst === null)).toBe(true);
    expect(bench.notices.at(-1)).toEqual({ kind: 'burst-undone', act: 'label', shots: 5 });
  });

  test('is never of more shots than wait, and says so', () => {
    const bench = reporting(3);
    expect(burstNow(bench.state)).toEqual({ kind: 'labels', of: 3 });
    bench.burst(2, 5);
    expect(labels(bench)).toEqual(['none', 'none', 'none']);
    expect(bench.notices.at(-1)).toEqual({ kind: 'burst-short', waiting: 3, of: 5 });
    expect(burstNow(bench.burst(2, 3).state)).toEqual({ kind: 'none-waiting' });
  });

  test('is of shots with the same values only: nobody knows whose the hits were', () => {
    const bench = reporting(2);
    bench.set(drag, 0.004).wait(500);
    bench.robotShoots({ label: 'none' }).robotShoots({ label: 'none' });
    expect(burstNow(bench.state)).toEqual({ kind: 'labels', of: 2 });
    bench.burst(1, 2);
    expect(labels(bench).slice(0, 2)).toEqual(['none', 'none']);
  });

  test('leaves a shot that is labelled by itself afterwards to that label', () => {
    const bench = reporting(2, 2).burst(1, 2);
    const { id } = bench.state.shots[0]!.shot;
    bench.hear({ type: 'relabel', shotId: id, label: 'miss', direction: 'short' });
    bench.hear({ type: 'relabel', shotId: id, label: 'hit', direction: null });
    expect(bench.state.shots[0]).toMatchObject({ label: 'hit', burst: null });
  });

  test('tapped while the link was down is of the shots that it tells of later', () => {
    const bench = reporting(1, 3).drop().wait(1_000);
    const atMs = [0, 400, 800].map((laterMs) => bench.nowMs + laterMs);
    bench.wait(9_000).burst(2, 3).wait(500);
    const late = atMs.map((ms) => bench.robot.shoot(ms, { label: 'none' }));
    bench.connect();
    for (const shot of late) bench.hear({ type: 'robot-shot', shot });
    const counted = standing(bench).filter(({ label }) => label !== 'none');
    expect(tallyOf(counted)).toMatchObject({ counted: 3, hits: 2 });
    expect(counted.every(({ burst }) => burst !== null)).toBe(true);
  });
});

test.each([
  [0, 'off'],
  [1, 'off'],
  [2, 'taps'],
  [30, 'taps'],
  [31, 'off'],
] as const)('with %s shots per burst, bursts are: %s', (burst, kind) => {
  expect(burstNow(inBursts(burst).state).kind).toBe(kind);
  const faults = faultsOf(settings({ burst }));
  expect(faults).toEqual(burst === 1 || burst === 31 ? [{ kind: 'burst-size' }] : []);
});
