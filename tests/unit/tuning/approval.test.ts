import { describe, expect, test } from 'vitest';

import type { Settings } from '../../../src/core/tuning/events.ts';
import { foldAll } from '../../../src/core/tuning/fold.ts';
import { completed } from '../../../src/core/tuning/settings.ts';
import { interlocksOf, statusLine, statusOf } from '../../../src/core/tuning/status.ts';
import { waitingFor } from '../../../src/core/tuning/waiting.ts';
import { armedBench, type Bench, coefficient, drag, settings, turns } from './bench.ts';

const values = ({ robot }: Bench) => [robot.value(drag), robot.value(turns)];
const before = [0.003, 20];
const waiting = ({ state, now }: Bench) => waitingFor(state, now);
const status = ({ state, now }: Bench) => statusOf(state, now);
/** The kinds of events from a place of the log on, without what the robot tells. */
const since = ({ events }: Bench, from: number) =>
  events.slice(from).flatMap(({ type }) => (['sent', 'confirmed'].includes(type) ? [] : [type]));
/** A bench whose tuner has proposed once, and holds another point for the best. */
const asking = (given: Partial<Settings> = {}): Bench =>
  armedBench({}, { approve: true, ...given })
    .tap('hit')
    .answer([0.0035, 22], [0.0032, 21])
    .wait(500);
const say = (bench: Bench, type: 'accept' | 'refuse' | 'reopen-proposal' | 'next'): Bench =>
  bench.hear({ type }).wait(500);
const edit = (bench: Bench, topic: string, value: number): Bench =>
  bench.hear({ type: 'edit-proposal', topic, value }).wait(100);

describe('a proposal that needs the operator’s yes', () => {
  test('is shown with its reason, and nothing of it is written, however long it waits', () => {
    const bench = asking().wait(30_000);
    expect(values(bench)).toEqual(before);
    expect(bench.state).toMatchObject({
      proposal: { values: { [drag]: 0.0035, [turns]: 22 }, reason: { kind: 'explore' } },
      trial: { number: 0 },
      verdict: { best: { [drag]: 0.0032, [turns]: 21 } },
    });
    expect(waiting(bench)).toEqual({ kind: 'approval' });
    expect(bench.question).toBeNull();
  });

  test('is written once it is accepted, as the next trial, with its reason and its seed', () => {
    const bench = say(asking(), 'accept');
    expect(values(bench)).toEqual([0.0035, 22]);
    expect(bench.state).toMatchObject({ proposal: null, shootingTrial: 1 });
    expect(bench.state.trial).toMatchObject({ kind: 'proposal', reason: { kind: 'explore' } });
    expect(bench.logged('trial').at(-1)).toMatchObject({ seed: 1 });
  });

  test('comes when it is asked for where autotune is off, and after enough shots where it is on', () => {
    const byHand = armedBench({}, { approve: true, autotune: false }).tap('hit').tap('hit');
    expect(byHand.question).toBeNull();
    expect(byHand.hear({ type: 'next' }).question).not.toBeNull();
    const byRule = armedBench({}, { approve: true, shotsPerTrial: 2 }).tap('hit');
    expect(byRule.question).toBeNull();
    expect(byRule.tap('miss').question).not.toBeNull();
  });

  test('is still there, as it was changed, after the page was loaded anew, and waits for the tuner to be armed', () => {
    const bench = edit(asking(), turns, 21);
    const { proposal } = bench.state;
    expect(foldAll(bench.events).proposal).toEqual(proposal);
    bench.hear({ type: 'resume' }).connect();
    say(bench, 'accept');
    expect(bench.notices.at(-1)).toEqual({ kind: 'refused', input: 'accept', why: 'not-armed' });
    expect([values(bench), bench.state.proposal]).toEqual([before, proposal]);
    say(bench.arm(), 'accept');
    expect(values(bench)).toEqual([0.0035, 21]);
  });

  test('ends a hold when it is accepted', () => {
    const bench = say(asking().hear({ type: 'hold', on: true }), 'accept');
    expect(bench.state.hold).toBe(false);
    expect(values(bench)).toEqual([0.0035, 22]);
  });

  test('stands while more shots are taken, and they belong to the trial before', () => {
    const bench = asking().tap('miss').tap('hit').wait(100);
    expect(bench.state.proposal).not.toBeNull();
    expect(bench.state.trialShots).toBe(3);
  });

  test('is answered first: another one is not asked for', () => {
    const bench = say(asking(), 'next');
    expect(bench.notices.at(-1)).toEqual({ kind: 'proposal-open' });
    expect(bench.state.asked).toBe(false);
  });

  test('moves only the coefficient whose turn it is, one at a time', () => {
    const bench = say(asking({ search: 'one-at-a-time' }), 'accept');
    expect(values(bench)).toEqual([0.0035, 20]);
  });
});

describe('a change of a proposal', () => {
  test('is accepted with it, and the trial says that it was changed', () => {
    const bench = say(edit(asking(), drag, 0.0031), 'accept');
    expect(values(bench)).toEqual([0.0031, 22]);
    expect(bench.state.trial).toMatchObject({ kind: 'edited', reason: { kind: 'chosen' } });
    expect(bench.logged('proposal-edited')).toMatchObject([{ topic: drag, value: 0.0031 }]);
  });

  test('back to what was proposed leaves it the model’s own', () => {
    const bench = say(edit(edit(asking(), turns, 21), turns, 22), 'accept');
    expect(bench.state.trial).toMatchObject({ kind: 'proposal' });
  });

  test.each([
    ['outside its bounds', drag, 0.007, 'out-of-bounds'],
    ['that is no number', drag, Number.NaN, 'out-of-bounds'],
    ['farther than one trial may go', drag, 0.0038, 'beyond-step'],
    ['farther than one trial may go, in whole numbers', turns, 24, 'beyond-step'],
  ])('%s is refused', (_what, topic, value, kind) => {
    const bench = edit(asking(), topic, value);
    expect(bench.notices.at(-1)).toMatchObject({ kind, topic });
    expect(bench.logged('proposal-edited')).toEqual([]);
  });

  test('as far as one trial may go is taken, and a whole number by one step at least', () => {
    const bench = edit(edit(asking(), drag, 0.00375), turns, 17.2);
    expect(bench.state.proposal?.values).toEqual({ [drag]: 0.00375, [turns]: 17 });
    const fine = asking({
      coefficients: [
        coefficient(),
        coefficient({
          topic: turns,
          min: 10,
          max: 30,
          codeDefault: 20,
          integer: true,
          maxStep: 0.01,
        }),
      ],
    });
    expect(edit(fine, turns, 21).state.proposal?.values[turns]).toBe(21);
  });
});

describe('a proposal that was refused', () => {
  test('leaves the robot alone, and the next one comes after as many more shots as a trial has', () => {
    const bench = armedBench({}, { approve: true, shotsPerTrial: 2 }).tap('hit').tap('hit');
    say(bench.answer([0.0035, 22]), 'refuse');
    expect([values(bench), bench.state.proposal]).toEqual([before, null]);
    expect(waiting(bench)).toEqual({ kind: 'shots', have: 0, need: 2 });
    expect(bench.tap('miss').question).toBeNull();
    expect(bench.tap('miss').question).not.toBeNull();
  });

  test('is followed by another one when it is asked for, of which the optimizer is told that one was refused', () => {
    const bench = say(say(asking(), 'refuse'), 'next');
    expect(bench.question?.request.refused).toBe(1);
    say(say(bench.answer([0.0026, 19]).wait(100), 'refuse'), 'next');
    expect(bench.question?.request.refused).toBe(2);
    say(bench.answer([0.0034, 19]).wait(100), 'accept');
    expect(values(bench)).toEqual([0.0034, 19]);
    expect(say(bench, 'next').question?.request.refused).toBeUndefined();
  });

  test('can be shown again as long as nothing has changed', () => {
    const bench = say(say(asking(), 'refuse'), 'reopen-proposal');
    expect(values(say(bench, 'accept'))).toEqual([0.0035, 22]);
  });

  test.each([
    ['other values are chosen', (bench: Bench) => bench.set(drag, 0.0033)],
    ['the settings change', (bench: Bench) => bench.configure({ approve: true })],
  ])('can’t be shown again once %s', (_what, act) => {
    const bench = say(act(say(asking(), 'refuse')), 'reopen-proposal');
    expect(bench.state.proposal).toBeNull();
    expect(bench.notices.at(-1)).toEqual({ kind: 'no-proposal' });
  });

  test.each(['accept', 'refuse', 'reopen-proposal'] as const)(
    'asks for nothing twice: %s',
    (act) => {
      const bench = say(asking(), 'accept');
      const from = bench.events.length;
      say(bench, act);
      expect(bench.notices.at(-1)).toEqual({ kind: 'no-proposal' });
      expect(since(bench, from)).toEqual([]);
    },
  );
});

describe('a proposal is withdrawn with a word, and never written,', () => {
  test.each([
    ['the settings are changed', 'settings', (b: Bench) => b.configure({ approve: true })],
    ['the best is chosen', 'other-values', (b: Bench) => b.hear({ type: 'go-to', target: 'best' })],
    [
      'the baseline is chosen',
      'other-values',
      (b: Bench) => b.hear({ type: 'go-to', target: 'baseline' }),
    ],
    ['a value is set by hand', 'other-values', (b: Bench) => b.set(drag, 0.0033)],
    ['tuning is finished', 'finished', (b: Bench) => b.hear({ type: 'finish', with: 'as-is' })],
    ['the robot restarts', 'restart', (b: Bench) => b.restartRobot()],
    [
      'another dashboard writes a value',
      'robot-values',
      (b: Bench) => b.otherDashboardWrites(drag, 0.005),
    ],
  ] as const)('when %s', (_what, why, act) => {
    const bench = act(asking());
    expect(bench.logged('proposal-withdrawn')).toMatchObject([{ why }]);
    expect(bench.notices).toContainEqual({ kind: 'proposal-withdrawn', why });
    say(bench, 'accept');
    expect(bench.logged('trial').some(({ kind }) => kind === 'proposal')).toBe(false);
  });

  test('when another coefficient has its turn', () => {
    const bench = asking({ search: 'one-at-a-time' }).hear({ type: 'skip' }).wait(500);
    expect(bench.notices).toContainEqual({ kind: 'proposal-withdrawn', why: 'turn' });
    expect(bench.state).toMatchObject({ proposal: null, turn: { topic: turns } });
  });

  test('but not when the link is lost and the same robot is back', () => {
    const bench = asking().drop().wait(500).connect().wait(500);
    expect(bench.state.proposal).not.toBeNull();
    expect(values(say(bench, 'accept'))).toEqual([0.0035, 22]);
  });
});

describe('where each proposal needs a yes', () => {
  test('the best of a turn that ends by success waits for it too', () => {
    const bench = armedBench(
      {},
      {
        approve: true,
        autotune: false,
        search: 'one-at-a-time',
        autoAdvance: { on: true, shots: 3 },
      },
    ).wait(50);
    say(bench.tap('hit'), 'next');
    say(bench.answer([0.0035, 20], [0.0032, 20]).wait(100), 'accept');
    bench.tap('hit').tap('hit').wait(500);
    expect(bench.state.turn?.topic).toBe(turns);
    expect(values(bench)).toEqual([0.0035, 20]);
    expect(bench.state.proposal).toMatchObject({ kind: 'best', values: { [drag]: 0.0032 } });
    say(bench, 'accept');
    expect(values(bench)).toEqual([0.0032, 20]);
    expect(bench.state.trial?.kind).toBe('best');
  });

  test('other dashboards are told so, and their button for the next values accepts nothing', () => {
    const bench = armedBench({}, { approve: true, autotune: false })
      .tap('hit')
      .hear({ type: 'next' });
    expect(status(bench)).toMatchObject({ ShowRunOptimizationButton: true });
    bench.answer([0.0035, 22]).wait(100);
    expect(status(bench)).toMatchObject({
      AutotuneEnabled: false,
      TunerRuntimeStatus: 'ACTIVE',
      ShowRunOptimizationButton: false,
    });
    expect(statusLine(bench.state, bench.now)).toContain('a proposal waits for approval');
    expect(status(asking())).toMatchObject({ AutotuneEnabled: true, CurrentCoeffAutotune: true });
  });

  test('a robot that waits for new values does not wait for a person', () => {
    const interlocks = { shotLogged: false, coefficientsUpdated: true };
    const bench = armedBench({}, { approve: true, interlocks }).tap('hit');
    const answered = () => interlocksOf(bench.state, bench.now, bench.state.nextSeq)?.answeredShot;
    expect(answered()).toBe(bench.lastShot?.seq);
    bench.answer([0.0035, 22]).wait(100);
    expect(answered()).toBe(bench.lastShot?.seq);
    bench.takesWrites = false;
    bench.hear({ type: 'accept' });
    expect(answered()).toBe(-1);
  });

  test('settings of a log from before there was approval need none', () => {
    const later = ['approve', 'burst'];
    const stored = Object.fromEntries(
      Object.entries(settings()).filter(([name]) => !later.includes(name)),
    );
    expect(completed(stored as unknown as Settings)).toMatchObject({ approve: false, burst: 0 });
  });
});
