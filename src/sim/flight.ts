/** Height of the middle of the opening, m. */
export const goalHeightM = 2.3;

/** Half of the opening as robot code would tell it, m; what really fits through differs from world to world. */
export const toldHalfOpeningM = 0.16;

/** Standard gravity as the worlds round it, m/s². */
export const gravity = 9.81;

/** Half of cross-section over mass of a ball 15 cm across and 215 g heavy, m²/kg. */
const halfAreaPerMass = (0.5 * 0.01767) / 0.215;

/** RK4 steps between robot and goal. The worlds are defined by this number: with another, every shot differs. */
const steps = 8;

/** How strongly air slows the ball, 1/m: deceleration is this times speed squared. */
export function dragPerMetre(airDensity: number, dragCoefficient: number): number {
  return halfAreaPerMass * airDensity * dragCoefficient;
}

/**
 * Sine by its Taylor series to x²¹ in Horner's form, for |x| < 1.5.
 * `Math.sin` may differ between engines in the last bit, and with it a shot on the edge of the goal.
 */
export function sine(rad: number): number {
  const square = rad * rad;
  let sum = 1;
  for (let n = 20; n >= 2; n -= 2) sum = 1 - (square / (n * (n + 1))) * sum;
  return rad * sum;
}

/** Cosine by its Taylor series to x²⁰, for |x| < 1.5; see `sine`. */
export function cosine(rad: number): number {
  const square = rad * rad;
  let sum = 1;
  for (let n = 19; n >= 1; n -= 2) sum = 1 - (square / (n * (n + 1))) * sum;
  return sum;
}

/**
 * Height of the ball above the floor after `distanceM`, m: RK4 with distance as the variable.
 *
 * With s the speed and l = lift·s + spin/(1 + spinDecay·x): dvx/dx = −k·s − l·vy/vx; dvy/dx = (−k·s·vy + l·vx − g)/vx; dy/dx = vy/vx.
 * Only + − × ÷ √ occur, so that every engine gives the same bits. NaN where the ball cannot fly so far.
 * @param drag deceleration over speed squared, 1/m. @param lift sideways acceleration over speed squared, 1/m.
 * @param spin sideways acceleration over speed of the spin at first, 1/s.
 * @param spinDecay how fast the spin dies, 1/m: after so many metres as its reciprocal, half of it is left; 0: never.
 */
export function heightAt(
  distanceM: number,
  speedMps: number,
  sinPitch: number,
  cosPitch: number,
  launchHeightM: number,
  drag: number,
  lift: number,
  spin = 0,
  spinDecay = 0,
): number {
  const dx = distanceM / steps;
  const half = dx * 0.5;
  const sixth = dx / 6;
  let vx = speedMps * cosPitch;
  let vy = speedMps * sinPitch;
  let height = launchHeightM;
  for (let i = 0; i < steps; i++) {
    const x = i * dx;
    let speed = Math.sqrt(vx * vx + vy * vy);
    let aside = lift * speed + spin / (1 + spinDecay * x);
    const slope1 = vy / vx;
    const ax1 = -drag * speed - aside * slope1;
    const ay1 = (-drag * speed * vy + aside * vx - gravity) / vx;

    let px = vx + half * ax1;
    let py = vy + half * ay1;
    speed = Math.sqrt(px * px + py * py);
    aside = lift * speed + spin / (1 + spinDecay * (x + half));
    const slope2 = py / px;
    const ax2 = -drag * speed - aside * slope2;
    const ay2 = (-drag * speed * py + aside * px - gravity) / px;

    px = vx + half * ax2;
    py = vy + half * ay2;
    speed = Math.sqrt(px * px + py * py);
    aside = lift * speed + spin / (1 + spinDecay * (x + half));
    const slope3 = py / px;
    const ax3 = -drag * speed - aside * slope3;
    const ay3 = (-drag * speed * py + aside * px - gravity) / px;

    px = vx + dx * ax3;
    py = vy + dx * ay3;
    speed = Math.sqrt(px * px + py * py);
    aside = lift * speed + spin / (1 + spinDecay * (x + dx));
    const slope4 = py / px;
    const ax4 = -drag * speed - aside * slope4;
    const ay4 = (-drag * speed * py + aside * px - gravity) / px;

    vx += sixth * (ax1 + 2 * ax2 + 2 * ax3 + ax4);
    vy += sixth * (ay1 + 2 * ay2 + 2 * ay3 + ay4);
    height += sixth * (slope1 + 2 * slope2 + 2 * slope3 + slope4);
  }
  return height;
}
