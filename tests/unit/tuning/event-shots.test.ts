import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { eventFault, EventShots } from '../../../src/core/tuning/event-shots.ts';
import { blankMapping, type EventSource } from '../../../src/core/tuning/named-source.ts';
import type { Visit } from '../../../src/core/tuning/visit.ts';

const since = 10_000_000;
const first: Visit = { sinceUs: since, kind: 'first', boot: 'A' };
const again: Visit = { ...first, sinceUs: since + 5e6, kind: 'again' };
const rebooted: Visit = { sinceUs: 2e6, kind: 'rebooted', boot: 'B' };

function source(given: Partial<EventSource> = {}): EventSource {
  return {
    kind: 'event',
    topic: '/shot',
    enabled: true,
    change: 'any',
    label: null,
    mapping: { ...blankMapping, distance: '/distance' },
    ...given,
  };
}
function shotsOf(given: Partial<EventSource> = {}, visit: Visit | null = first): EventShots {
  const shots = new EventShots(source(given));
  if (visit !== null) shots.visit(visit);
  return shots;
}
/** Robot clock of each shot that these values, a millisecond apart, are taken for, µs after the connection. */
function timesOf(shots: EventShots, values: readonly unknown[], fromUs = since + 1000): number[] {
  values.forEach((value, i) => {
    shots.hearEvent(value, fromUs + i * 1000, i);
  });
  return shots.take(Infinity).map(({ shot }) => shot.serverUs - since);
}

describe('an event', () => {
  test('is told once, 60 ms after it came, with the last value not after it', () => {
    const shots = shotsOf();
    shots.hearEvent(1, since + 50_000, 100);
    for (const [offsetUs, m] of [
      [50_001, 9],
      [40_000, 3],
      [50_000, 4],
      [30_000, 2],
    ] as const)
      shots.hearNoted('/distance', m, since + offsetUs);
    expect(shots.dueMs()).toBe(160);
    expect(shots.take(159)).toEqual([]);
    expect(shots.take(160)).toEqual([
      {
        shot: {
          key: `event-A-${since + 50_000}-/shot`,
          source: 'event',
          serverUs: since + 50_000,
          distanceM: 4,
          label: 'none',
          missX: null,
          missY: null,
          used: null,
          extra: {},
          recovered: false,
        },
        lacking: [],
      },
    ]);
    expect([shots.dueMs(), shots.take(Infinity)]).toEqual([null, []]);
  });

  test('takes no value that is older than 100 ms', () => {
    for (const [ageUs, distanceM] of [
      [100_000, 3],
      [100_001, null],
    ] as const) {
      const shots = shotsOf();
      shots.hearNoted('/distance', 3, since);
      shots.hearEvent(1, since + ageUs, 0);
      const [told] = shots.take(Infinity);
      expect(told?.shot.distanceM).toBe(distanceM);
      expect(told?.lacking.map(({ topic }) => topic)).toEqual(
        distanceM === null ? ['/distance'] : [],
      );
    }
  });

  test('remembers values for a shot that comes late', () => {
    const shots = shotsOf();
    for (let i = 0; i <= 45; i++) shots.hearNoted('/distance', i, since + i * 20_000);
    shots.hearEvent(1, since + 200_000, 0);
    expect(shots.take(Infinity)[0]?.shot.distanceM).toBe(10);
  });

  test('is a boolean that turns true, a number that changes, or any new value', () => {
    const flags = [true, true, false, false, true];
    expect(timesOf(shotsOf({ change: 'true' }), flags)).toEqual([1000, 5000]);
    expect(timesOf(shotsOf({ change: 'number' }), [0, 1, 1, 0, 5])).toEqual([2000, 4000, 5000]);
    expect(timesOf(shotsOf({ change: 'any' }), ['a', 'a', []])).toEqual([1000, 2000, 3000]);
  });

  test('has the result of the topic’s name, or of a number beside it', () => {
    const labelled = shotsOf({ label: 'miss' });
    labelled.hearEvent(1, since + 1, 0);
    expect(labelled.take(Infinity)[0]?.shot.label).toBe('miss');
    const result = { from: '/hit', hit: 2, miss: -1 };
    const told = [2, -1, 0, Number.NaN].map((value) => {
      const shots = shotsOf({ mapping: { ...blankMapping, result } });
      shots.hearNoted('/hit', value, since + 1);
      shots.hearEvent(1, since + 1, 0);
      return shots.take(Infinity)[0]?.shot.label;
    });
    expect(told).toEqual(['hit', 'miss', 'none', 'none']);
  });

  test('that the robot remembers from before is none, whatever the topic is', () => {
    for (const change of ['true', 'number', 'any'] as const) {
      const value = change === 'number' ? 4 : true;
      expect(timesOf(shotsOf({ change }), [value], since)).toEqual([]);
      expect(timesOf(shotsOf({ change }, null), [value])).toEqual([]);
      const shots = shotsOf({ change });
      shots.visit(rebooted);
      expect(timesOf(shots, [value], rebooted.sinceUs)).toEqual([]);
    }
  });

  test('of a lost link is one that was recovered, and no repeat is another', () => {
    for (const [change, before, after] of [
      ['true', true, true],
      ['number', 1, 2],
      ['any', 'a', 'a'],
    ] as const) {
      const shots = shotsOf({ change });
      shots.hearEvent(change === 'number' ? 0 : false, since + 1, 0);
      shots.hearEvent(before, since + 10, 0);
      shots.take(Infinity);
      shots.visit(again);
      shots.hearEvent(before, since + 10, 0);
      shots.hearEvent(after, since + 20, 0);
      shots.hearEvent(after, since + 20, 0);
      expect(shots.take(Infinity).map(({ shot }) => shot.recovered)).toEqual([true]);
    }
  });

  test('is noted with what holds though the clock of the robot has gone back', () => {
    const shots = shotsOf({ change: 'any' });
    shots.hearNoted('/distance', 3, since + 9e6);
    shots.hearEvent(1, since + 9e6, 0);
    shots.hearEvent(2, since - 9e6, 0);
    shots.take(Infinity);
    shots.hearNoted('/distance', 4, since - 8e6);
    shots.hearEvent(3, since - 8e6, 0);
    expect(shots.take(Infinity).map(({ shot }) => shot.distanceM)).toEqual([4]);
  });

  test('that was under way when the robot restarted is told with what was known', () => {
    const shots = shotsOf();
    shots.hearNoted('/distance', 3, since + 1);
    shots.hearEvent(1, since + 2, 0);
    expect(shots.visit(rebooted)).toMatchObject([
      { shot: { key: `event-A-${since + 2}-/shot`, distanceM: 3 } },
    ]);
    shots.hearEvent(1, rebooted.sinceUs + 2, 0);
    expect(shots.take(Infinity)).toMatchObject([
      { shot: { key: `event-B-${rebooted.sinceUs + 2}-/shot`, distanceM: null } },
    ]);
  });

  test('is faulted where its values can’t mean a shot', () => {
    expect([true, 1, 'x'].map((value) => eventFault('true', value) === null)).toEqual([
      true,
      false,
      false,
    ]);
    expect([1, Number.NaN, true].map((value) => eventFault('number', value) === null)).toEqual([
      true,
      false,
      false,
    ]);
    expect(eventFault('any', [])).toBeNull();
  });
});

test('each change is one shot, with the value that held then, in whatever order topics come', () => {
  const times = fc.uniqueArray(fc.integer({ min: 1, max: 400_000 }), { maxLength: 20 });
  fc.assert(
    fc.property(times, times, fc.boolean(), (events, values, eventsFirst) => {
      const shots = shotsOf();
      const inOrder = events.toSorted((a, b) => a - b);
      const tellEvents = (): void => {
        for (const us of inOrder) shots.hearEvent(us, since + us, 0);
      };
      if (eventsFirst) tellEvents();
      for (const us of values) shots.hearNoted('/distance', us, since + us);
      if (!eventsFirst) tellEvents();
      expect(
        shots.take(Infinity).map(({ shot }) => [shot.serverUs - since, shot.distanceM]),
      ).toEqual(
        inOrder.map((us) => {
          const held = Math.max(...values.filter((value) => value <= us));
          return [us, us - held <= 100_000 ? held : null];
        }),
      );
    }),
    { seed: 6, numRuns: 300 },
  );
});
