import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fitted, type ClosedWhy, type Destination } from '../../../src/core/tuning/destination.ts';
import { interlocksOf } from '../../../src/core/tuning/status.ts';
import { onRobot } from '../../../src/core/tuning/values.ts';
import { waitingFor } from '../../../src/core/tuning/waiting.ts';
import { closedBriefly, closedWords } from '../../../src/ui/destination-words.ts';
import { armedBench, coefficient, drag, turns } from './bench.ts';

const rpm = coefficient({ min: 1000, max: 2000, step: 0.5, codeDefault: 1500 });
const asInt: Destination = { kind: 'open', type: 'int' };
const asFloat: Destination = { kind: 'open', type: 'float' };
const closed = (why: ClosedWhy): Destination => ({ kind: 'closed', why });

/** A robot that tunes one number, which its topic takes as it does now. */
const oneOf = (
  destination: Destination,
  given = rpm,
  confirms: 'at once' | 'never' = 'at once',
) => {
  const bench = armedBench(
    { confirms, defaults: { [given.topic]: given.codeDefault } },
    { coefficients: [given], autotune: false },
  );
  bench.destinations = { [given.topic]: destination };
  return bench;
};

describe('a number that fits a topic', () => {
  const bounds = fc
    .tuple(fc.double({ min: -1e6, max: 1e6 }), fc.double({ min: 1e-6, max: 1e6 }))
    .filter(([min, width]) => !Number.isNaN(min) && !Number.isNaN(width))
    .map(([min, width]) => ({ min, max: min + width }));

  test('is whole for an int, within the bounds, and as near as can be', () => {
    fc.assert(
      fc.property(bounds, fc.double({ min: 0, max: 1, noNaN: true }), ({ min, max }, share) => {
        const value = min + (max - min) * share;
        const fits = fitted({ min, max }, value, 'int');
        if (fits === null) return Math.ceil(min) > Math.floor(max);
        return Number.isInteger(fits) && fits >= min && fits <= max && Math.abs(fits - value) <= 1;
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  test('is a float for a float, within the bounds, and as near as can be', () => {
    fc.assert(
      fc.property(bounds, fc.double({ min: 0, max: 1, noNaN: true }), ({ min, max }, share) => {
        const value = Math.min(max, min + (max - min) * share);
        const fits = fitted({ min, max }, value, 'float');
        if (fits === null) return Math.fround(min) !== min;
        return Math.fround(fits) === fits && fits >= min && fits <= max;
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  test.each([
    [0.1, 0.2, 0.1],
    [-0.2, -0.1, -0.1],
    [0.7, 0.9, 0.7],
  ])('is inside bounds of %f to %f that no float has, at %f', (min, max, value) => {
    const fits = fitted({ min, max }, value, 'float')!;
    expect(fits).toBeGreaterThanOrEqual(min);
    expect(fits).toBeLessThanOrEqual(max);
    expect(fits).toBeCloseTo(value, 6);
  });

  test('is none where no whole number lies within the bounds', () => {
    expect(fitted({ min: 0.2, max: 0.8 }, 0.5, 'int')).toBeNull();
  });

  test('is never -0', () => {
    expect(Object.is(fitted({ min: -1, max: 1 }, -0.2, 'int'), 0)).toBe(true);
  });
});

describe('an int topic of a coefficient that is not said to be whole', () => {
  test('is sent the nearest whole number, which the log says and the shots have', () => {
    const bench = oneOf(asInt).set(drag, 1534.11).wait(500).tap('hit');
    expect(bench.writes.map(({ value }) => value)).toEqual([1534]);
    expect(bench.logged('adjusted')).toMatchObject([{ value: 1534.11, fits: 1534 }]);
    expect(bench.logged('sent')).toMatchObject([{ value: 1534 }]);
    expect(bench.state.writes[drag]).toEqual({
      value: 1534,
      chosen: 1534.11,
      phase: { kind: 'confirmed' },
    });
    expect(bench.lastShot).toMatchObject({ trial: 1, shot: { values: { [drag]: 1534 } } });
  });

  test('needs nothing sent where rounding leads to what it has', () => {
    const bench = oneOf(asInt).set(drag, 1500.2).wait(5_000);
    expect(bench.writes).toEqual([]);
    expect(bench.state).toMatchObject({ shootingTrial: 1 });
  });

  test('is not sent the same again when the same is chosen again', () => {
    const bench = oneOf(asInt, rpm, 'never').set(drag, 1534.11).wait(500);
    bench.set(drag, 1534.11).wait(2_000);
    expect(bench.writes).toHaveLength(1);
  });

  test('is asked the optimizer for in whole numbers', () => {
    const bench = oneOf(asInt).hear({ type: 'next' });
    expect(bench.question?.request.space).toMatchObject([{ integer: true }]);
  });

  test('is refused in words where no whole number lies within its bounds', () => {
    const scale = coefficient({ min: 0.2, max: 0.8, codeDefault: 0.5 });
    const bench = oneOf(asInt, scale).set(drag, 0.6).wait(2_000);
    expect(bench.writes).toEqual([]);
    expect(bench.notices).toMatchObject([{ kind: 'cannot-leave', why: { kind: 'no-number' } }]);
    expect(waitingFor(bench.state, bench.now)).toMatchObject({ kind: 'closed', topic: drag });
  });
});

describe('a float topic', () => {
  test('is confirmed by the float that it was sent', () => {
    const bench = oneOf(asFloat).set(drag, 1534.11).wait(5_000);
    expect(bench.writes.map(({ value }) => value)).toEqual([Math.fround(1534.11)]);
    expect(bench.state.writes[drag]?.phase.kind).toBe('confirmed');
  });

  test('of code that acknowledges a double topic as float is confirmed too', () => {
    const bench = oneOf({ kind: 'open', type: 'double' });
    bench.deliversAcknowledgements = false;
    bench.set(drag, 1534.11);
    const serverUs = bench.robot.clockUs(bench.nowMs);
    bench.hear({ type: 'applied', topic: drag, value: Math.fround(1534.11), serverUs });
    bench.wait(5_000);
    expect(bench.writes).toHaveLength(1);
    expect(bench.state.writes[drag]?.phase.kind).toBe('confirmed');
  });
});

describe('a coefficient for which nothing can leave', () => {
  const reasons: readonly ClosedWhy[] = [
    { kind: 'absent' },
    { kind: 'type', type: 'string' },
    { kind: 'unread' },
    { kind: 'unpublished' },
    { kind: 'list-short', length: 3 },
    { kind: 'no-number', type: 'int' },
    { kind: 'no-number', type: 'float' },
  ];

  test.each(reasons)('is said to be so, with what to do: %j', (why) => {
    expect(closedWords('Drag', why)).toMatch(/^Drag: .*nothing is sent\. [A-Z].*\.$/);
    expect(closedBriefly(why).length).toBeLessThan(28);
  });

  test.each(reasons)('takes no value by hand, and says why: %j', (why) => {
    const bench = oneOf(closed(why)).set(drag, 1600).wait(2_000);
    expect(bench.logged('trial')).toEqual([]);
    expect(bench.notices).toEqual([{ kind: 'cannot-leave', topic: drag, why }]);
    expect(waitingFor(bench.state, bench.now)).toEqual({ kind: 'closed', topic: drag, why });
  });

  test('keeps the whole trial from the robot, counts no shot to it, and holds no shooter', () => {
    const interlocks = { shotLogged: false, coefficientsUpdated: true };
    const bench = armedBench({}, { interlocks }).tap('hit');
    bench.destinations = { [turns]: closed({ kind: 'absent' }) };
    bench.answer([0.004, 25]).wait(5_000).tap('hit').tap('miss');
    expect(bench.writes).toEqual([]);
    expect(bench.state).toMatchObject({ trial: { number: 1 }, shootingTrial: 0 });
    expect(bench.state.shots.map(({ trial }) => trial)).toEqual([0, 0, 0]);
    expect(bench.lastShot?.shot.values).toEqual({ [drag]: 0.003, [turns]: 20 });
    expect(interlocksOf(bench.state, bench.now, bench.state.nextSeq)?.answeredShot).toBe(
      bench.lastShot?.seq,
    );
  });

  test('leaves the others to the operator, who need not wait for it', () => {
    const bench = armedBench({}, { autotune: false });
    bench.destinations = { [turns]: { kind: 'awaited' } };
    bench.set(turns, 25).wait(1_000);
    bench.destinations = { [turns]: closed({ kind: 'absent' }) };
    bench.set(drag, 0.004).wait(500);
    expect(bench.robot.value(drag)).toBe(0.004);
    expect(bench.state).toMatchObject({ shootingTrial: 2 });
  });

  test('gets its value once it can take it', () => {
    const bench = armedBench({}, { autotune: false });
    bench.destinations = { [turns]: { kind: 'awaited' } };
    bench.set(turns, 25).wait(1_000);
    expect(bench.writes).toEqual([]);
    expect(waitingFor(bench.state, bench.now)).toEqual({ kind: 'sending' });
    bench.destinations = {};
    bench.wait(500);
    expect(onRobot(bench.state, turns)).toBe(25);
  });
});
