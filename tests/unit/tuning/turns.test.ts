import { describe, expect, test } from 'vitest';

import type { Settings } from '../../../src/core/tuning/events.ts';
import { ruleFor } from '../../../src/core/tuning/rules.ts';
import { waitingFor } from '../../../src/core/tuning/waiting.ts';
import { armedBench, type Bench, coefficient, drag, settings, turns } from './bench.ts';

const third = '/Tuning/Height';
const coefficients = [
  coefficient(),
  coefficient({ topic: turns, name: 'Turns', min: 10, max: 30, codeDefault: 20, integer: true }),
  coefficient({ topic: third, name: 'Height', min: 0, max: 1, codeDefault: 0.5 }),
];
/** Three coefficients, one at a time, in the order drag, turns, height. */
const inTurn = (given: Partial<Settings> = {}): Bench =>
  armedBench(
    { defaults: { [drag]: 0.003, [turns]: 20, [third]: 0.5 } },
    { coefficients, search: 'one-at-a-time', ...given },
  ).wait(50);
const advancing = (shots: number): Partial<Settings> => ({
  autotune: false,
  autoAdvance: { on: true, shots },
});
const whose = ({ state }: Bench): string | undefined => state.turn?.topic;
const hear = (bench: Bench, type: 'skip' | 'previous' | 'next'): Bench =>
  bench.hear({ type }).wait(50);

describe('one coefficient at a time', () => {
  test('begins with the first of the team’s order', () => {
    const bench = inTurn();
    expect(whose(bench)).toBe(drag);
    expect(bench.logged('turn')).toMatchObject([{ topic: drag, why: 'begin' }]);
  });

  test('does not begin before the robot has told its values', () => {
    expect(whose(armedBench({ defaults: {} }, { search: 'one-at-a-time' }).wait(500))).toBe(
      undefined,
    );
  });

  test('asks for all, with the others fixed, and moves none of those', () => {
    const bench = inTurn().tap('miss');
    expect(bench.question?.request.space.map(({ fixed }) => fixed)).toEqual([
      undefined,
      true,
      true,
    ]);
    bench.answer([0.004, 21, 0.6]).wait(500);
    expect(bench.writes.map(({ topic, value }) => [topic, value])).toEqual([[drag, 0.004]]);
  });

  test('knows at a later turn what was shot at an earlier one', () => {
    const bench = inTurn().tap('miss').answer([0.004, 20, 0.5]).wait(500);
    hear(bench, 'skip').tap('hit');
    expect(bench.question?.request.data.hits).toHaveLength(2);
    expect(bench.question?.request.space.map(({ fixed }) => fixed)).toEqual([
      true,
      undefined,
      true,
    ]);
  });

  test('leaves the best value on the robot at the end of a turn, not the last one tried', () => {
    const bench = inTurn().tap('miss').answer([0.005, 20, 0.5], [0.0035, 20, 0.5]).wait(500);
    expect(bench.robot.value(drag)).toBe(0.005);
    hear(bench, 'skip').wait(500);
    expect(bench.robot.value(drag)).toBe(0.0035);
    expect(whose(bench)).toBe(turns);
  });

  test('writes nothing at the end of a turn that tried nothing', () => {
    const bench = hear(inTurn(), 'skip').wait(500);
    expect(bench.writes).toEqual([]);
    expect(bench.logged('trial')).toEqual([]);
  });

  test('is complete after the last, then proposes nothing until asked for a new round', () => {
    const bench = inTurn();
    for (let i = 0; i < 3; i++) hear(bench, 'skip');
    expect(bench.state.turn).toBeNull();
    expect(waitingFor(bench.state, bench.now)).toEqual({ kind: 'complete' });
    bench.tap('hit').wait(500);
    expect(bench.questions).toEqual([]);
    hear(bench, 'next');
    expect(whose(bench)).toBe(drag);
  });

  test('gives its turn to a coefficient that joins when all others have had theirs', () => {
    const bench = inTurn({ coefficients: coefficients.slice(0, 2) });
    hear(hear(bench, 'skip'), 'skip');
    expect(bench.state.turn).toBeNull();
    bench.configure({ coefficients, search: 'one-at-a-time' }).wait(100);
    expect(whose(bench)).toBe(third);
  });

  test('passes over a coefficient that is switched off during its turn', () => {
    const bench = inTurn();
    bench
      .configure({
        coefficients: coefficients.map((c) => (c.topic === drag ? { ...c, enabled: false } : c)),
        search: 'one-at-a-time',
      })
      .wait(100);
    expect(whose(bench)).toBe(turns);
  });
});

describe('going through the order', () => {
  test('back to the one before, and on again', () => {
    const bench = hear(inTurn(), 'skip');
    hear(bench, 'previous');
    expect(whose(bench)).toBe(drag);
    expect(bench.state.hadTurn).toEqual([]);
    hear(bench, 'skip');
    expect(whose(bench)).toBe(turns);
  });

  test('back from the end to the last', () => {
    const bench = inTurn();
    for (let i = 0; i < 3; i++) hear(bench, 'skip');
    expect(whose(hear(bench, 'previous'))).toBe(third);
  });

  test('to any; those that were passed over have their turn later', () => {
    const bench = inTurn().hear({ type: 'turn-to', topic: third }).wait(50);
    expect(whose(bench)).toBe(third);
    hear(bench, 'skip');
    expect(whose(bench)).toBe(drag);
  });

  test.each([
    ['before the first', (bench: Bench) => bench.hear({ type: 'previous' })],
    ['to what is not tuned', (bench: Bench) => bench.hear({ type: 'turn-to', topic: '/x' })],
    ['to where it is', (bench: Bench) => bench.hear({ type: 'turn-to', topic: drag })],
  ])('%s is refused in words', (_, act) => {
    const bench = act(inTurn());
    expect(whose(bench)).toBe(drag);
    expect(bench.notices).toContainEqual({ kind: 'no-such-turn' });
  });

  test('is refused while nothing may be written: the best value could not stay on the robot', () => {
    const bench = inTurn().hear({ type: 'disarm' }).hear({ type: 'skip' });
    expect(whose(bench)).toBe(drag);
    expect(bench.notices).toContainEqual({ kind: 'refused', input: 'skip', why: 'not-armed' });
  });

  test('is refused where all are tuned at once', () => {
    const bench = armedBench().hear({ type: 'skip' });
    expect(bench.notices).toContainEqual({ kind: 'no-turns' });
  });
});

describe('a success', () => {
  test('hands the turn on once nine in ten of its own sample hit', () => {
    const bench = inTurn(advancing(10)).tap('miss');
    for (let i = 0; i < 8; i++) bench.tap('hit');
    expect(whose(bench.wait(100))).toBe(drag);
    bench.tap('hit');
    expect(whose(bench.wait(100))).toBe(turns);
    expect(bench.logged('turn').at(-1)).toMatchObject({ why: 'success' });
  });

  test('counts neither shots of another turn nor those taken back', () => {
    const bench = inTurn(advancing(2)).tap('hit').hear({ type: 'skip' }).wait(50);
    expect(whose(bench.tap('hit').wait(100))).toBe(turns);
    expect(whose(bench.undo().tap('hit').wait(100))).toBe(turns);
    expect(whose(bench.tap('hit').wait(100))).toBe(third);
  });

  test('counts by the newest shots: a bad beginning is no failure', () => {
    const bench = inTurn(advancing(2)).tap('miss').tap('miss').tap('hit').tap('hit').wait(100);
    expect(whose(bench)).toBe(turns);
  });

  test('does not depend on autotune: each of the four modes behaves', () => {
    for (const autotune of [true, false])
      for (const on of [true, false]) {
        const bench = inTurn({ autotune, autoAdvance: { on, shots: 2 } })
          .tap('hit')
          .wait(50);
        expect(bench.questions.length > 0).toBe(autotune);
        bench.tap('hit').wait(100);
        expect(whose(bench)).toBe(on ? turns : drag);
      }
  });
});

describe('the rule of a coefficient', () => {
  const own = { autotune: { on: true, shots: 3 }, autoAdvance: null };
  const special = coefficient({ own });

  test('is its own where it has one, the global one where it has none or that is forced', () => {
    const given = settings({ autotune: false, shotsPerTrial: 7 });
    expect(ruleFor(given, 'autotune', special)).toEqual(own.autotune);
    expect(ruleFor(given, 'autotune', null)).toEqual({ on: false, shots: 7 });
    expect(ruleFor(given, 'autoAdvance', special)).toEqual(given.autoAdvance);
    const forced = { ...given, forceGlobal: { autotune: true, autoAdvance: false } };
    expect(ruleFor(forced, 'autotune', special)).toEqual({ on: false, shots: 7 });
  });

  test('holds while it is its turn', () => {
    const bench = inTurn({ autotune: false, coefficients: [special, ...coefficients.slice(1)] });
    bench.tap('miss').tap('miss').wait(50);
    expect(waitingFor(bench.state, bench.now)).toEqual({ kind: 'shots', have: 2, need: 3 });
    expect(bench.tap('miss').questions).toHaveLength(1);
  });
});
