import { type Arrival, fly } from './arc.ts';
import type { Robot } from './robot.ts';
import { gainOf } from './solve-speed.ts';

/** Where a robot's shots go at one distance, in half windows. */
export interface AimSample {
  error: number;
  /** Log of the standard deviation of a shot. */
  logSpread: number;
}

/** What no simulation tells, as a share of the half window: no shot scatters less. */
const leastSpread = 0.03;

const arrival: Arrival = { rise: 0, slope: 0 };

/** Where shots arrive that leave with this speed (m/s) and angle (rad), and how they scatter: to first order. */
export function shotAt(
  robot: Pick<Robot, 'lift' | 'distanceSpreadM' | 'speedSpread' | 'angleSpread' | 'halfOpeningM'>,
  exit: number,
  angle: number,
  distanceM: number,
  trueDrag: number,
  trueRise: number,
  out: AimSample,
): void {
  const tan = Math.tan(angle);
  fly(exit, tan, distanceM, trueDrag, robot.lift, arrival);
  const height = arrival.rise;
  const fallen = distanceM * tan - height;
  const byDistance = arrival.slope * robot.distanceSpreadM;
  const bySpeed = gainOf(fallen, exit) * exit * robot.speedSpread;
  fly(exit, Math.tan(angle + robot.angleSpread), distanceM, trueDrag, robot.lift, arrival);
  const byAngle = arrival.rise - height;
  out.error = (height - trueRise) / robot.halfOpeningM;
  const variance =
    (byDistance * byDistance + bySpeed * bySpeed + byAngle * byAngle) /
    (robot.halfOpeningM * robot.halfOpeningM);
  out.logSpread = 0.5 * Math.log(variance + leastSpread * leastSpread);
}
