import type { AimShot } from './shot-table.ts';

/** Differences in every coordinate up to which two shots count as one, first try; each further try takes more. */
const firstReach = 0.01;
const reachGrowth = 1.3;

/**
 * At most `limit` rows that tell nearly the same as `rows`: neighbours with the same outcome become the first of them, with the weight of
 * all. A little more is merged the more there are, and nothing is left out. Measured errors stay as they are.
 */
export function condensed(rows: readonly AimShot[], limit: number): AimShot[] {
  let out = [...rows];
  for (let reach = firstReach; out.length > limit && reach < 1; reach *= reachGrowth)
    out = mergedWithin(rows, reach);
  return out;
}

function mergedWithin(rows: readonly AimShot[], reach: number): AimShot[] {
  const groups: { readonly leader: AimShot; weight: number }[] = [];
  for (const row of rows) {
    const group =
      row.outcome.kind === 'error'
        ? undefined
        : groups.find(({ leader }) => isNear(leader, row, reach));
    if (group === undefined) groups.push({ leader: row, weight: row.weight });
    else group.weight += row.weight;
  }
  return groups.map(({ leader, weight }) => ({ ...leader, weight }));
}

function isNear(a: AimShot, b: AimShot, reach: number): boolean {
  return (
    a.outcome.kind === b.outcome.kind &&
    Math.abs(a.t - b.t) <= 2 * reach &&
    a.point.every((u, j) => Math.abs(u - b.point[j]!) <= reach)
  );
}
