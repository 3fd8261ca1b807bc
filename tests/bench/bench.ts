/** One measured number, beside what it is compared with. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  /** Unit of `value` and `against`. */
  readonly unit: string;
  /** The same, measured in the same run, of what it is compared with; null where it stands alone. */
  readonly against: number | null;
  /** How many times better than `against`; for a row alone, null. */
  readonly ratio: number | null;
  /** What was to be reached, in words. */
  readonly goal: string;
  readonly ok: boolean;
}

/** A part of the bench: its name for `--only`, and what measures it. */
export interface Bench {
  readonly name: string;
  /** @param minutes how long what may creep is watched. */
  readonly run: (minutes: number) => Promise<readonly BenchRow[]>;
}

/** Work to be timed. Its results are added up, so that the engine cannot leave it out. */
export type Work = () => number;

/** Medians of the time of one call of each, ms. */
export interface Comparison {
  readonly firstMs: number;
  readonly secondMs: number;
  /** Median of the ratios second / first, round by round: what disturbs a round disturbs both. */
  readonly ratio: number;
}

/** A timed stretch lasts at least this long, ms: much longer than the clock's grain, shorter than a time slice. */
const stretchMs = 10;
/** Timed rounds; odd, so that the median is one of them. */
const usualRounds = 31;
/** Untimed rounds before, in which the engine compiles both. */
const warmUpRounds = 5;

let sink = 0;

/** The middle of the numbers, in order of size; NaN for none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Times two ways of doing the same, A B A B, so that heat and neighbours reach both alike. */
export function compare(first: Work, second: Work, rounds = usualRounds): Comparison {
  for (let round = 0; round < warmUpRounds; round++) {
    callsIn(first);
    callsIn(second);
  }
  const firstCalls = callsIn(first);
  const secondCalls = callsIn(second);
  const firstMs: number[] = [];
  const secondMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    firstMs.push(timeOf(first, firstCalls));
    secondMs.push(timeOf(second, secondCalls));
  }
  const ratio = median(secondMs.map((ms, round) => ms / firstMs[round]!));
  return { firstMs: median(firstMs), secondMs: median(secondMs), ratio };
}

/** How many calls fill a stretch. */
function callsIn(work: Work): number {
  const untilMs = performance.now() + stretchMs;
  let calls = 0;
  do {
    sink += work();
    calls++;
  } while (performance.now() < untilMs);
  return calls;
}

/** Mean time of one call, ms. */
function timeOf(work: Work, calls: number): number {
  const startMs = performance.now();
  for (let call = 0; call < calls; call++) sink += work();
  return (performance.now() - startMs) / calls;
}

/**
 * The sum of all results so far; that it could be read keeps every timed call alive.
 * @public
 */
export function sunk(): number {
  return sink;
}
