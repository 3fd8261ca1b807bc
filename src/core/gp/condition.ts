import type { Hyperparameters } from './kernel.ts';
import { laplace } from './laplace.ts';
import type { Posterior } from './posterior.ts';
import { robustRegression } from './robust-regression.ts';
import type { Rows } from './rows.ts';

/** The posterior of the rows whose prior covariance is `covariance`, n × n. @param start a `warmStart`; null: none. */
export function conditioned(
  rows: Rows,
  covariance: Float64Array,
  h: Hyperparameters,
  start: Float64Array | null,
): Posterior {
  return rows.kind === 'hits'
    ? laplace(rows, covariance, h.mean, start)
    : robustRegression(rows, covariance, h, start);
}
