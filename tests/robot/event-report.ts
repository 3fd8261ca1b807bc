import type { ReportedShot } from './shot-reports.ts';
import type { RobotSide } from './robot-side.ts';

const countTopic = '/Shooter/ShotCount';
const distanceTopic = '/FiringSolver/Distance';
const buttons = { hit: '/FiringSolver/LogHit', miss: '/FiringSolver/LogMiss' } as const;

/** Robot code that only counts its shots, and has SideKick's two buttons, which somebody presses after each. */
export function publishEvents(robot: RobotSide): void {
  robot.publish(countTopic, 'int');
  robot.set(countTopic, 0);
  robot.publish(distanceTopic, 'double');
  for (const button of Object.values(buttons)) {
    robot.publish(button, 'boolean');
    robot.set(button, false);
  }
}

export function reportEvents(robot: RobotSide, shot: ReportedShot): void {
  robot.set(distanceTopic, shot.distanceM);
  robot.set(countTopic, shot.id);
  const button = shot.hit ? buttons.hit : buttons.miss;
  robot.set(button, true);
  robot.set(button, false);
}
