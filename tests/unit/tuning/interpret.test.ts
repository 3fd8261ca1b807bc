import { describe, expect, test } from 'vitest';

import { armedBench, Bench } from './bench.ts';

describe('the arm switch', () => {
  test('arms a tuner that may be armed, and says why another may not', () => {
    const bench = new Bench().configure();
    expect(bench.arm().state.armed).toBe(false);
    expect(bench.notices).toEqual([{ kind: 'refused', input: 'arm', why: 'offline' }]);
    expect(bench.connect().arm().state.armed).toBe(true);
  });

  test('disarms at once, drops the question, and forgets that the next values were asked for', () => {
    const bench = armedBench({}, { autotune: false }).hear({ type: 'next' });
    expect(bench.question).not.toBeNull();
    bench.hear({ type: 'disarm' });
    expect(bench.question).toBeNull();
    expect(bench.state).toMatchObject({ armed: false, disarmedBecause: 'operator', asked: false });
  });

  test('does nothing twice', () => {
    const bench = armedBench();
    const { length } = bench.events;
    bench.arm();
    expect(bench.events).toHaveLength(length);
    bench.hear({ type: 'disarm' }).hear({ type: 'disarm' });
    expect(bench.events).toHaveLength(length + 1);
  });
});

describe('a reload', () => {
  test('leaves the page disarmed and off line, with all else as it was', () => {
    const bench = armedBench().tap('hit').answer([0.004, 24]).wait(500).tap('miss');
    const { shots, trial, trialShots, verdict, baseline, hold } = bench.state;
    bench.hear({ type: 'resume' });
    expect(bench.state).toMatchObject({ armed: false, disarmedBecause: 'reload', online: null });
    expect(bench.state).toMatchObject({ shots, trial, trialShots, verdict, baseline, hold });
  });

  test('of a page that was neither armed nor on line adds nothing to the log', () => {
    const bench = new Bench().configure();
    const { length } = bench.events;
    expect(bench.hear({ type: 'resume' }).events).toHaveLength(length);
  });
});

describe('the button for the next values', () => {
  test('asks even before a shot was taken, and once however often it is pressed', () => {
    const bench = armedBench({}, { autotune: false });
    bench.hear({ type: 'next' }).hear({ type: 'next' }).wait(500);
    expect(bench.questions).toHaveLength(1);
    expect(bench.logged('asked')).toHaveLength(1);
  });

  test('is refused while nothing may be written, and does not act later', () => {
    const bench = new Bench().configure().connect().hear({ type: 'next' });
    expect(bench.notices).toEqual([{ kind: 'refused', input: 'next', why: 'not-armed' }]);
    bench.arm().wait(1000);
    expect(bench.question).toBeNull();
  });
});

describe('what is told again', () => {
  test('is no event: a drop, a hold, a match', () => {
    const match = { event: 'CASJ', type: 'qualification', number: 4 } as const;
    const bench = armedBench()
      .hear({ type: 'match', match })
      .hear({ type: 'hold', on: true })
      .drop();
    const { length } = bench.events;
    bench.hear({ type: 'match', match: { ...match } }).hear({ type: 'hold', on: true });
    bench.hear({ type: 'offline', why: 'refused' });
    expect(bench.events).toHaveLength(length);
  });
});

describe('a note', () => {
  test('is logged word for word, an empty one not at all', () => {
    const bench = new Bench().hear({ type: 'note', text: ' new wheels\n' });
    bench.hear({ type: 'note', text: '  ' });
    expect(bench.logged('note').map(({ text }) => text)).toEqual([' new wheels\n']);
  });
});
