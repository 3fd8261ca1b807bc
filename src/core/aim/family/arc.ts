/** Standard gravity, m/s². */
export const gravity = 9.81;

/**
 * RK4 steps between robot and goal. What the code solves and what then flies err alike: over the family aim errors are within .03 half
 * windows (root mean square) of those with forty steps.
 */
const steps = 2;

/** Where a ball is when it comes to the goal. */
export interface Arrival {
  /** Above the launch, m. */
  rise: number;
  /** Slope of its path there. */
  slope: number;
}

/** A height that stands for "never got there", m. */
const fallenShort = -30;

/**
 * Flight in the plane by slope r = vy/vx and q = 1/vx²: dr/dx = l c³ − g q, dq/dx = 2 q (k + l r) c, dy/dx = r, c = √(1 + r²).
 * Drag k and lift l in 1/m. Writes to `out`, so that a million flights allocate nothing.
 */
export function fly(
  speedMps: number,
  tanPitch: number,
  distanceM: number,
  drag: number,
  lift: number,
  out: Arrival,
): void {
  const dx = distanceM / steps;
  const half = 0.5 * dx;
  let r = tanPitch;
  let q = (1 + r * r) / (speedMps * speedMps);
  let y = 0;
  for (let i = 0; i < steps; i++) {
    let c = Math.sqrt(1 + r * r);
    const r1 = lift * c * c * c - gravity * q;
    const q1 = 2 * q * (drag + lift * r) * c;
    const ra = r + half * r1;
    const qa = q + half * q1;
    c = Math.sqrt(1 + ra * ra);
    const r2 = lift * c * c * c - gravity * qa;
    const q2 = 2 * qa * (drag + lift * ra) * c;
    const rb = r + half * r2;
    const qb = q + half * q2;
    c = Math.sqrt(1 + rb * rb);
    const r3 = lift * c * c * c - gravity * qb;
    const q3 = 2 * qb * (drag + lift * rb) * c;
    const rc = r + dx * r3;
    const qc = q + dx * q3;
    c = Math.sqrt(1 + rc * rc);
    const r4 = lift * c * c * c - gravity * qc;
    const q4 = 2 * qc * (drag + lift * rc) * c;
    y += (dx / 6) * (r + 2 * ra + 2 * rb + rc);
    r += (dx / 6) * (r1 + 2 * r2 + 2 * r3 + r4);
    q += (dx / 6) * (q1 + 2 * q2 + 2 * q3 + q4);
  }
  // A flight that stops on its way leaves the steps with no number, or with one beyond any height.
  const arrives = Math.abs(y) < -fallenShort;
  out.rise = arrives ? y : fallenShort;
  out.slope = arrives ? r : 0;
}
