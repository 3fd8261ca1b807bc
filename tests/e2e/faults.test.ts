import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageFaults } from '../faults/page/page-faults.ts';
import { runPageFaults } from '../faults/page/run-page-fault.ts';
import type { Row } from '../faults/tally.ts';
import { faultTable, miscounts } from '../faults/wanted.ts';

/** Longer than all of them together take on a busy machine, ms. */
const patienceMs = 180_000;

describe('the built page loses nothing, doubles nothing and replays nothing, through', () => {
  const faults = pageFaults.filter(({ inShort }) => inShort);
  let outcomes: ReadonlyMap<string, Row | string>;

  beforeAll(async () => {
    outcomes = await runPageFaults(faults, 'short');
  }, patienceMs);
  afterAll(() => {
    console.log(faultTable([...outcomes.values()].filter((row) => typeof row !== 'string')));
  });

  test.each(faults.map(({ name }) => name))('%s', (name) => {
    const outcome = outcomes.get(name);
    if (typeof outcome !== 'object') throw new Error(outcome ?? 'it did not happen');
    expect(miscounts(outcome)).toEqual([]);
  });
});
