import type { Random } from '../stats/random.ts';

/** Fills `out[from … from + count)` with standard normal deviates (Marsaglia's polar method, pairwise). */
export function fillNormals(out: Float64Array, from: number, count: number, random: Random): void {
  const end = from + count;
  for (let i = from; i < end; i += 2) {
    let x: number;
    let y: number;
    let s: number;
    do {
      x = 2 * random() - 1;
      y = 2 * random() - 1;
      s = x * x + y * y;
    } while (s >= 1 || s === 0);
    const f = Math.sqrt((-2 * Math.log(s)) / s);
    out[i] = x * f;
    if (i + 1 < end) out[i + 1] = y * f;
  }
}
