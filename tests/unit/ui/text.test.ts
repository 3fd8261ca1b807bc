import { noRules } from '../../../src/core/tuning/coefficient.ts';
import { describe, expect, test } from 'vitest';
import { emptyTally } from '../../../src/core/tuning/score.ts';
import {
  formatValue,
  modelWords,
  percents,
  reasonWords,
  recordedWords,
  resultWords,
  ageWords,
  robotWords,
  waitingWords,
} from '../../../src/ui/text.ts';
import { shotRecord } from './shots.ts';

describe('a value', () => {
  test('has a digit more than its step, so that no step is rounded away', () => {
    expect(formatValue(0.00385, 0.0001)).toBe('0.00385');
    expect(formatValue(29.4, 0.5)).toBe('29.40');
    expect(formatValue(2480, 10)).toBe('2480');
    expect(formatValue(0.1 + 0.2, 0.1)).toBe('0.30');
  });

  test('that is not known is a dash, never a number', () => {
    for (const value of [undefined, null, NaN, Infinity]) expect(formatValue(value, 0.1)).toBe('—');
  });
});

test('an interval is said in whole percents', () => {
  expect(percents({ low: 0.587, high: 0.8549 })).toBe('59 to 85 %');
});

test('a shot that waits for its label is never called a miss', () => {
  const waiting = { label: 'none', direction: null, voided: false } as const;
  expect(resultWords(waiting)).toEqual({ icon: 'none', words: 'to label' });
});

test('each result has a picture of its own, whatever its colour', () => {
  const miss = [null, 'long', 'short', 'left', 'right'] as const;
  const icons = [
    resultWords({ label: 'hit', direction: null, voided: false }),
    resultWords({ label: 'none', direction: null, voided: false }),
    resultWords({ label: 'hit', direction: null, voided: true }),
    ...miss.map((direction) => resultWords({ label: 'miss', direction, voided: false })),
  ].map(({ icon }) => icon);
  expect(new Set(icons).size).toBe(icons.length);
});

test('a new shot is said with the score', () => {
  const tally = { ...emptyTally, hits: 8, counted: 11 };
  expect(recordedWords(shotRecord(0, 'hit'), tally)).toBe('Hit recorded, 8 of 11.');
});

test('a match and an emergency stop are told first', () => {
  const robot = {
    kind: 'known',
    enabled: true,
    mode: 'teleop',
    eStop: false,
    fms: false,
    driverStation: true,
  } as const;
  expect(robotWords(robot)).toBe('Teleop · enabled');
  expect(robotWords({ ...robot, fms: true })).toMatch(/^Match/);
  expect(robotWords({ ...robot, eStop: true, fms: true })).toBe('Emergency stop');
  expect(robotWords({ kind: 'unknown' })).toBe('Robot state unknown');
});

test('a reason names the coefficient as the team does, and what to expect', () => {
  const rate = { mean: 0.8, low: 0.71, high: 0.88 };
  const topic = '/Tuning/Hood';
  const coefficient = {
    topic,
    name: 'Hood offset',
    unit: 'deg',
    min: 0,
    max: 10,
    codeDefault: 5,
    step: 0.1,
    maxStep: 0.15,
    integer: false,
    scale: 'linear',
    enabled: true,
    role: null,
    atM: null,
    own: noRules,
  } as const;
  expect(
    reasonWords('proposal', { kind: 'explore', topic, direction: 'up', rate }, [coefficient]),
  ).toBe('Trying more hood offset. Expect 71 to 88 % hits.');
});

test('what is waited for says how many shots are still to come', () => {
  expect(waitingWords({ kind: 'shots', have: 1, need: 3 })).toContain('1 of 3');
  expect(waitingWords({ kind: 'shots', have: 0, need: 1 })).toBe('Waiting for the next shot.');
});

test.each([
  [-3, '0.0 s ago'],
  [1_234, '1.2 s ago'],
  [14_900, '10 s ago'],
  [125_000, '2 min ago'],
])('an age of %i ms is told as “%s”', (ms, words) => {
  expect(ageWords(ms)).toBe(words);
});

test('the model that speaks is said, and nothing where an old log does not know it', () => {
  expect(modelWords('aim')).toContain('aim model');
  expect(modelWords('general')).toContain('general model');
  expect(modelWords(undefined)).toBe('');
});
