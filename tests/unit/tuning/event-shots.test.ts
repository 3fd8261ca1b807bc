import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { eventFault, EventShots, type Arrival } from '../../../src/core/tuning/event-shots.ts';
import type { IncomingShot } from '../../../src/core/tuning/incoming-shot.ts';
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
/** A value that came by the connection at that time of the page, ms. */
const came = (serverUs: number, atMs = 0, session = 1): Arrival => ({ serverUs, atMs, session });
/** Each shot as it was told last, when nothing more comes. */
const rest = (shots: EventShots): IncomingShot[] => [
  ...new Map(shots.take(Infinity).map((shot) => [shot.key, shot])).values(),
];
function shotsOf(given: Partial<EventSource> = {}, visit: Visit | null = first): EventShots {
  const shots = new EventShots(source(given));
  if (visit !== null) shots.visit(visit);
  return shots;
}
/** Robot clock of each shot that these values, a millisecond apart, are taken for, µs after the connection. */
function timesOf(shots: EventShots, values: readonly unknown[], fromUs = since + 1000): number[] {
  values.forEach((value, i) => {
    shots.hearEvent(value, came(fromUs + i * 1000, i));
  });
  return rest(shots).map(({ serverUs }) => serverUs - since);
}

describe('an event', () => {
  test('is told once, 60 ms after it came, with the last value not after it', () => {
    const shots = shotsOf();
    shots.hearEvent(1, came(since + 50_000, 100));
    for (const [offsetUs, m] of [
      [50_001, 9],
      [40_000, 3],
      [50_000, 4],
      [30_000, 2],
    ] as const)
      shots.hearNoted('/distance', m, came(since + offsetUs, 100));
    expect(shots.dueMs()).toBe(160);
    expect(shots.take(159)).toEqual([]);
    expect(shots.take(160)).toEqual([
      {
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
    ]);
    expect([shots.dueMs(), shots.take(Infinity), shots.takeLacking()]).toEqual([null, [], []]);
  });

  test('takes a value of a robot at rest however old it is, and notes its age', () => {
    for (const [ageUs, extra] of [
      [100_000, {}],
      [11_120_000, { distanceAgeS: 11.12 }],
    ] as const) {
      const shots = shotsOf();
      shots.hearNoted('/distance', 2.75, came(since));
      shots.hearEvent(1, came(since + ageUs));
      expect(rest(shots)).toMatchObject([{ distanceM: 2.75, extra }]);
      expect(shots.takeLacking()).toEqual([]);
    }
  });

  test('takes no value that is unpublished when it happens, nor one of a connection that has ended', () => {
    const unpublished = shotsOf();
    unpublished.hearNoted('/distance', 3, came(since));
    unpublished.hearEvent(1, came(since + 10));
    unpublished.gone('/distance', since + 20, 0);
    unpublished.hearEvent(2, came(since + 30));
    expect(rest(unpublished).map(({ distanceM }) => distanceM)).toEqual([3, null]);
    expect(unpublished.takeLacking()).toMatchObject([{ topic: '/distance' }]);
    const ended = shotsOf();
    ended.hearNoted('/distance', 3, came(since));
    ended.visit(again);
    ended.hearEvent(1, came(again.sinceUs + 1, 0, 2));
    expect(rest(ended).map(({ distanceM }) => distanceM)).toEqual([null]);
    ended.hearNoted('/distance', 3, came(since, 0, 2));
    ended.hearEvent(2, came(again.sinceUs + 2, 0, 2));
    expect(rest(ended).map(({ distanceM }) => distanceM)).toEqual([3, 3]);
  });

  test('is amended by a value of its time that arrives after it was told', () => {
    const shots = shotsOf();
    shots.hearNoted('/distance', 2, came(since));
    shots.hearEvent(1, came(since + 50_000, 100));
    shots.hearEvent(2, came(since + 70_000, 120));
    expect(shots.take(300).map(({ distanceM }) => distanceM)).toEqual([2, 2]);
    shots.hearNoted('/distance', 4, came(since + 60_000, 600));
    shots.hearNoted('/distance', 3, came(since + 40_000, 601));
    expect(shots.dueMs()).toBe(661);
    const key = (us: number) => `event-A-${since + us}-/shot`;
    expect(shots.take(661)).toMatchObject([
      { amends: true, key: key(50_000), distanceM: 3 },
      { amends: true, key: key(70_000), distanceM: 4 },
    ]);
  });

  test('says what it lacks only once that can arrive no more', () => {
    const shots = shotsOf();
    shots.hearEvent(1, came(since + 50_000, 100));
    expect(shots.take(160)).toMatchObject([{ distanceM: null }]);
    expect(shots.takeLacking()).toEqual([]);
    expect(shots.dueMs()).toBe(1100);
    expect(shots.take(1100)).toEqual([]);
    expect(shots.takeLacking()).toEqual([
      { topic: '/distance', why: 'it had no value when a shot left' },
    ]);
  });

  test.each([
    ['the unit property', '/distance', { unit: 'ft' }, undefined],
    ['the name', '/DistanceFt', {}, undefined],
    ['the operator', '/distance', { unit: 'm' }, 'ft'],
  ] as const)('is in metres where %s says that its distance is in feet', (_, topic, told, unit) => {
    const shots = shotsOf({ mapping: { ...blankMapping, distance: topic, distanceUnit: unit } });
    shots.announced(topic, told);
    shots.hearNoted(topic, 10, came(since));
    shots.hearEvent(1, came(since + 1));
    expect(rest(shots)[0]?.distanceM).toBe(3.048);
  });

  test.each([
    ['name and property contradict each other', '/DistanceFt', 'in'],
    ['its unit is no length', '/distance', 'm/s'],
  ])('has no distance where %s: nobody guesses', (_, topic, unit) => {
    const shots = shotsOf({ mapping: { ...blankMapping, distance: topic } });
    shots.announced(topic, { unit });
    shots.hearNoted(topic, 10, came(since));
    shots.hearEvent(1, came(since + 1));
    expect(rest(shots)[0]?.distanceM).toBeNull();
    expect(shots.takeLacking()[0]?.why).toContain('choose it in Setup');
  });

  test('remembers values for a shot that comes late', () => {
    const shots = shotsOf();
    for (let i = 0; i <= 45; i++) shots.hearNoted('/distance', i, came(since + i * 20_000));
    shots.hearEvent(1, came(since + 200_000));
    expect(rest(shots)[0]?.distanceM).toBe(10);
  });

  test('is a boolean that turns true, a number that changes, or any new value', () => {
    const flags = [true, true, false, false, true];
    expect(timesOf(shotsOf({ change: 'true' }), flags)).toEqual([1000, 5000]);
    expect(timesOf(shotsOf({ change: 'number' }), [0, 1, 1, 0, 5])).toEqual([2000, 4000, 5000]);
    expect(timesOf(shotsOf({ change: 'any' }), ['a', 'a', []])).toEqual([1000, 2000, 3000]);
  });

  test('has the result of the topic’s name, or of a number beside it', () => {
    const labelled = shotsOf({ label: 'miss' });
    labelled.hearEvent(1, came(since + 1));
    expect(rest(labelled)[0]?.label).toBe('miss');
    const result = { from: '/hit', hit: 2, miss: -1 };
    const told = [2, -1, 0, Number.NaN].map((value) => {
      const shots = shotsOf({ mapping: { ...blankMapping, result } });
      shots.hearNoted('/hit', value, came(since + 1));
      shots.hearEvent(1, came(since + 1));
      return rest(shots)[0]?.label;
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
      shots.hearEvent(change === 'number' ? 0 : false, came(since + 1));
      shots.hearEvent(before, came(since + 10));
      shots.take(Infinity);
      shots.visit(again);
      shots.hearEvent(before, came(since + 10));
      shots.hearEvent(after, came(since + 20));
      shots.hearEvent(after, came(since + 20));
      expect(rest(shots).map(({ recovered }) => recovered)).toEqual([true]);
    }
  });

  test('is noted with what holds though the clock of the robot has gone back', () => {
    const shots = shotsOf({ change: 'any' });
    shots.hearNoted('/distance', 3, came(since + 9e6));
    shots.hearEvent(1, came(since + 9e6));
    shots.hearEvent(2, came(since - 9e6));
    shots.take(Infinity);
    shots.hearNoted('/distance', 4, came(since - 8e6));
    shots.hearEvent(3, came(since - 8e6));
    expect(rest(shots).map(({ distanceM }) => distanceM)).toEqual([4]);
  });

  test('that was under way when the robot restarted is told with what was known', () => {
    const shots = shotsOf();
    shots.hearNoted('/distance', 3, came(since + 1));
    shots.hearEvent(1, came(since + 2));
    expect(shots.visit(rebooted)).toMatchObject([
      { key: `event-A-${since + 2}-/shot`, distanceM: 3 },
    ]);
    shots.hearEvent(1, came(rebooted.sinceUs + 2));
    expect(rest(shots)).toMatchObject([
      { key: `event-B-${rebooted.sinceUs + 2}-/shot`, distanceM: null },
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
  // Within a field, as a length in metres is.
  const metresAt = (us: number): number => us / 100_000;
  fc.assert(
    fc.property(times, times, fc.boolean(), (events, values, eventsFirst) => {
      const shots = shotsOf();
      const inOrder = events.toSorted((a, b) => a - b);
      const tellEvents = (): void => {
        for (const us of inOrder) shots.hearEvent(us, came(since + us));
      };
      if (eventsFirst) tellEvents();
      for (const us of values) shots.hearNoted('/distance', metresAt(us), came(since + us));
      if (!eventsFirst) tellEvents();
      expect(rest(shots).map((shot) => [shot.serverUs - since, shot.distanceM])).toEqual(
        inOrder.map((us) => {
          const held = Math.max(...values.filter((value) => value <= us));
          return [us, held === -Infinity ? null : metresAt(held)];
        }),
      );
    }),
    { seed: 6, numRuns: 300 },
  );
});
