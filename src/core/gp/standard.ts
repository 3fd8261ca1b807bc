import { median, type Rows } from './rows.ts';

/** Numbers are learned as (value − centre) / spread. */
export interface Standard {
  readonly centre: number;
  /** Positive, whatever the values. */
  readonly spread: number;
}

/** What a median of distances is multiplied by to be a normal law's standard deviation, and a mean of them. */
const medianToSd = 1.4826;
const meanToSd = 1.2533;

/** Centre and spread of the rows' numbers, which wild ones hardly change. Labels are as they are. */
export function standardOf(rows: Rows): Standard {
  if (rows.kind === 'hits' || rows.count === 0) return { centre: 0, spread: 1 };
  const centre = median(rows.values);
  const away = rows.values.map((value) => Math.abs(value - centre));
  const spread = medianToSd * median(away);
  if (spread > 0) return { centre, spread };
  // More than half are equal: times that end at a limit, say.
  const mean = away.reduce((sum, x) => sum + x, 0) / rows.count;
  return { centre, spread: mean > 0 ? meanToSd * mean : 1 };
}

/** The rows with their numbers in that standard. */
export function standardised(rows: Rows, { centre, spread }: Standard): Rows {
  if (rows.kind === 'hits') return rows;
  return { ...rows, values: rows.values.map((value) => (value - centre) / spread) };
}
