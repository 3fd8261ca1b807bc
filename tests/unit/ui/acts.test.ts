import { beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyState } from '../../../src/core/tuning/state.ts';
import type { TuningState } from '../../../src/core/tuning/state.ts';
import { Acts } from '../../../src/ui/acts.ts';
import type { Operated } from '../../../src/ui/acts.ts';
import { settings } from '../tuning/bench.ts';
import { shotRecord } from './shots.ts';

/** A session that notes what it is asked, and remembers what was tapped as a real one does. */
function notedSession() {
  const calls: string[] = [];
  const note =
    (verb: string) =>
    (...args: unknown[]): void => {
      calls.push([verb, ...args].join(' '));
    };
  const session: Operated & { state: TuningState } = {
    state: emptyState,
    tap: note('tap'),
    relabel: note('relabel'),
    voidShot: note('void'),
    undo: note('undo'),
    arm: note('arm'),
    disarm: note('disarm'),
    goTo: note('goTo'),
    next: note('next'),
    hold: note('hold'),
    skip: note('skip'),
    previous: note('previous'),
    accept: note('accept'),
    refuse: note('refuse'),
    burst: note('burst'),
  };
  return { session, calls };
}

/** A state in which the last act was about that shot. */
const after = (shotId: string): TuningState => ({
  ...emptyState,
  undo: [
    {
      seq: 1,
      shotId,
      act: 'shot',
      before: { label: 'none', labelledBy: 'robot', direction: null, voided: false, burst: null },
    },
  ],
});

let { session, calls } = notedSession();
const help = vi.fn();
let acts = new Acts(() => session, help);
beforeEach(() => {
  ({ session, calls } = notedSession());
  acts = new Acts(() => session, help);
});

test.each([
  [8, 5, ['burst 5 8']],
  [8, 9, []],
  [9, 9, ['burst 9 9']],
  [12, 5, []],
  [0, 5, []],
])('with bursts of %s, the digit %s asks for %j', (burst, digit, asked) => {
  session.state = { ...emptyState, settings: settings({ burst }) };
  expect(acts.perform(`made ${digit as 5 | 9}`, 0)).toBe(asked.length > 0);
  expect(calls).toEqual(asked);
});

describe('an arrow', () => {
  test('soon after a miss says where that one went, also when a newer shot came in between', () => {
    session.state = after('a');
    acts.perform('miss', 1_000);
    session.state = { ...after('a'), shots: [shotRecord(9, 'none')] };
    expect(acts.perform('short', 2_400)).toBe(true);
    expect(calls).toEqual(['tap miss ', 'relabel a miss short']);
  });

  test('long after a miss, after a hit, or with no miss at all asks for nothing', () => {
    expect(acts.perform('left', 0)).toBe(false);
    session.state = after('a');
    acts.perform('miss', 1_000);
    expect(acts.perform('left', 2_501)).toBe(false);
    acts.perform('miss', 3_000);
    acts.perform('hit', 3_100);
    expect(acts.perform('left', 3_200)).toBe(false);
    expect(calls).not.toContainEqual(expect.stringMatching(/^relabel/));
  });
});

describe('what was tapped is felt', () => {
  const felt = () => {
    const tapped = vi.fn();
    const directed = vi.fn();
    return { tapped, directed, acts: new Acts(() => session, help, { tapped, directed }) };
  };

  test('once for each result, by touch or by key, and by no other act', () => {
    const { acts, tapped } = felt();
    acts.hit();
    acts.perform('hit', 0);
    acts.miss('left', 0);
    acts.perform('undo', 0);
    acts.perform('void', 0);
    expect(tapped.mock.calls).toEqual([
      ['hit', null],
      ['hit', null],
      ['miss', 'left'],
    ]);
  });

  test('and the direction that follows a miss is no second result', () => {
    const { acts, tapped, directed } = felt();
    session.state = after('a');
    acts.direct(acts.miss(null, 0) ?? 'none', 'long');
    expect(calls).toEqual(['tap miss ', 'relabel a miss long']);
    expect(tapped).toHaveBeenCalledOnce();
    expect(directed.mock.calls).toEqual([['long']]);
  });
});

describe('A', () => {
  test('arms and disarms only when pressed twice within a second', () => {
    acts.perform('arm', 1_000);
    acts.perform('arm', 2_500);
    expect(calls).toEqual([]);
    acts.perform('arm', 3_000);
    expect(calls).toEqual(['arm']);
    session.state = { ...emptyState, armed: true };
    acts.perform('arm', 3_100);
    expect(calls).toEqual(['arm']);
    acts.perform('arm', 3_200);
    expect(calls).toEqual(['arm', 'disarm']);
  });
});

test('void takes the newest shot that is not void yet', () => {
  session.state = {
    ...emptyState,
    shots: [shotRecord(1, 'hit'), shotRecord(2, 'miss'), shotRecord(3, 'hit', { voided: true })],
  };
  acts.perform('void', 0);
  expect(calls).toEqual(['void shot-2']);
});

test('hold resumes what is held', () => {
  acts.perform('hold', 0);
  session.state = { ...emptyState, hold: true };
  acts.perform('hold', 0);
  expect(calls).toEqual(['hold true', 'hold false']);
});

test('the turn is handed on and back', () => {
  acts.perform('skip', 0);
  acts.perform('previous', 0);
  expect(calls).toEqual(['skip', 'previous']);
});

test('the help key only shows the keys', () => {
  acts.perform('help', 0);
  expect(help).toHaveBeenCalledOnce();
  expect(calls).toEqual([]);
});
