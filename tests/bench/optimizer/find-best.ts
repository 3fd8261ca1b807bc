/**
 * Fills `best-rates.json` with the best hit rates that a search which knows the truth finds, and leaves those already there:
 * `npx tsx tests/bench/optimizer/find-best.ts table4,table10 --worlds 0-39`. The same on every run; prints
 * the values found. `npm run format` afterwards.
 * `--check` writes nothing, and says how far it is from the rates already there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Best } from './best-from.ts';
import { bestOf } from './best-of.ts';
import { type AnyVariant, anyVariants } from '../../../src/sim/shooting-robot.ts';
import { robotOf } from './robot.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    worlds: { type: 'string', default: '0-39' },
    check: { type: 'boolean', default: false },
  },
});
const file = new URL('best-rates.json', import.meta.url);
const [from = 0, to = from] = values.worlds.split('-').map(Number);

for (const variant of anyVariants) {
  if (!(positionals[0]?.split(',') ?? anyVariants).includes(variant)) continue;
  const since = performance.now();
  const found = new Map<number, Best>();
  const known = rates()[variant] ?? [];
  for (let world = from; world <= to; world++) {
    if (!values.check && known[world] !== undefined) continue;
    const best = bestOf(variant, world);
    found.set(world, best);
    const more = known[world] === undefined ? '' : `, known ${known[world]}`;
    process.stdout.write(
      `${variant} ${world}: ${best.rate}${more} at ${JSON.stringify(best.values)}\n`,
    );
  }
  if (!values.check) write(variant, found);
  summarize(variant, [...found.values()], performance.now() - since);
}

function rates(): Partial<Record<AnyVariant, readonly number[]>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<AnyVariant, readonly number[]>>;
}

function write(variant: AnyVariant, found: ReadonlyMap<number, Best>): void {
  const before = rates();
  const merged = [...(before[variant] ?? [])];
  for (const [world, { rate }] of found) {
    if (world !== merged.length) throw new Error(`${variant}: world ${merged.length} comes first`);
    merged.push(Number(rate.toFixed(6)));
  }
  writeFileSync(file, `${JSON.stringify({ ...before, [variant]: merged }, null, 2)}\n`);
}

function summarize(variant: AnyVariant, found: readonly Best[], ms: number): void {
  const { coefficients } = robotOf(variant, 0);
  const onBound = found.filter(({ values: at }) =>
    coefficients.some(({ min, max }, j) => {
      const nearest = Math.min(at[j]! - min, max - at[j]!);
      return nearest < 0.001 * (max - min);
    }),
  );
  process.stdout.write(
    `${variant}: ${found.length} worlds, best values on a bound in ${onBound.length}, ${(ms / 1000).toFixed(0)} s\n`,
  );
}
