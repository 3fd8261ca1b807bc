import type { AimModel } from './aim-model.ts';
import { isTabled } from './coordinates.ts';
import { type Draws, writeRates } from './draws.ts';
import { atDistance, summarise } from './rates.ts';
import { reachOfT } from './shot-table.ts';

/** Places between the bounds of an entry that are looked at. */
const places = 33;
/** A draw that hits from none of these says nothing of where to aim. */
const negligible = 1e-6;

/** Between which values, 0 to 1 of its range, the middle of what hits lies with 90 %. */
export interface EntryBand {
  readonly dimension: number;
  readonly low: number;
  readonly high: number;
}

/** Where the entries of look-up tables should be, each for a shot from its own distance; empty without a table. */
export function tableBand(model: AimModel, draws: Draws, best: Float64Array): readonly EntryBand[] {
  const tabled = model.tables.map(({ map }) => map.coordinates).find(isTabled);
  return (tabled?.tables ?? []).flatMap(({ columns, t }) =>
    columns.flatMap((dimension, i) => bandOf(draws, best, dimension, t[i]!) ?? []),
  );
}

function bandOf(draws: Draws, best: Float64Array, dimension: number, t: number): EntryBand | null {
  // Farther off nobody shoots, and the model knows nothing.
  if (Math.abs(t) > reachOfT) return null;
  const node = atDistance(t);
  const rates = new Float64Array(draws.count);
  const total = new Float64Array(draws.count);
  const moment = new Float64Array(draws.count);
  for (let k = 0; k < places; k++) {
    const u = k / (places - 1);
    writeRates(draws, best.with(dimension, u), node, rates);
    for (let s = 0; s < draws.count; s++) {
      total[s]! += rates[s]!;
      moment[s]! += rates[s]! * u;
    }
  }
  const heard = Array.from(total.keys()).filter((s) => total[s]! > negligible);
  const weight = heard.reduce((sum, s) => sum + draws.probabilities[s]!, 0);
  if (weight <= 0) return null;
  const middles = Float64Array.from(heard, (s) => moment[s]! / total[s]!);
  const shares = Float64Array.from(heard, (s) => draws.probabilities[s]! / weight);
  const { low, high } = summarise(middles, shares);
  return { dimension, low, high };
}
