import { type Arrival, fly } from './arc.ts';
import type { Robot } from './robot.ts';

/** Where a robot's shots go at one distance, in half windows. */
export interface AimSample {
  error: number;
  /** Standard deviation of a shot. */
  spread: number;
}

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
  const byDistance = arrival.slope * robot.distanceSpreadM;
  fly(exit * (1 + robot.speedSpread), tan, distanceM, trueDrag, robot.lift, arrival);
  const bySpeed = arrival.rise - height;
  fly(exit, Math.tan(angle + robot.angleSpread), distanceM, trueDrag, robot.lift, arrival);
  const byAngle = arrival.rise - height;
  out.error = (height - trueRise) / robot.halfOpeningM;
  out.spread =
    Math.sqrt(byDistance * byDistance + bySpeed * bySpeed + byAngle * byAngle + 1e-6) /
    robot.halfOpeningM;
}
