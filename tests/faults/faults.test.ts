import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { NtcoreLink } from '../../src/link/ntcore-link.ts';
import { faults } from './all-faults.ts';
import { runFault } from './run-fault.ts';
import type { Row } from './tally.ts';
import { breaches, faultTable } from './wanted.ts';

/** Longer than all of them together take on a busy machine, ms. */
const patienceMs = 120_000;

describe('a robot link loses nothing, doubles nothing and replays nothing, through', () => {
  const rows = new Map<string, Row>();
  const failures = new Map<string, unknown>();

  beforeAll(async () => {
    await Promise.all(
      faults.map(async (fault, place) => {
        try {
          rows.set(fault.name, await runFault(fault, place, NtcoreLink, 'short'));
        } catch (error) {
          failures.set(fault.name, error);
        }
      }),
    );
  }, patienceMs);
  afterAll(() => {
    console.log(faultTable(faults.flatMap(({ name }) => rows.get(name) ?? [])));
  });

  test.each(faults.map(({ name }) => name))('%s', (name) => {
    expect(failures.get(name)).toBeUndefined();
    expect(breaches(rows.get(name)!)).toEqual([]);
  });
});
