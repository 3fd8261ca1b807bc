import { expect, test } from 'vitest';

import { standingWords } from '../../../src/ui/standing-words.ts';

const theirs = { kind: 'theirs', name: 'MLtune-a@1', silent: false, stayed: false } as const;

test('nothing is said to who has the robot, or may have it in a moment', () => {
  expect(standingWords({ kind: 'asking' })).toBeNull();
  expect(standingWords({ kind: 'ours', ignored: [] })).toBeNull();
});

test('another laptop is named, with what to do', () => {
  expect(standingWords(theirs)).toEqual({
    words:
      'Another laptop tunes this robot: MLtune-a@1. This page only watches; taps and the log go on.',
    button: 'Take over',
  });
  expect(standingWords({ ...theirs, silent: true })?.words).toMatch(/silent.*until you take over/);
  expect(standingWords({ ...theirs, stayed: true })?.words).toMatch(/did not stop.*Close/);
});
