import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { SolverShots, type SolverValue } from '../../../src/core/tuning/firing-solver.ts';
import type { IncomingShot } from '../../../src/core/tuning/incoming-shot.ts';

const since = 1_000_000_000;
const first = { sinceUs: since, kind: 'first', boot: 'A' } as const;
const again = (sinceUs: number) => ({ sinceUs, kind: 'again', boot: 'A' }) as const;

/** Values that came the moment they were set. */
function live(serverUs: number, values: Readonly<Record<string, number | boolean>>): SolverValue[] {
  return Object.entries(values).map(([field, value], i) => ({
    field,
    value,
    serverUs: serverUs + i * 100,
    atMs: (serverUs + i * 100) / 1000,
  }));
}
function hearAll(shots: SolverShots, values: readonly SolverValue[]): IncomingShot[] {
  return values.flatMap((value) => {
    const complete = shots.take(value.atMs);
    shots.hear(value);
    return [...complete];
  });
}
/** All that is told when nothing more comes. */
const rest = (shots: SolverShots): readonly IncomingShot[] => shots.take(Infinity);

describe('a shot of an MLtune robot', () => {
  test('is told once, with all that was told of it, 60 ms after the last of it', () => {
    const shots = new SolverShots();
    shots.visit(first);
    const values = live(since + 1000, {
      ShotTimestamp: 12.5,
      Hit: true,
      Distance: 3.25,
      'Solution/pitchRadians': 0.9,
      'Solution/exitVelocity': 11,
      'Solution/yawRadians': -0.1,
      DragCoefficient: 0.003,
      AirDensity: 1.2,
      ProjectileMass: 0.27,
      ProjectileArea: 0.02,
      TargetHeight: 2.6,
      LaunchHeight: 0.8,
    });
    hearAll(shots, values);
    const lastMs = values.at(-1)!.atMs;
    expect(shots.dueMs()).toBe(lastMs + 60);
    expect(shots.take(lastMs + 59)).toEqual([]);
    expect(shots.take(lastMs + 60)).toEqual([
      {
        key: 'fs-A-12.5',
        source: 'firing-solver',
        serverUs: since + 1000,
        distanceM: 3.25,
        label: 'hit',
        missX: null,
        missY: null,
        used: {
          '/Tuning/DragCoefficient': 0.003,
          '/Tuning/AirDensity': 1.2,
          '/Tuning/LaunchHeight': 0.8,
        },
        extra: {
          pitchRadians: 0.9,
          exitVelocity: 11,
          yawRadians: -0.1,
          DragCoefficient: 0.003,
          AirDensity: 1.2,
          ProjectileMass: 0.27,
          ProjectileArea: 0.02,
          TargetHeight: 2.6,
          LaunchHeight: 0.8,
        },
        recovered: false,
      },
    ]);
    expect([shots.dueMs(), rest(shots)]).toEqual([null, []]);
  });

  test('keeps what did not change since the shot before', () => {
    const shots = new SolverShots();
    shots.visit(first);
    hearAll(shots, live(since + 1000, { ShotTimestamp: 1, Hit: false, Distance: 2 }));
    rest(shots);
    hearAll(shots, live(since + 500_000, { ShotTimestamp: 2 }));
    expect(rest(shots)).toMatchObject([{ label: 'miss', distanceM: 2 }]);
  });

  test('without a result waits for one: it is never guessed', () => {
    const shots = new SolverShots();
    shots.visit(first);
    hearAll(shots, live(since + 1000, { ShotTimestamp: 1, Distance: 2 }));
    expect(rest(shots)).toMatchObject([{ label: 'none', used: null }]);
  });

  test('begins with a stamp that merely differs, smaller ones too, and with no other', () => {
    const shots = new SolverShots();
    shots.visit(first);
    const told = [5, 5, 7, 0.5, 0.5, Number.NaN, 7].flatMap((stamp, i) => [
      ...hearAll(shots, live(since + 1000 + i * 1e6, { ShotTimestamp: stamp })),
    ]);
    expect([...told, ...rest(shots)].map(({ key }) => key)).toEqual([
      'fs-A-5',
      'fs-A-7',
      'fs-A-0.5',
      // Another shot than the one before with that stamp: by the same key it would be lost as a repeat.
      `fs-A-7-${since + 1000 + 6e6}`,
    ]);
  });

  test('keeps the distance of its record though the robot drives on and tells it all the time', () => {
    const shots = new SolverShots();
    shots.visit(first);
    const drive = (fromMs: number, toMs: number, m: number): SolverValue[] =>
      Array.from({ length: (toMs - fromMs) / 100 }, (_, i) => ({
        field: 'Distance',
        value: m + i / 10,
        serverUs: since + (fromMs + i * 100) * 1000,
        atMs: since / 1000 + fromMs + i * 100,
      }));
    const told = hearAll(shots, [
      ...drive(1, 901, 3),
      ...live(since + 1_000_000, { ShotTimestamp: 1, Hit: true, Distance: 4 }),
      ...drive(1100, 2500, 4.1),
    ]);
    expect([...told, ...rest(shots)].map(({ distanceM }) => distanceM)).toEqual([4]);
  });

  test('takes its result when that is set with the ball in the goal, and not the next one’s', () => {
    const shots = new SolverShots();
    shots.visit(first);
    const told = hearAll(shots, [
      ...live(since + 1_000, { ShotTimestamp: 1, Distance: 4 }),
      ...live(since + 401_000, { Hit: true }),
      ...live(since + 500_000, { ShotTimestamp: 2 }),
      ...live(since + 900_000, { Hit: false }),
    ]);
    const newest = new Map([...told, ...rest(shots)].map((shot) => [shot.key, shot.label]));
    expect([...newest]).toEqual([
      ['fs-A-1', 'hit'],
      ['fs-A-2', 'miss'],
    ]);
  });

  test('confirms no value from before it while a newer one may still arrive', () => {
    const shots = new SolverShots();
    shots.visit(first);
    hearAll(shots, live(since + 1000, { ShotTimestamp: 1, DragCoefficient: 0.003 }));
    rest(shots);
    const atMs = since / 1000 + 5000;
    hearAll(shots, live(since + 5_000_000, { ShotTimestamp: 2 }));
    const used = { '/Tuning/DragCoefficient': 0.003 };
    expect(shots.take(atMs + 60)).toMatchObject([{ used, held: ['/Tuning/DragCoefficient'] }]);
    expect(shots.dueMs()).toBe(atMs + 1000);
    const [settled] = shots.take(atMs + 1000);
    expect(settled).toMatchObject({ amends: true, used });
    expect(settled).not.toHaveProperty('held');
    expect(shots.dueMs()).toBeNull();
  });

  test('counts though the robot’s clock went back, with what has not changed since', () => {
    const shots = new SolverShots();
    shots.visit(first);
    const told = [
      live(since + 1000, { ShotTimestamp: 5, Hit: true, Distance: 3, ProjectileMass: 0.27 }),
      live(since + 90_000, { ShotTimestamp: 6, Hit: false }),
      live(since - 900e6, { ShotTimestamp: 2, Distance: 4 }),
      live(since - 899e6, { ShotTimestamp: 3, Hit: true }),
    ].flatMap((values, i) =>
      hearAll(
        shots,
        values.map((value) => ({ ...value, atMs: i * 40 })),
      ),
    );
    expect([...told, ...rest(shots)]).toMatchObject([
      { key: 'fs-A-5', label: 'hit', distanceM: 3, extra: { ProjectileMass: 0.27 } },
      { key: 'fs-A-6', label: 'miss', distanceM: 3, recovered: false },
      { key: 'fs-A-2', label: 'miss', distanceM: 4, extra: { ProjectileMass: 0.27 } },
      { key: 'fs-A-3', label: 'hit', distanceM: 4, recovered: false },
    ]);
  });

  test('does not wait for fields that never rest', () => {
    const shots = new SolverShots();
    shots.visit(first);
    hearAll(shots, live(since + 1000, { ShotTimestamp: 1, Distance: 2 }));
    for (let ms = 10; ms <= 120; ms += 10)
      shots.hear({
        field: 'Distance',
        value: 2 + ms,
        serverUs: since + 1000 + ms * 1000,
        atMs: since / 1000 + 1 + ms,
      });
    expect(shots.take(since / 1000 + 122)).toHaveLength(1);
  });

  test('does not take what is told long after it began', () => {
    const shots = new SolverShots();
    shots.visit(first);
    hearAll(shots, live(since + 1000, { ShotTimestamp: 1, Distance: 2 }));
    for (let ms = 10; ms <= 200; ms += 10)
      shots.hear({
        field: 'Distance',
        value: 2 + ms,
        serverUs: since + 1000 + ms * 1000,
        atMs: since / 1000 + ms,
      });
    expect(rest(shots)[0]?.distanceM).toBe(52);
  });

  test('is put together right at any rate and in any order that topics arrive in', () => {
    const shot = fc.record({
      gapMs: fc.integer({ min: 5, max: 200 }),
      distance: fc.option(fc.double({ min: 1, max: 10, noNaN: true })),
      hit: fc.option(fc.boolean()),
      pitch: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(
        fc.array(shot, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(10, 20, 50),
        (plan, periodMs) => {
          const shots = new SolverShots();
          shots.visit(first);
          let serverUs = since + 1000;
          const now = {
            distanceM: null as number | null,
            hit: null as boolean | null,
            pitch: undefined as number | undefined,
          };
          const expected: unknown[] = [];
          const values: SolverValue[] = [];
          plan.forEach(({ gapMs, distance, hit, pitch }, i) => {
            serverUs += gapMs * 1000;
            // The server sends each period's values topic by topic.
            const set = (field: string, value: number | boolean, delayUs: number): void => {
              const setUs = serverUs + delayUs;
              values.push({
                field,
                value,
                serverUs: setUs,
                atMs: Math.ceil(setUs / 1000 / periodMs) * periodMs,
              });
            };
            set('ShotTimestamp', i + 1, 0);
            if (distance !== null) set('Distance', (now.distanceM = distance), 500);
            if (hit !== null) set('Hit', (now.hit = hit), 1000);
            if (pitch !== null) set('Solution/pitchRadians', (now.pitch = pitch), 2000);
            expected.push({
              serverUs,
              distanceM: now.distanceM,
              label: now.hit === null ? 'none' : now.hit ? 'hit' : 'miss',
              pitch: now.pitch,
            });
          });
          const order = ['Solution/pitchRadians', 'Hit', 'ShotTimestamp', 'Distance'];
          values.sort(
            (a, b) =>
              a.atMs - b.atMs ||
              order.indexOf(a.field) - order.indexOf(b.field) ||
              a.serverUs - b.serverUs,
          );
          const told = [...hearAll(shots, values), ...rest(shots)];
          expect(
            told.map(({ serverUs: atUs, distanceM, label, extra }) => ({
              serverUs: atUs,
              distanceM,
              label,
              pitch: extra['pitchRadians'],
            })),
          ).toEqual(expected);
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });
});

describe('what a robot remembers', () => {
  const remembered = (stamp: number, sinceUs: number): SolverValue[] =>
    live(sinceUs - 1e6, { ShotTimestamp: stamp, Hit: true, Distance: 3 });

  test('is no shot at the first connection', () => {
    const shots = new SolverShots();
    shots.visit(first);
    hearAll(shots, remembered(5, since));
    expect(rest(shots)).toEqual([]);
  });

  test('is a recovered shot after a reconnect in the same boot, if its stamp is newer', () => {
    const shots = new SolverShots();
    shots.visit(first);
    hearAll(shots, remembered(5, since));
    shots.visit(again(since + 10e6));
    hearAll(shots, remembered(5, since + 10e6));
    expect(rest(shots)).toEqual([]);
    shots.visit(again(since + 20e6));
    hearAll(shots, remembered(6, since + 20e6));
    expect(rest(shots)).toMatchObject([
      { key: 'fs-A-6', recovered: true, label: 'hit', distanceM: 3 },
    ]);
    shots.visit(again(since + 30e6));
    hearAll(shots, remembered(6, since + 30e6));
    hearAll(shots, live(since + 31e6, { ShotTimestamp: 7 }));
    expect(rest(shots)).toMatchObject([{ key: 'fs-A-7', recovered: false }]);
  });

  test('of a new boot is no shot, but its next one is, with nothing of the boot before', () => {
    const shots = new SolverShots();
    shots.visit(first);
    hearAll(shots, live(since + 1000, { ShotTimestamp: 5, Hit: true, Distance: 3 }));
    rest(shots);
    const sinceUs = 6e6;
    shots.visit({ sinceUs, kind: 'rebooted', boot: 'B' });
    hearAll(shots, live(sinceUs - 1e6, { ShotTimestamp: 2 }));
    expect(rest(shots)).toEqual([]);
    hearAll(shots, live(sinceUs + 1e6, { ShotTimestamp: 5 }));
    expect(rest(shots)).toMatchObject([{ key: 'fs-B-5', label: 'none', distanceM: null }]);
  });

  test('shots under way when the robot reboots are told all the same', () => {
    const shots = new SolverShots();
    shots.visit(first);
    hearAll(shots, live(since + 1000, { ShotTimestamp: 5, Hit: true }));
    expect(shots.visit({ sinceUs: 6e6, kind: 'rebooted', boot: 'B' })).toMatchObject([
      { key: 'fs-A-5', label: 'hit' },
    ]);
  });
});
