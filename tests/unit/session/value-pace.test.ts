import { expect, test } from 'vitest';

import { ValuePace } from '../../../src/session/value-pace.ts';
import { HandClock } from './session-world.ts';

function pace() {
  const clock = new HandClock();
  const told: number[] = [];
  const values = new ValuePace(clock, ({ value }) => told.push(value));
  const report = (value: number): void => {
    const serverUs = clock.nowMs() * 1000;
    values.hear({ type: 'observed', topic: '/Tuning/Rpm', value, serverUs });
  };
  return { clock, told, values, report };
}

test('a value that changes 50 times a second for ten seconds is told at most 20 times, the last one too', () => {
  const { clock, told, report } = pace();
  for (let i = 0; i < 500; i++) {
    report(i);
    clock.advance(20);
  }
  clock.advance(2_000);
  expect(told.length).toBeLessThanOrEqual(20);
  expect(told.at(-1)).toBe(499);
});

test('values that come now and then are told at once', () => {
  const { clock, told, report } = pace();
  for (let i = 0; i < 10; i++) {
    report(i);
    expect(told.at(-1)).toBe(i);
    clock.advance(400);
  }
});

test('before a shot the value of its own time is told, and the one of now', () => {
  const { clock, told, values, report } = pace();
  let shotUs = 0;
  for (let i = 0; i < 30; i++) {
    report(i);
    if (i === 20) shotUs = clock.nowMs() * 1000;
    clock.advance(20);
  }
  values.catchUp(shotUs + 1);
  expect(told.slice(-2)).toEqual([20, 29]);
  values.catchUp(null);
  expect(told.slice(-2)).toEqual([20, 29]);
});

test('what waits of a connection that is gone is never told', () => {
  const { clock, told, values, report } = pace();
  for (let i = 0; i < 10; i++) report(i);
  values.forget();
  clock.advance(3_000);
  expect(told.at(-1)).toBe(5);
});
