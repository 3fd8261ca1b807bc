import type { Anchor } from './anchors.ts';
import { checkpoints, type WorldResult } from './run-world.ts';

/** A world's result beside the best hit rate known there. */
export interface Judged extends WorldResult {
  readonly best: number;
}

/** The table of one problem: median, mean and worst regret of ours, and what others reached. */
export function tableOf(
  title: string,
  results: readonly Judged[],
  others: readonly Anchor[],
): string {
  const reached = checkpoints.slice(0, results[0]?.rates.length ?? 0);
  const regrets = reached.map((_, c) => results.map(({ best, rates }) => best - rates[c]!));
  const row = (name: string, values: readonly number[], rest: readonly string[]): string =>
    `| ${[name, ...values.map((value) => value.toFixed(3)), ...rest].join(' | ')} |`;
  const violations = results.reduce((sum, result) => sum + result.violations, 0);
  const ms = median(results.map(({ msPerShot }) => msPerShot)).toFixed(1);
  const hits = results.map((result) => result.hits);
  const ours = (name: string, of: (values: readonly number[]) => number): string =>
    row(name, regrets.map(of), [of(hits).toFixed(0)]);
  return [
    `### ${title} (${results.length} worlds, ${ms} ms per shot, ${violations} violations)`,
    '',
    `| method | ${reached.map((shots) => `@${shots}`).join(' | ')} | hits |`,
    `|---|${reached.map(() => '---|').join('')}---|`,
    ours('ours, median', median),
    ours('ours, mean', mean),
    row(
      'ours, worst',
      regrets.map((values) => Math.max(...values)),
      [String(Math.min(...hits))],
    ),
    ...others.map(({ name, regrets: theirs, hits: theirHits }) =>
      row(name, theirs.slice(0, reached.length), [String(theirHits)]),
    ),
    '',
    `${calibration(results)} ${againstStart(results)} The general model chose the values of ${results.map(({ byGeneral }) => byGeneral).join(', ')} shots.`,
    '',
  ].join('\n');
}

/** Rows for another method on the same shots: median, mean and worst of its regrets, one list a world. */
export function anchorsOf(
  name: string,
  regrets: readonly (readonly number[])[],
  results: readonly Judged[],
): readonly Anchor[] {
  const hits = median(results.map((result) => result.hits));
  const reached = Array.from(regrets[0]?.keys() ?? []);
  const of = (what: string, sum: (values: readonly number[]) => number): Anchor => ({
    name: `${name}, ${what}`,
    regrets: reached.map((c) => sum(regrets.map((world) => world[c]!))),
    hits,
  });
  return [of('median', median), of('mean', mean), of('worst', (values) => Math.max(...values))];
}

/** How often the 90 % intervals held the truth, and what the advice to stop was worth. */
function calibration(results: readonly Judged[]): string {
  const held = results.flatMap((result) => result.held);
  const stops = results.flatMap(({ stop, best }) =>
    stop === null ? [] : [{ shot: stop.shot, regret: best - stop.rate }],
  );
  const share = (part: number, whole: number): string =>
    whole === 0 ? '–' : `${((100 * part) / whole).toFixed(0)} %`;
  const early = stops.filter(({ shot }) => shot <= 100).length;
  const right = stops.filter(({ regret }) => regret <= 0.05).length;
  return (
    `90 % intervals held the truth in ${share(held.filter(Boolean).length, held.length)}; advice to stop came by shot 100 in ` +
    `${share(early, results.length)} of worlds, with a regret of at most 0.05 in ${share(right, stops.length)} of ${stops.length}.`
  );
}

/** A shot after which a recommendation may no longer be worse than what the robot had, and chance in judging it. */
const grown = 40;
const tie = 0.005;

/** Whether any recommendation was worse than doing nothing. */
function againstStart(results: readonly Judged[]): string {
  const worse = results.filter(({ rates, startRate }) =>
    rates.some((rate, c) => checkpoints[c]! >= grown && rate < startRate - tie),
  ).length;
  const start = median(results.map(({ best, startRate }) => best - startRate));
  return `The start is ${start.toFixed(3)} below the best (median); from shot ${grown} on a recommendation was worse than it in ${worse} worlds.`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1
    ? sorted[Math.floor(half)]!
    : (sorted[half - 1]! + sorted[half]!) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
