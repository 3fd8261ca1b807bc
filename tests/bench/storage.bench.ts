import { withPage } from './bench-page.ts';
import type { Bench, BenchRow } from './bench.ts';
import type { Fire } from './rapid-fire.ts';
import type { Recording, Way } from './storage-page.ts';

const rows = 1000;
/** Of the transactions of one a row. */
const goalFewer = 0.9;

const per1000 = ({ transactions, rows }: Recording): number => (transactions / rows) * 1000;

function rowsOf(
  single: Recording,
  batched: Recording,
  shotsAlone: Recording,
  waited: Recording,
): readonly BenchRow[] {
  const fewer = 1 - per1000(batched) / per1000(single);
  const lost = [single, batched, shotsAlone, waited].reduce((sum, run) => sum + run.lost, 0);
  const seconds = shotsAlone.rows / 20;
  return [
    {
      name: 'IndexedDB transactions per 1000 rows, rapid fire with all events',
      value: per1000(batched),
      unit: 'tx',
      against: per1000(single),
      ratio: per1000(single) / per1000(batched),
      goal: `>= ${goalFewer * 100} % fewer than one a row (${(fewer * 100).toFixed(1)} % here)`,
      ok: fewer >= goalFewer,
    },
    {
      name: 'rows lost, doubled or changed, of all runs here',
      value: lost,
      unit: 'rows',
      against: null,
      ratio: null,
      goal: '0',
      ok: lost === 0,
    },
    {
      name: 'time in IndexedDB for those 1000 rows',
      value: (batched.wallMs / batched.rows) * 1000,
      unit: 'ms',
      against: (single.wallMs / single.rows) * 1000,
      ratio: single.wallMs / single.rows / (batched.wallMs / batched.rows),
      goal: 'less than one a row',
      ok: batched.wallMs / batched.rows < single.wallMs / single.rows,
    },
    {
      name: 'transactions a second, rapid fire with shots alone',
      value: shotsAlone.transactions / seconds,
      unit: 'tx/s',
      against: 20,
      ratio: (20 * seconds) / shotsAlone.transactions,
      goal: '<= 4 while nobody waits (a row waits 250 ms at most)',
      ok: shotsAlone.transactions <= Math.ceil(4 * seconds),
    },
    {
      name: 'transactions a shot, where the robot waits for each',
      value: waited.transactions / waited.shots,
      unit: 'tx',
      against: waited.rows / waited.shots,
      ratio: waited.rows / waited.transactions,
      goal: '<= 1',
      ok: waited.transactions <= waited.shots,
    },
  ];
}

/** Rapid fire into IndexedDB in Chromium: batched by the recorder, against one transaction a row. */
export const storageBench: Bench = {
  name: 'storage',
  run: () =>
    withPage(async (page) => {
      const record = (way: Way, fire: Fire): Promise<Recording> =>
        page.evaluate(
          async ({ path, way, fire, rows }) => {
            const module = (await import(path)) as typeof import('./storage-page.ts');
            return module.record(way, fire, rows);
          },
          { path: '/tests/bench/storage-page.ts', way, fire, rows },
        );
      await record('recorder', 'all events');
      return rowsOf(
        await record('one transaction a row', 'all events'),
        await record('recorder', 'all events'),
        await record('recorder', 'shots alone'),
        await record('recorder, each shot waited for', 'all events'),
      );
    }),
};
