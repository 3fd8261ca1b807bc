import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ServerClock } from '../../../src/link/nt4-clock.ts';

/** Asks a server whose clock is `aheadUs` ahead of the page's, `outMs` on the way there and `backMs` back. */
function ask(
  clock: ServerClock,
  askedMs: number,
  aheadUs: number,
  outMs: number,
  backMs: number,
): number {
  const serverUs = (askedMs + outMs) * 1000 + aheadUs;
  const nowMs = askedMs + outMs + backMs;
  clock.echoed(serverUs, askedMs, nowMs);
  return nowMs;
}

const aheadUs = fc.integer({ min: -3_600_000_000, max: 3_600_000_000 });
const wayMs = fc.double({ min: 0.05, max: 300, noNaN: true });

describe('the robot’s clock', () => {
  test('is unknown before the first echo', () => {
    const clock = new ServerClock();
    expect([clock.serverUs(5), clock.rttMs()]).toEqual([null, null]);
  });

  test('is known to half a round trip, and never believed more than 50 ms ahead', () => {
    fc.assert(
      fc.property(
        aheadUs,
        fc.array(fc.tuple(wayMs, wayMs), { minLength: 1, maxLength: 30 }),
        (ahead, ways) => {
          const clock = new ServerClock();
          let nowMs = 10_000;
          for (const [outMs, backMs] of ways) nowMs = ask(clock, nowMs, ahead, outMs, backMs) + 1;
          const errorUs = (clock.serverUs(nowMs) ?? NaN) - (nowMs * 1000 + ahead);
          const rttUs = (clock.rttMs() ?? NaN) * 1000;
          expect(errorUs).toBeLessThanOrEqual(Math.min(50_000, rttUs / 2) + 1);
          expect(errorUs).toBeGreaterThanOrEqual(-Math.max(rttUs / 2, rttUs - 50_000) - 1);
        },
      ),
      { seed: 1 },
    );
  });

  test('is believed by the fastest echo of the last ten seconds', () => {
    const clock = new ServerClock();
    ask(clock, 0, 0, 1, 1);
    ask(clock, 1000, 0, 40, 0);
    expect(clock.rttMs()).toBeCloseTo(2);
    ask(clock, 10_500, 0, 3, 3);
    expect(clock.rttMs()).toBeCloseTo(6);
  });

  test.each([3_600_000_000, -3_600_000_000, 30_000, -30_000])(
    'is believed again at once when it jumped by %i µs',
    (jumpUs) => {
      const clock = new ServerClock();
      ask(clock, 0, 0, 1, 1);
      const nowMs = ask(clock, 250, jumpUs, 2, 2);
      expect(clock.serverUs(nowMs)).toBe(nowMs * 1000 + jumpUs);
    },
  );

  test('that drifts by 50 ppm is still known to a few milliseconds after two hours', () => {
    const clock = new ServerClock();
    for (let askedMs = 0; askedMs < 7_200_000; askedMs += 250) {
      const nowMs = ask(clock, askedMs, askedMs * 0.05, 1, 1);
      const errorUs = (clock.serverUs(nowMs) ?? NaN) - (nowMs * 1000 + askedMs * 0.05);
      expect(Math.abs(errorUs)).toBeLessThan(3000);
    }
  });

  test('an echo from the future is no echo', () => {
    const clock = new ServerClock();
    clock.echoed(1, 10, 5);
    expect(clock.serverUs(10)).toBeNull();
    clock.echoed(1, Number.NaN, 5);
    expect(clock.serverUs(10)).toBeNull();
  });
});
