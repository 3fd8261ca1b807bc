import { describe, expect, test } from 'vitest';

import {
  adviceWords,
  betterWords,
  lineWords,
  sensitivityWords,
  standingWords,
} from '../../../src/ui/comparison/progress-words.ts';
import { rateOf } from '../../../src/ui/comparison/rates.ts';
import { armedBench, drag, turns, twoCoefficients } from '../tuning/bench.ts';

const rate = { mean: 0.71, low: 0.6, high: 0.8 };
const current = { kind: 'current' } as const;
const loss = (low: number, mean: number, negligible = false) => ({
  loss: { low, mean, high: mean + 0.1 },
  negligible,
});

describe('the words on whether it is better', () => {
  test('are never quite sure', () => {
    expect(betterWords({ better: 0.934 })).toBe('93 % sure that the best beats the baseline.');
    expect(betterWords({ better: 1 })).toMatch(/^Over 99 % sure/);
    expect(betterWords({ better: 0 })).toMatch(/^Under 1 % sure/);
  });

  test('advise, and leave it to the operator', () => {
    expect(adviceWords({ advice: { kind: 'too-early', shotsNeeded: 1 } })).toMatch(
      /at least 1 shot more/,
    );
    expect(adviceWords({ advice: { kind: 'go-on', gain: 0.04 } })).toMatch(/about 4 %/);
    expect(adviceWords({ advice: { kind: 'stop', gain: 0.004 } })).toBe(
      'You can stop: more tuning would bring less than 1 %. It is up to you.',
    );
  });

  test('name what matters most and what makes no difference, and nothing that is not known', () => {
    const all = [
      { topic: drag, ...loss(0.2, 0.3) },
      { topic: turns, ...loss(-0.01, 0, true) },
    ];
    const words = sensitivityWords({ sensitivities: all }, twoCoefficients);
    expect(words).toHaveLength(2);
    expect(words[0]).toMatch(/^Drag matters most/);
    expect(words[1]).toMatch(/^Turns makes no difference/);
    const unsure = [{ topic: drag, ...loss(-0.1, 0.2) }];
    expect(sensitivityWords({ sensitivities: unsure }, twoCoefficients)).toEqual([]);
  });

  test('say what keeps an answer from being up to date, and what it knew', () => {
    const value = null;
    expect(standingWords({ last: { value, rows: 3 }, standing: current })).toBe('');
    expect(standingWords({ last: { value, rows: 3 }, standing: { kind: 'waiting' } })).toMatch(
      /from 3 shots/,
    );
    expect(standingWords({ last: null, standing: { kind: 'failed', detail: 'no room' } })).toMatch(
      /no room.*asked again/,
    );
  });

  test('fit one line, with no number before there is one', () => {
    const told = { last: null, standing: { kind: 'waiting' } } as const;
    expect(lineWords(null, null, null, told).best).toBe('No best yet');
    const verdict = { best: {}, bestRate: rate, baselineRate: rate, rows: 3 };
    expect(lineWords(verdict, rate, null, told)).toEqual({
      best: 'Best 60 to 80\u00a0%',
      baseline: ', baseline —',
      tail: '',
      end: '',
    });
  });
});

describe('a rate that is shown', () => {
  const bench = armedBench().tap('hit').answer([0.004, 24], [0.0035, 22]).wait(500);
  const answered = (of: Readonly<Record<string, number>>) => ({
    last: { value: { now: { of, overall: rate, at: [] } }, rows: 1 },
    standing: current,
  });

  test('is of the values that are there now', () => {
    const { state } = bench;
    expect(rateOf(state, 'now', answered({ [drag]: 0.004, [turns]: 24 }))).toEqual(rate);
    expect(rateOf(state, 'now', answered({ [drag]: 0.003, [turns]: 24 }))).toBeNull();
  });

  test('is the verdict’s until the model has answered, and where the general model speaks', () => {
    const { verdict } = bench.state;
    const none = { last: null, standing: current };
    expect(rateOf(bench.state, 'best', none)).toEqual(verdict!.bestRate);
    expect(rateOf(bench.state, 'code-default', none)).toBeNull();
    const general = { ...bench.state, verdict: { ...verdict!, model: 'general' as const } };
    expect(rateOf(general, 'now', answered({ [drag]: 0.004, [turns]: 24 }))).toBeNull();
  });
});
