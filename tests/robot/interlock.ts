import type { RobotSide } from './robot-side.ts';

const prefix = '/FiringSolver/Interlock/';
const pairs = [
  [`${prefix}RequireShotLogged`, `${prefix}ShotLogged`],
  [`${prefix}RequireCoefficientsUpdated`, `${prefix}CoefficientsUpdated`],
] as const;

/** Robot code at boot: nothing is outstanding. */
export function publishInterlock(robot: RobotSide): void {
  for (const [, done] of pairs) {
    robot.publish(done, 'boolean');
    robot.setDefault(done, true);
  }
}

/** Whether the tuner asks the robot to wait, and what for has not come. A tuner that is gone asks nothing. */
export function mustWait(robot: RobotSide): boolean {
  return pairs.some(([required, done]) => robot.get(required) === true && robot.get(done) !== true);
}

/** Before a shot: it is still to be logged, and the values for the next one are still to come. */
export function beginShot(robot: RobotSide): void {
  for (const [, done] of pairs) robot.set(done, false);
}
