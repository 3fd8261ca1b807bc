import { type GpModel, gpModel } from './gp-model.ts';
import {
  fitHyperparameters,
  hyperparameters,
  medianFor,
  type Whitened,
} from './hyperparameters.ts';
import { commonRows, merged, prefix, type Rows } from './rows.ts';
import { type Standard, standardised, standardOf } from './standard.ts';

/** Hyperparameters after the first `count` rows. */
interface Fit {
  readonly count: number;
  readonly z: Whitened;
}

/** What was learned from some rows: give it to the next call, and only new rows cost time. */
export interface Learned {
  readonly model: GpModel;
  readonly rows: Rows;
  /** How the model's numbers are to be read. */
  readonly standard: Standard;
  /** By count, ascending. */
  readonly fits: readonly Fit[];
}

/** Places the process is conditioned on at most: its cost grows with their cube. */
const mostPlaces = 300;
/** And places that hyperparameters are fitted to: each fit takes some tens of factorisations, and more rows change it little. */
const mostFitted = 120;
/** Rows before the first fit: fewer tell nothing of lengths. */
const firstFit = 5;
/** A fit waits for this many rows, or this share of those it knows: the later, the less they change. */
const leastNew = 5;
const shareNew = 0.1;

/**
 * The process after `rows`. Hyperparameters are fitted at fixed counts of rows, each fit from the one before, so the same rows in the
 * same order give the same model, with or without `previous`.
 */
export function learn(rows: Rows, previous: Learned | null): Learned {
  const known = previous === null ? 0 : commonRows(previous.rows, rows);
  const fits = (previous?.fits ?? []).filter(({ count }) => count <= known);
  let z = fits.at(-1)?.z ?? medianFor(rows);
  for (let count = fitAfter(fits.at(-1)?.count); count <= rows.count; count = fitAfter(count)) {
    const some = prefix(rows, count);
    z = fitHyperparameters(standardised(merged(some, mostFitted), standardOf(some)), z);
    fits.push({ count, z });
  }
  const standard = standardOf(rows);
  const places = standardised(merged(rows, mostPlaces), standard);
  return { rows, standard, fits, model: gpModel(places, hyperparameters(z, rows)) };
}

function fitAfter(count: number | undefined): number {
  if (count === undefined) return firstFit;
  return count + Math.max(leastNew, Math.floor((shareNew * count) / leastNew) * leastNew);
}
