/** Points that differ by less than this in every dimension are the same. */
const negligible = 1e-9;

/** Whether two points are one to the robot. */
export const isSame = (a: Float64Array, b: Float64Array): boolean =>
  a.every((u, j) => Math.abs(u - b[j]!) < negligible);

/** Trials since the last one at `point`, of rows at these points, newest last; all of them where there was none. */
export function trialsSince(points: readonly Float64Array[], point: Float64Array): number {
  let trials = 0;
  for (let i = points.length - 1; i >= 0 && !isSame(points[i]!, point); i--)
    if (i === 0 || !isSame(points[i]!, points[i - 1]!)) trials++;
  return trials;
}
