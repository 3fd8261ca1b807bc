import { gravity } from './flight.ts';

/** RK4 steps between robot and goal. The worlds are defined by this number: with another, every shot differs. */
const steps = 8;

/**
 * Height of a spinning ball above the floor after `distanceM`, m: RK4 with distance as the variable, as `heightAt`, but lift is
 * spin times speed, not speed squared, and the spin may die on the way.
 *
 * @param drag deceleration over speed squared, 1/m.
 * @param lift of the spin at first: sideways acceleration over speed, 1/s.
 * @param spinDecay how fast the spin dies, 1/m: after so many metres as its reciprocal, half of it is left; 0: never.
 *
 * With s the speed and l = lift/(1 + decay·x): dvx/dx = −k·s − l·vy/vx; dvy/dx = (−k·s·vy + l·vx − g)/vx; dy/dx = vy/vx.
 */
export function spinningHeightAt(
  distanceM: number,
  speedMps: number,
  sinPitch: number,
  cosPitch: number,
  launchHeightM: number,
  drag: number,
  lift: number,
  spinDecay: number,
): number {
  const dx = distanceM / steps;
  const half = dx * 0.5;
  const sixth = dx / 6;
  let vx = speedMps * cosPitch;
  let vy = speedMps * sinPitch;
  let height = launchHeightM;
  for (let i = 0; i < steps; i++) {
    const x = i * dx;
    const before = lift / (1 + spinDecay * x);
    const between = lift / (1 + spinDecay * (x + half));
    const after = lift / (1 + spinDecay * (x + dx));

    let speed = Math.sqrt(vx * vx + vy * vy);
    const slope1 = vy / vx;
    const ax1 = -drag * speed - before * slope1;
    const ay1 = (-drag * speed * vy + before * vx - gravity) / vx;

    let px = vx + half * ax1;
    let py = vy + half * ay1;
    speed = Math.sqrt(px * px + py * py);
    const slope2 = py / px;
    const ax2 = -drag * speed - between * slope2;
    const ay2 = (-drag * speed * py + between * px - gravity) / px;

    px = vx + half * ax2;
    py = vy + half * ay2;
    speed = Math.sqrt(px * px + py * py);
    const slope3 = py / px;
    const ax3 = -drag * speed - between * slope3;
    const ay3 = (-drag * speed * py + between * px - gravity) / px;

    px = vx + dx * ax3;
    py = vy + dx * ay3;
    speed = Math.sqrt(px * px + py * py);
    const slope4 = py / px;
    const ax4 = -drag * speed - after * slope4;
    const ay4 = (-drag * speed * py + after * px - gravity) / px;

    vx += sixth * (ax1 + 2 * ax2 + 2 * ax3 + ax4);
    vy += sixth * (ay1 + 2 * ay2 + 2 * ay3 + ay4);
    height += sixth * (slope1 + 2 * slope2 + 2 * slope3 + slope4);
  }
  return height;
}
