import { describe, expect, test } from 'vitest';

import { armedBench, Bench, coefficient, drag, settings, suggested, turns } from './bench.ts';

const values = (bench: Bench) => [bench.robot.value(drag), bench.robot.value(turns)];
/** A bench whose optimizer has proposed once and holds another point for the best. */
const proposedBench = () => armedBench().tap('hit').answer([0.004, 24], [0.0035, 22]).wait(500);

describe('a suggestion', () => {
  test('becomes the next trial, with its reason in the coefficient’s name, and is sent', () => {
    const bench = proposedBench();
    expect(values(bench)).toEqual([0.004, 24]);
    expect(bench.state.trial).toMatchObject({
      number: 1,
      kind: 'proposal',
      values: { [drag]: 0.004, [turns]: 24 },
      reason: { kind: 'explore', topic: drag, direction: 'up' },
    });
    expect(bench.state.verdict?.best).toEqual({ [drag]: 0.0035, [turns]: 22 });
    expect(bench.state).toMatchObject({ shootingTrial: 1, trialShots: 0, asked: false });
  });

  test('that comes when the trial is over already is dropped', () => {
    const bench = armedBench().tap('hit');
    const question = bench.question!;
    bench
      .set(drag, 0.005)
      .wait(500)
      .hear(suggested(question, [0.002, 12]))
      .wait(500);
    expect(values(bench)).toEqual([0.005, 20]);
  });

  test('that comes twice is used once', () => {
    const bench = armedBench().tap('hit');
    const answer = suggested(bench.question!, [0.004, 24]);
    bench.question = null;
    bench.hear(answer).hear(answer).wait(500);
    expect(bench.logged('trial')).toHaveLength(1);
  });

  test('that comes while nothing may be written, or the tuner is held, is dropped and asked for again', () => {
    const bench = armedBench().tap('hit');
    const question = bench.question!;
    bench.hear({ type: 'hold', on: true }).hear(suggested(question, [0.004, 24]));
    bench.hear({ type: 'hold', on: false }).wait(50);
    expect(bench.logged('trial')).toEqual([]);
    expect(bench.question).toEqual(question);
    bench.hear({ type: 'disarm' }).hear(suggested(question, [0.004, 24]));
    expect(bench.logged('trial')).toEqual([]);
    expect(bench.arm().wait(50).question).toEqual(question);
  });

  test.each([
    ['outside a bound', [0.007, 20]],
    ['that is no number', [Number.NaN, 20]],
  ])('%s is refused, and what is on the robot stays', (_name, next) => {
    const bench = armedBench().tap('hit').answer(next).wait(500);
    expect(values(bench)).toEqual([0.003, 20]);
    expect(bench.notices).toMatchObject([{ kind: 'out-of-bounds', topic: drag }]);
  });

  test('for other coefficients than are tuned now is dropped', () => {
    const bench = armedBench().tap('hit');
    const question = bench.question!;
    bench.configure({ coefficients: [coefficient()] }).hear(suggested(question, [0.004, 24]));
    expect(bench.logged('trial')).toEqual([]);
  });
});

describe('values by hand', () => {
  test('are written within their bounds, the others staying as they are', () => {
    const bench = proposedBench().set(drag, 0.0055).wait(500);
    expect(values(bench)).toEqual([0.0055, 24]);
    expect(bench.state.trial).toMatchObject({ kind: 'manual', reason: { kind: 'chosen' } });
    expect(bench.state.hold).toBe(false);
  });

  test.each([0.0009, 0.0061, Number.NaN, Infinity])(
    'outside the bounds are refused: %s',
    (value) => {
      const bench = armedBench().set(drag, value).wait(500);
      expect(bench.writes).toEqual([]);
      expect(bench.notices).toMatchObject([
        { kind: 'out-of-bounds', topic: drag, min: 0.001, max: 0.006 },
      ]);
    },
  );

  test('are whole where the robot wants whole numbers', () => {
    const bench = armedBench().set(turns, 22.6).wait(500);
    expect(bench.robot.value(turns)).toBe(23);
    bench.set(turns, 30.4).wait(500);
    expect(bench.robot.value(turns)).toBe(30);
  });

  test('are allowed though the robot holds another coefficient outside its bounds, which stays alone', () => {
    const bench = armedBench({ defaults: { [drag]: 0.003, [turns]: 55 } })
      .set(drag, 0.004)
      .wait(500);
    expect(values(bench)).toEqual([0.004, 55]);
  });

  test('of a topic that is not tuned change nothing', () => {
    const bench = armedBench().set('/Tuning/Other', 1);
    expect(bench.logged('trial')).toEqual([]);
  });

  test('are refused with the reason while nothing may be written', () => {
    const bench = armedBench().hear({ type: 'disarm' }).set(drag, 0.004);
    expect(bench.notices).toEqual([{ kind: 'refused', input: 'set', why: 'not-armed' }]);
  });

  test('drop what the optimizer works on', () => {
    const bench = armedBench().tap('hit').set(drag, 0.004);
    expect(bench.question).toBeNull();
  });
});

describe('one tap back', () => {
  test.each([
    ['best', [0.0035, 22]],
    ['baseline', [0.003, 20]],
    ['code-default', [0.0025, 15]],
  ] as const)('to %s writes those values and holds there', (target, expected) => {
    const coefficients = settings().coefficients.map((known) => ({
      ...known,
      codeDefault: known.topic === drag ? 0.0025 : 15,
    }));
    const bench = armedBench({}, { coefficients }).tap('hit');
    bench.answer([0.004, 24], [0.0035, 22]).wait(500);
    bench.hear({ type: 'go-to', target }).wait(1500).tap('hit').tap('miss').wait(500);
    expect(values(bench)).toEqual(expected);
    expect(bench.state).toMatchObject({ hold: true, trial: { kind: target } });
    expect(bench.question).toBeNull();
  });

  test('ends with the operator’s asking for the next values', () => {
    const bench = proposedBench().hear({ type: 'go-to', target: 'best' }).wait(1500);
    bench.hear({ type: 'next' });
    expect(bench.state.hold).toBe(false);
    expect(bench.question).not.toBeNull();
  });

  test('to the best says so when none is known yet', () => {
    const bench = armedBench().hear({ type: 'go-to', target: 'best' });
    expect(bench.notices).toEqual([{ kind: 'no-best-yet' }]);
  });

  test('to the baseline says so when nothing was read yet', () => {
    const bench = armedBench({ defaults: {} }).hear({ type: 'go-to', target: 'baseline' });
    expect(bench.notices).toEqual([{ kind: 'no-baseline-yet' }]);
  });

  test('and values set by hand wait until the robot has told where it stands', () => {
    const bench = armedBench({ defaults: { [drag]: 0.0035 } });
    bench.hear({ type: 'go-to', target: 'code-default' }).set(drag, 0.004).wait(500);
    expect(bench.writes).toEqual([]);
    expect(bench.notices).toEqual([{ kind: 'no-baseline-yet' }, { kind: 'no-baseline-yet' }]);
    bench.otherDashboardWrites(turns, 20).hear({ type: 'go-to', target: 'code-default' });
    expect(bench.state.baseline).toEqual({ [drag]: 0.0035, [turns]: 20 });
    expect(bench.writes).toMatchObject([{ topic: drag, value: 0.003 }]);
  });

  test('to a baseline outside the bounds is refused, and holds nothing', () => {
    const bench = armedBench({ defaults: { [drag]: 0.009, [turns]: 20 } })
      .set(turns, 25)
      .wait(500);
    bench.hear({ type: 'go-to', target: 'baseline' }).wait(500);
    expect(values(bench)).toEqual([0.009, 25]);
    expect(bench.notices.at(-1)).toMatchObject({
      kind: 'out-of-bounds',
      topic: drag,
      value: 0.009,
    });
    expect(bench.state.hold).toBe(false);
  });
});

describe('after the robot began anew', () => {
  const restarted = () => proposedBench().restartRobot().wait(3000);

  test('nothing is written before the operator has answered', () => {
    const bench = restarted();
    const { length } = bench.writes;
    bench.tap('hit').set(drag, 0.005).hear({ type: 'next' }).wait(3000);
    expect(bench.writes).toHaveLength(length);
    expect(values(bench)).toEqual([0.003, 20]);
    expect(bench.notices.at(-1)).toMatchObject({ kind: 'refused', why: 'restart-unanswered' });
  });

  test.each([
    ['best', [0.0035, 22]],
    ['trial', [0.004, 24]],
    ['adopt', [0.003, 20]],
  ] as const)('%s can be chosen', (choice, expected) => {
    const bench = restarted();
    const { length } = bench.writes;
    bench.hear({ type: 'answer-restart', choice }).wait(1000);
    expect(values(bench)).toEqual(expected);
    expect(bench.writes.length - length).toBe(choice === 'adopt' ? 0 : 2);
    expect(bench.state).toMatchObject({
      restartPending: false,
      trial: { number: choice === 'adopt' ? 2 : 3, kind: 'restart' },
    });
    expect(bench.tap('hit').lastShot).toMatchObject({
      trial: bench.state.trial?.number,
      shot: { confirmed: true },
    });
  });

  test('shots are labelled with the robot’s defaults', () => {
    expect(restarted().tap('hit').lastShot?.shot.values).toEqual({ [drag]: 0.003, [turns]: 20 });
  });

  test('shots before the answer are of the robot’s own values, never of the trial before', () => {
    const bench = proposedBench();
    bench.tap('hit').wait(60_000).restartRobot().tap('hit');
    expect(bench.lastShot).toMatchObject({ trial: 2, shot: { values: { [drag]: 0.003 } } });
    expect(bench.state).toMatchObject({ trial: { kind: 'restart' }, trialShots: 1 });
  });

  test('the question stays open when its answer can’t be carried out', () => {
    const bench = armedBench().set(drag, 0.005).wait(500).restartRobot().wait(500);
    bench.hear({ type: 'answer-restart', choice: 'best' });
    expect(bench.notices.at(-1)).toEqual({ kind: 'no-best-yet' });
    bench.configure({ coefficients: [coefficient({ max: 0.004 })] });
    bench.hear({ type: 'answer-restart', choice: 'trial' });
    expect(bench.notices.at(-1)).toMatchObject({ kind: 'out-of-bounds', value: 0.005 });
    expect(bench.state.restartPending).toBe(true);
    bench.hear({ type: 'answer-restart', choice: 'adopt' });
    expect(bench.state.restartPending).toBe(false);
  });

  test('defaults outside the bounds can be adopted: nothing needs to be written', () => {
    const bench = armedBench({ defaults: { [drag]: 0.009, [turns]: 20 } }).set(drag, 0.005);
    bench.wait(500).restartRobot().wait(500);
    const { length } = bench.writes;
    bench.hear({ type: 'answer-restart', choice: 'adopt' }).wait(1000);
    expect(bench.state.restartPending).toBe(false);
    expect(bench.writes).toHaveLength(length);
  });

  test('an answer given while disarmed is carried out once armed', () => {
    const bench = restarted().hear({ type: 'disarm' });
    bench.hear({ type: 'answer-restart', choice: 'best' }).wait(1000);
    expect(values(bench)).toEqual([0.003, 20]);
    bench.arm().wait(1000);
    expect(values(bench)).toEqual([0.0035, 22]);
  });

  test('no question is asked, and none can be answered, while only the robot’s own values were used', () => {
    const bench = armedBench().restartRobot();
    expect(bench.state.restartPending).toBe(false);
    bench.hear({ type: 'answer-restart', choice: 'trial' });
    expect(bench.logged('restart-answered')).toEqual([]);
  });
});
