import { expect, test } from 'vitest';

import { browse, outputsFound } from '../../../src/core/tuning/browse.ts';
import { distinctNames } from '../../../src/core/tuning/distinct-names.ts';
import { offerFor } from '../../../src/core/tuning/offer.ts';
import { isOutput } from '../../../src/core/tuning/program-outputs.ts';
import { realNames, type RealName, type RightBounds } from './fixtures/real-names.ts';

const offered = realNames.filter(([, , , , bounds]) => bounds !== 'left');
const left = realNames.filter(([, , , , bounds]) => bounds === 'left');

const coefficientOf = ([topic, value]: RealName) =>
  offerFor({ topic, type: 'double', properties: {}, value })!.coefficient;

function boundsOf(row: RealName): RightBounds {
  const { min, max } = coefficientOf(row);
  if (Number.isFinite(max) && Number.isFinite(min)) return row[1] === 0 ? 'unit' : 'value';
  return min === 0 ? 'above 0' : 'asked';
}

const share = (rows: readonly RealName[], isRight: (row: RealName) => boolean): number =>
  rows.filter(isRight).length / rows.length;

test('the names are those of some three hundred real numbers', () => {
  expect(realNames.length).toBeGreaterThanOrEqual(300);
  expect(new Set(realNames.map(([topic]) => topic)).size).toBe(realNames.length);
});

test('no role is taken wrongly, and most of those that there are, are seen', () => {
  const wrong = offered.filter((row) => {
    const { role } = coefficientOf(row);
    return role !== null && role !== row[5];
  });
  expect(wrong).toEqual([]);
  const roled = offered.filter(([, , , , , role]) => role !== 'none');
  expect(share(roled, (row) => coefficientOf(row).role === row[5])).toBeGreaterThanOrEqual(0.8);
});

test('bounds are guessed where something tells them, and asked where a 0 tells nothing', () => {
  const wrong = offered.filter((row) => boundsOf(row) !== row[4]);
  expect(wrong).toEqual([]);
  const zeros = offered.filter(([, value]) => value === 0);
  expect(zeros.length).toBeGreaterThan(60);
});

test('no gain that is 0 is searched below 0', () => {
  for (const row of offered.filter(([topic, value]) => value === 0 && /k[PIDSVAG]$/.test(topic)))
    expect([row[0], coefficientOf(row).min]).toEqual([row[0], 0]);
});

test('at least 95 of 100 are called as a person would, and in the unit that the name says', () => {
  expect(share(offered, (row) => coefficientOf(row).name === row[2])).toBeGreaterThanOrEqual(0.95);
  expect(share(offered, (row) => coefficientOf(row).unit === row[3])).toBeGreaterThanOrEqual(0.98);
});

test('no two of one robot are called alike', () => {
  const names = distinctNames(
    offered.map((row) => ({ topic: row[0], name: coefficientOf(row).name })),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('outputs of the program are left, and nothing else is', () => {
  expect(realNames.filter(([topic]) => isOutput(topic))).toEqual(left);
  const seen = left.map(([topic]) => ({ topic, type: 'double', properties: {} }));
  for (const { finds, more } of browse(seen, '/', () => false))
    expect([...finds, more]).toEqual([0]);
  expect(outputsFound(seen, '/')).toBe(left.length);
});
