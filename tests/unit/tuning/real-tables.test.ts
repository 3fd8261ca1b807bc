import { expect, test } from 'vitest';

import type { Candidate } from '../../../src/core/tuning/offer.ts';
import { isComplete, tableOffers, type TableOffer } from '../../../src/core/tuning/table-offer.ts';
import type { ListCandidate } from '../../../src/core/tuning/table-runs.ts';
import { realTables, type RealRobot, type RightAnswer } from './fixtures/real-tables.ts';

function offersOf({ topics }: RealRobot): readonly TableOffer[] {
  const numbers = topics.flatMap(({ value, ...topic }): readonly Candidate[] =>
    typeof value === 'number' ? [{ ...topic, value }] : [],
  );
  const lists = topics.flatMap(({ value, ...topic }): readonly ListCandidate[] =>
    typeof value === 'number' ? [] : [{ ...topic, values: value }],
  );
  return tableOffers(numbers, lists);
}

const atM = ({ entries }: TableOffer): readonly number[] =>
  entries.flatMap((entry) => entry.atM ?? []);

/** The answer that the app gives for a place. */
function answer(offers: readonly TableOffer[], right: RightAnswer): RightAnswer {
  const { place } = right;
  const offer = offers.find((one) => one.place === place);
  if (offer === undefined) return { place, is: 'left' };
  const { role, distances } = offer;
  if (isComplete(offer)) return { place, is: 'taken', role, atM: atM(offer) };
  const named = right.is === 'asked' && right.role !== undefined && role !== null ? { role } : {};
  return { place, is: 'asked', what: distances.ask!, ...named };
}

test.each(realTables)('real tables: $form', (robot) => {
  const offers = offersOf(robot);
  expect(robot.right.map((right) => answer(offers, right))).toEqual(robot.right);
  const places = robot.right.flatMap(({ place, is }) => (is === 'left' ? [] : [place]));
  expect(offers.map(({ place }) => place).sort()).toEqual(places.sort());
});

test('of the real tables none is taken wrongly, and most without typing', () => {
  const rows = realTables.flatMap((robot) => {
    const offers = offersOf(robot);
    return robot.right.map((right) => ({ right, given: answer(offers, right) }));
  });
  const wrongly = rows.filter(
    ({ right, given }) => given.is === 'taken' && JSON.stringify(given) !== JSON.stringify(right),
  );
  const count = (is: RightAnswer['is']): number =>
    rows.filter(({ given }) => given.is === is).length;
  console.info(
    `${rows.length} real tables: ${count('taken')} taken, ${count('asked')} asked, ${count('left')} left, ${wrongly.length} wrongly taken`,
  );
  expect(wrongly).toEqual([]);
  expect(rows.filter(({ right }) => right.is !== 'left').length).toBeGreaterThanOrEqual(25);
  expect(count('taken') / (count('taken') + count('asked'))).toBeGreaterThan(7 / 10);
});
