import { faults } from '../faults/all-faults.ts';
import type { Fault } from '../faults/fault.ts';
import { runFault } from '../faults/run-fault.ts';
import type { Row } from '../faults/tally.ts';
import { breaches, faultTable } from '../faults/wanted.ts';
import type { Bench, BenchRow } from './bench.ts';
import { loadLink } from './load-link.ts';

/** The link through each fault, time and again for five minutes: the long form of tests/faults. */
export const faultsBench: Bench = {
  name: 'faults',
  run: async () => {
    const Link = await loadLink();
    const outcomes = await Promise.all(
      faults.map((fault, place) =>
        runFault(fault, place, Link, 'long').catch((error: unknown) => String(error)),
      ),
    );
    console.error(faultTable(outcomes.filter((outcome) => typeof outcome !== 'string')));
    return outcomes.map((outcome, place) => benchRow(faults[place]!, outcome));
  },
};

/** @param outcome what came of the fault, or why nothing did. */
function benchRow({ name }: Fault, outcome: Row | string): BenchRow {
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
