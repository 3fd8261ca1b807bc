import type { HitRows } from '../../../src/core/gp/rows.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';

/** Random shots over `dims` dimensions and the distance: those near 0.6 in every dimension but the last mostly hit. */
export function randomRows(count: number, dims: number, seed: number): HitRows {
  const random = mulberry32(seed);
  const width = dims + 1;
  const places = new Float64Array(count * width);
  const hits = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let away = 0;
    for (let c = 0; c < dims; c++) {
      const u = random();
      places[i * width + c] = u;
      if (c < Math.max(dims - 1, 1)) away += (u - 0.6) ** 2;
    }
    places[i * width + dims] = 2 * random() - 1;
    hits[i] = away < 0.02 + 0.06 * random() ? 1 : 0;
  }
  return { kind: 'hits', count, dims, width, places, hits, misses: hits.map((hit) => 1 - hit) };
}
