import { expect, test } from 'vitest';

import { blankMapping, type StructSource } from '../../../src/core/tuning/named-source.ts';
import { structOf, StructShots } from '../../../src/core/tuning/struct-shots.ts';
import type { Visit } from '../../../src/core/tuning/visit.ts';

const since = 10_000_000;
const first: Visit = { sinceUs: since, kind: 'first', boot: 'A' };
const again: Visit = { ...first, sinceUs: since + 5e6, kind: 'again' };
const source: StructSource = {
  kind: 'struct',
  topic: '/shot',
  enabled: true,
  mapping: { ...blankMapping, distance: 'm', extra: [{ name: 'n', from: 'none' }] },
};
const value = (m: number): Uint8Array => new Uint8Array(new Float64Array([m]).buffer);
const type = 'struct:Shot';

function started(): StructShots {
  const shots = new StructShots(source);
  shots.visit(first);
  return shots;
}

test('a struct is named by the type of its topic', () => {
  expect([type, 'struct:Shot[]', 'double', 'proto:Shot'].map(structOf)).toEqual([
    'Shot',
    null,
    null,
    null,
  ]);
});

test('values wait for their schema, however late it comes, and are told in their order', () => {
  const shots = started();
  expect(shots.hearValue(type, value(2), since + 1)).toEqual({ shots: [], faults: [] });
  shots.hearValue(type, value(3), since + 2);
  expect(shots.missing).toBe('Shot');
  const { shots: told, faults } = shots.hearSchema('Shot', 'double m');
  expect(told.map(({ key, distanceM }) => [key, distanceM])).toEqual([
    [`struct-A-${since + 1}-/shot`, 2],
    [`struct-A-${since + 2}-/shot`, 3],
  ]);
  expect(faults).toEqual(['Shot has no number "none"']);
  expect(shots.missing).toBeNull();
});

test('a value of the same server time is the same shot, and one from before is none', () => {
  const shots = started();
  shots.hearSchema('Shot', 'double m');
  const count = (serverUs: number): number =>
    shots.hearValue(type, value(2), serverUs).shots.length;
  expect([since, since + 1, since + 1, since + 2].map(count)).toEqual([0, 1, 0, 1]);
});

test('a value is a shot though the clock of the robot has gone back, and was not recovered', () => {
  const shots = started();
  shots.hearSchema('Shot', 'double m');
  const told = [since - 9, since + 5e6, since - 8e6, since - 7e6, since - 7e6].flatMap(
    (serverUs) => shots.hearValue(type, value(2), serverUs).shots,
  );
  expect(told.map(({ serverUs, recovered }) => [serverUs, recovered])).toEqual([
    [since + 5e6, false],
    [since - 8e6, false],
    [since - 7e6, false],
  ]);
});

test('a schema counts no longer than its connection, for the code may be another one after it', () => {
  const shots = started();
  shots.hearSchema('Shot', 'double m');
  shots.visit(again);
  expect(shots.hearValue(type, value(2), since + 1).shots).toEqual([]);
  expect(shots.hearSchema('Shot', 'float x;float m').shots).toMatchObject([
    { distanceM: 2, recovered: true },
  ]);
});

test('a schema that makes no sense is a fault of each value, and a mended one ends it', () => {
  const shots = started();
  shots.hearSchema('Shot', 'Shot s');
  expect(shots.hearValue(type, value(2), since + 1)).toEqual({
    shots: [],
    faults: ['Shot is a part of itself: Shot, Shot'],
  });
  shots.hearSchema('Shot', 'double m');
  expect(shots.hearValue(type, value(3), since + 2).shots).toMatchObject([{ distanceM: 3 }]);
});
