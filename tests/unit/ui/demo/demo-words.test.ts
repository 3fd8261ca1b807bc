import { describe, expect, test } from 'vitest';
import { emptyState } from '../../../../src/core/tuning/state.ts';
import {
  enoughShots,
  guideStep,
  guideSteps,
  seenWords,
  type OnTheWay,
} from '../../../../src/ui/demo/demo-words.ts';
import { shotRecord } from '../shots.ts';

const online: OnTheWay = { ...emptyState, online: { address: 'demo:5810' } };
const armed: OnTheWay = { ...online, armed: true };
const shots = (count: number) => Array.from({ length: count }, (_, i) => shotRecord(i + 1, 'hit'));

describe('the guide', () => {
  test.each([
    ['connects', emptyState, 'barred', 1, /Connecting/],
    ['arms', online, 'barred', 2, /Arm/],
    ['shoots', armed, 'shots', 3, /Shoot/],
    ['labels what was seen', { ...armed, shots: [shotRecord(1, 'none')] }, 'shots', 4, /HIT.*MISS/],
    ['waits for new values', { ...armed, shots: shots(1) }, 'thinking', 5, /change/],
    ['shoots on', { ...armed, shots: shots(2) }, 'shots', 5, /2 of 20/],
    ['takes the best', { ...armed, shots: shots(enoughShots) }, 'shots', 6, /Best/],
    [
      'reveals the truth',
      { ...armed, shots: shots(enoughShots), trial: { number: 9, kind: 'best' } },
      'held',
      6,
      /truth/,
    ],
  ] as const)('%s', (_what, state, waiting, step, words) => {
    const told = guideStep(state as OnTheWay, waiting, false);
    expect(told.step).toBe(step);
    expect(told.step).toBeLessThanOrEqual(guideSteps);
    expect(told.words).toMatch(words);
  });

  test('asks for no label where a sensor tells it', () => {
    expect(guideStep(armed, 'shots', true).words).toContain('sensor');
  });

  test('says that nothing is lost while the connection is away', () => {
    const lost = { ...armed, online: null, lastOnline: { address: 'demo', serverUs: 1, atMs: 1 } };
    expect(guideStep(lost, 'barred', false).words).toContain('Nothing is lost');
  });
});

test('what was seen of a shot is said in words', () => {
  expect(seenWords({ hit: true, errorM: 0.1 })).toBe('The ball went in.');
  expect(seenWords({ hit: false, errorM: 0.4 })).toMatch(/^Too high: 0.40 m/);
  expect(seenWords({ hit: false, errorM: -0.4 })).toMatch(/^Too low: 0.40 m/);
  expect(seenWords({ hit: false, errorM: NaN })).toMatch(/short/);
});
