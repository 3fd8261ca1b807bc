import { faults } from '../faults/all-faults.ts';
import { pageFaults } from '../faults/page/page-faults.ts';
import { runPageFaults } from '../faults/page/run-page-fault.ts';
import { runFault } from '../faults/run-fault.ts';
import type { Row } from '../faults/tally.ts';
import { breaches, faultTable } from '../faults/wanted.ts';
import type { Bench, BenchRow } from './bench.ts';
import { loadLink } from './load-link.ts';

/** The link, and then the built page, through each fault, time and again: the long forms of tests/faults. */
export const faultsBench: Bench = {
  name: 'faults',
  run: async () => [...(await linkFaults()), ...(await builtPageFaults())],
};

async function linkFaults(): Promise<readonly BenchRow[]> {
  const Link = await loadLink();
  const outcomes = await Promise.all(
    faults.map((fault, place) =>
      runFault(fault, place, Link, 'long').catch((error: unknown) => String(error)),
    ),
  );
  show(outcomes);
  return outcomes.map((outcome, place) => benchRow(faults[place]!.name, outcome));
}

async function builtPageFaults(): Promise<readonly BenchRow[]> {
  const outcomes = await runPageFaults(pageFaults, 'long');
  show([...outcomes.values()]);
  return pageFaults.map(({ name }) => benchRow(name, outcomes.get(name) ?? 'it did not happen'));
}

function show(outcomes: readonly (Row | string)[]): void {
  console.error(faultTable(outcomes.filter((outcome) => typeof outcome !== 'string')));
}

/** @param outcome what came of the fault, or why nothing did. */
function benchRow(name: string, outcome: Row | string): BenchRow {
  const broken = typeof outcome === 'string' ? [outcome] : breaches(outcome);
  return {
    name: `faults: ${name}`,
    value: broken.length,
    unit: 'promises broken',
    against: null,
    ratio: null,
    goal: broken.length === 0 ? '0' : `0: ${broken.join('; ')}`,
    ok: broken.length === 0,
  };
}
