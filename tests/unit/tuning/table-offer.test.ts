import { describe, expect, test } from 'vitest';

import { offerFor, offersFor, type Candidate } from '../../../src/core/tuning/offer.ts';
import { tableEntries, tableOffers, withTables } from '../../../src/core/tuning/table-offer.ts';
import type { ListCandidate } from '../../../src/core/tuning/table-runs.ts';

const number = (topic: string, value: number | null = 3000, properties = {}): Candidate => ({
  topic,
  type: 'double',
  properties,
  value,
});
const list = (
  topic: string,
  values: readonly number[] | null,
  type = 'double[]',
): ListCandidate => ({
  topic,
  type,
  properties: {},
  values,
});
const run = (at: (key: string) => string, keys: readonly (string | number)[], value = 3000) =>
  keys.map((key) => number(at(String(key)), value));
const distancesOf = (offers: ReturnType<typeof tableOffers>) =>
  offers.map(({ place, role, distances: { ask, sources, chosen }, entries }) => ({
    place,
    role,
    distancesFrom: ask === null ? sources[chosen!]!.from : null,
    at: entries.map(({ atM }) => atM),
  }));

describe('numbered topics', () => {
  test.each([
    ['a folder of distances', (key: string) => `/Tuning/Rpm/${key}m`, '/Tuning/Rpm/#m'],
    [
      'distances behind the name',
      (key: string) => `/Tuning/Shooter/Rpm${key}m`,
      '/Tuning/Shooter/Rpm#m',
    ],
    [
      'distances after an at',
      (key: string) => `/Tuning/Shooter/RpmAt${key}m`,
      '/Tuning/Shooter/RpmAt#m',
    ],
    [
      'numbers with fractions',
      (key: string) => `/Tuning/Flywheel Speed/${key}`,
      '/Tuning/Flywheel Speed/#',
    ],
    [
      'a folder for each distance',
      (key: string) => `/Tuning/Shots/${key}m/Rpm`,
      '/Tuning/Shots/#m/Rpm',
    ],
  ])('%s are a table, by the distances in their names', (_, at, place) => {
    expect(distancesOf(tableOffers(run(at, [10, 2.5, 3]), []))).toEqual([
      { place, role: 'speed-knot', distancesFrom: 'names', at: [2.5, 3, 10] },
    ]);
  });

  test.each([
    ['250cm', '300cm', '350cm', [2.5, 3, 3.5]],
    ['96in', '120in', '144in', [2.4384, 3.048, 3.6576]],
    ['8ft', '10ft', '12ft', [2.4384, 3.048, 3.6576]],
  ])('distances in other units are read as metres: %s, %s, %s', (a, b, c, at) => {
    const offers = tableOffers(
      run((key) => `/Tuning/Hood Rpm/${key}`, [a, b, c]),
      [],
    );
    expect(offers[0]?.entries.map(({ atM }) => atM)).toEqual(at);
  });

  test.each([
    ['in folders beside each other', '/Tuning/Shooter/Rpm/#', '/Tuning/Shooter/Distance/#'],
    ['in one folder', '/Tuning/Shooter/Rpm#', '/Tuning/Shooter/Distance#'],
    ['row by row', '/Tuning/Shooter/#/Rpm', '/Tuning/Shooter/#/Distance'],
  ])('that count take the distances that the robot tells: %s', (_, rpm, distance) => {
    const offers = tableOffers(
      [0, 1, 2].flatMap((key) => [
        number(rpm.replace('#', String(key))),
        number(distance.replace('#', String(key)), 2 + key / 2),
      ]),
      [],
    );
    expect(distancesOf(offers)).toEqual([
      { place: rpm, role: 'speed-knot', distancesFrom: 'beside', at: [2, 2.5, 3] },
    ]);
  });

  test('that count, with no distances anywhere, are a table whose distances the team has to say', () => {
    const offers = tableOffers(
      run((key) => `/Tuning/Shooter/Rpm/${key}`, [0, 1, 2, 3]),
      [],
    );
    expect(distancesOf(offers)).toEqual([
      {
        place: '/Tuning/Shooter/Rpm/#',
        role: 'speed-knot',
        distancesFrom: null,
        at: [null, null, null, null],
      },
    ]);
  });

  test('beyond nine stay in the order of their numbers', () => {
    const keys = Array.from({ length: 12 }, (_, i) => i);
    const offers = tableOffers(
      run((key) => `/Tuning/Shooter/Rpm/${key}`, keys),
      [],
    );
    expect(offers[0]?.entries.map(({ topic }) => topic)).toEqual(
      keys.map((key) => `/Tuning/Shooter/Rpm/${key}`),
    );
  });

  test.each([
    ['gains of three slots', run((key) => `/Tuning/Drive/kP${key}`, [0, 1, 2], 0.1)],
    ['two entries', run((key) => `/Tuning/Shooter/Rpm/${key}`, [0, 1])],
    ['numbers with gaps', run((key) => `/Tuning/Shooter/Rpm/${key}`, [11, 12, 14])],
    ['the intake', run((key) => `/Tuning/Intake/Rpm/${key}`, [0, 1, 2])],
    ['times', run((key) => `/Tuning/Auto/Delay${key}ms`, [100, 200, 300])],
    [
      'entries without values',
      run((key) => `/Tuning/Shooter/Rpm/${key}`, [0, 1, 2]).map((one) => ({ ...one, value: null })),
    ],
  ])('are no table: %s', (_, numbers) => {
    expect(tableOffers(numbers, [])).toEqual([]);
  });

  test('of two tables of one kind both are left open: nobody knows which of them shoots', () => {
    const offers = tableOffers(
      ['/Tuning/Shooter/Rpm', '/Tuning/Wheel/Rpm'].flatMap((folder) =>
        run((key) => `${folder}/${key}m`, [2, 3, 4]),
      ),
      [],
    );
    expect(offers.map(({ role }) => role)).toEqual([null, null]);
    expect(offers.flatMap(({ entries }) => entries.map(({ role }) => role))).toEqual(
      Array(6).fill('other-knot'),
    );
  });
});

describe('a list', () => {
  test('is a table of its numbers, with distances from a list beside it', () => {
    const offers = tableOffers(
      [],
      [
        list('/Tuning/Shooter/Rpm', [2800, 3100, 3400]),
        list('/Tuning/Shooter/Distances', [2, 3.5, 5]),
        list('/Tuning/Shooter/HoodAngle', [1.1, 1, 0.9]),
      ],
    );
    expect(distancesOf(offers)).toEqual([
      {
        place: '/Tuning/Shooter/HoodAngle',
        role: 'angle-knot',
        distancesFrom: 'beside',
        at: [2, 3.5, 5],
      },
      {
        place: '/Tuning/Shooter/Rpm',
        role: 'speed-knot',
        distancesFrom: 'beside',
        at: [2, 3.5, 5],
      },
    ]);
    expect(offers[1]?.entries[1]).toMatchObject({
      topic: '/Tuning/Shooter/Rpm[1]',
      name: 'Rpm 3.5 m',
      codeDefault: 3100,
      min: 2480,
      max: 3720,
    });
  });

  test.each([
    ['of another length', [2, 3]],
    ['with a distance twice', [2, 2, 3]],
    ['in other units', [80, 120, 160]],
  ])('takes no distances from a list %s', (_, distances) => {
    const offers = tableOffers(
      [],
      [list('/Tuning/Shooter/Rpm', [1, 2, 3]), list('/Tuning/Shooter/Distances', distances)],
    );
    expect(
      offers.find(({ place }) => place === '/Tuning/Shooter/Rpm')?.distances.ask,
    ).not.toBeNull();
  });

  test.each([
    ['of texts', list('/Tuning/Names', [1, 2, 3], 'string[]')],
    ['that was not read', list('/Tuning/Rpm', null)],
    ['of two numbers', list('/Tuning/Rpm', [1, 2])],
    ['of ours', list('/MLtune/Applied/Tuning/Rpm', [1, 2, 3])],
    [
      'that must not be changed',
      { ...list('/Tuning/Rpm', [1, 2, 3]), properties: { mutable: false } },
    ],
  ])('is no table: %s', (_, candidate) => {
    expect(tableOffers([], [candidate])).toEqual([]);
  });
});

test('typed distances complete a table: each entry is called after its own', () => {
  const [offer] = tableOffers([], [list('/SmartDashboard/Table', [2800, 3100, 3400])]);
  expect(
    tableEntries(offer!, 'speed-knot', [2, 3, 4]).map(({ name, role, atM }) => [name, role, atM]),
  ).toEqual([
    ['Table 2 m', 'speed-knot', 2],
    ['Table 3 m', 'speed-knot', 3],
    ['Table 4 m', 'speed-knot', 4],
  ]);
});

test('what a robot offers holds the entries of a table that says all, once', () => {
  const numbers = [
    ...run((key) => `/Tuning/Shooter/Rpm/${key}m`, [2, 3, 4]),
    number('/Tuning/Drag', 0.4),
  ];
  const offers = withTables(offersFor(numbers), tableOffers(numbers, []));
  expect(offers.map(({ coefficient: { topic, atM } }) => [topic, atM])).toEqual([
    ['/Tuning/Drag', null],
    ['/Tuning/Shooter/Rpm/2m', 2],
    ['/Tuning/Shooter/Rpm/3m', 3],
    ['/Tuning/Shooter/Rpm/4m', 4],
  ]);
});

test('a topic that is called like a number of a list is not offered: it could not be told from one', () => {
  expect(offerFor(number('/Tuning/Rpm[1]'))).toBeNull();
});

test('the neighbours of a knot at 0 tell the scale of its bounds, and their sign', () => {
  const bounds = (values: readonly number[]) => {
    const [offer] = tableOffers([], [list('/Tuning/Hood/Lean', values)]);
    const { min, max } = offer!.entries[0]!;
    return [min, max];
  };
  expect(bounds([0, 0.02, 0.07])[0]).toBe(0);
  expect(bounds([0, 0.02, 0.07])[1]).toBeCloseTo(0.014, 9);
  expect(bounds([0, -0.02, -0.07])[0]).toBeCloseTo(-0.014, 9);
  expect(bounds([0, -0.02, -0.07])[1]).toBe(0);
});
