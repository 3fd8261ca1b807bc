import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Feedback, pulses, shownMs } from '../../../../src/ui/feel/feedback.svelte.ts';

const play = vi.fn();
const vibrate = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
});
afterEach(() => {
  vi.useRealTimers();
});
const on = (tones: boolean, vibration: boolean) =>
  new Feedback({ tones: { play }, vibrate }, () => ({ tones, vibration }));

test('a tap is shown for 120 ms, and one after it for as long anew', () => {
  const feedback = on(false, false);
  feedback.tapped('hit', null);
  vi.advanceTimersByTime(shownMs - 1);
  expect(feedback.shown).toEqual({ label: 'hit', direction: null });
  feedback.tapped('miss', 'long');
  vi.advanceTimersByTime(shownMs - 1);
  expect(feedback.shown).toEqual({ label: 'miss', direction: 'long' });
  vi.advanceTimersByTime(1);
  expect(feedback.shown).toBeNull();
  expect(shownMs).toBe(120);
});

test('nothing sounds or vibrates that was not switched on', () => {
  on(false, false).tapped('hit', null);
  expect([play, vibrate].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  on(true, false).tapped('hit', null);
  expect([play, vibrate].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
  on(false, true).tapped('miss', null);
  expect([play, vibrate].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});

test('hit and miss are told apart by the fingers, and a device without that does the rest', () => {
  expect(pulses.hit).not.toEqual(pulses.miss);
  const feedback = new Feedback({ tones: { play }, vibrate: null }, () => ({
    tones: true,
    vibration: true,
  }));
  feedback.tapped('miss', null);
  expect(play.mock.calls).toEqual([['miss']]);
  expect(feedback.shown).not.toBeNull();
});

test('the direction of a miss is shown, and sounds no second time', () => {
  const feedback = on(true, true);
  feedback.tapped('miss', null);
  feedback.directed('left');
  expect(feedback.shown).toEqual({ label: 'miss', direction: 'left' });
  expect([play, vibrate].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});
