import { parseArgs } from 'node:util';

import { appBench } from './app.bench.ts';
import type { Bench, BenchRow } from './bench.ts';
import { faultsBench } from './faults.bench.ts';
import { linkBench } from './link.bench.ts';
import { loadBench } from './load.bench.ts';
import { scoreBench } from './score.bench.ts';
import { screenBench } from './screen.bench.ts';
import { plotsBench } from './plots.bench.ts';
import { storageBench } from './storage.bench.ts';
import { tornShotsBench } from './torn-shots.bench.ts';

/** Every part of the bench, in the order they are run. */
const benches: readonly Bench[] = [
  scoreBench,
  storageBench,
  linkBench,
  faultsBench,
  loadBench,
  screenBench,
  plotsBench,
  appBench,
  tornShotsBench,
];

const usage = `npm run bench [-- options]
  --json          one JSON object a line: name, value, unit, against, ratio, goal, ok
  --only <name>   only that part: ${benches.map(({ name }) => name).join(', ')}
  --minutes <n>   how long memory is watched under load (1; its long form is 10)
  --help          this text`;

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

function cells({ name, value, unit, against, ratio, goal, ok }: BenchRow): readonly string[] {
  return [
    name,
    `${number.format(value)} ${unit}`,
    against === null ? '' : `${number.format(against)} ${unit}`,
    ratio === null ? '' : `${number.format(ratio)} ×`,
    goal,
    ok ? 'ok' : 'MISSED',
  ];
}

function table(rows: readonly BenchRow[]): string {
  const lines = [['what', 'measured', 'against', 'ratio', 'goal', ''], ...rows.map(cells)];
  const widths = lines[0]!.map((_, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  const isNumber = (column: number): boolean => column >= 1 && column <= 3;
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string' },
      minutes: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const chosen = benches.filter(({ name }) => values.only === undefined || name === values.only);
  const minutes = Number(values.minutes);
  if (values.help || chosen.length === 0 || !(minutes > 0)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const rows: BenchRow[] = [];
  for (const bench of chosen) {
    if (!values.json) console.error(`${bench.name} …`);
    const measured = await bench.run(minutes);
    rows.push(...measured);
    if (values.json) for (const row of measured) console.log(JSON.stringify(row));
  }
  if (!values.json) console.log(table(rows));
  return rows.every(({ ok }) => ok) ? 0 : 1;
}

process.exitCode = await main();
