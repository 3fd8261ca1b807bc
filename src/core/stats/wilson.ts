/** Two-sided normal quantile for a 90 % interval. Source: standard normal table, Φ⁻¹(0.95). */
const z90 = 1.6448536269514722;

/**
 * Wilson's score interval for a share: `hits` of `n`, each end in [0, 1]; [0, 1] when nothing was tried.
 * Source: Wilson, JASA 22 (1927).
 * @param z normal quantile of the interval, 90 % when left out.
 */
export function wilsonInterval(
  hits: number,
  n: number,
  z: number = z90,
): { readonly low: number; readonly high: number } {
  if (n <= 0) return { low: 0, high: 1 };
  const share = hits / n;
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return {
    // The ends are exact where rounding would leave a trace: no hit at all, and nothing but hits.
    low: hits === 0 ? 0 : Math.max(0, centre - half),
    high: hits === n ? 1 : Math.min(1, centre + half),
  };
}
