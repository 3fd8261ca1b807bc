import type { RobotSide } from './robot-side.ts';

/** Topics that the simulated robot offers beside its coefficients, as teams' robots do; none of them moves a shot. */
export function publishOtherTunables(robot: RobotSide): void {
  publishRobustTunable(robot, '/Tunables/Shooter/Hood Trim', { min: -5, max: 5 });
  number(robot, '/Tunables/Shooter/Feed Speed', 0.6, { min: 0, max: 1 });
  number(robot, '/Tunables/Shooter/Serial', 17, { mutable: false });
  text(robot, '/Preferences/.type', 'RobotPreferences');
  number(robot, '/Preferences/Spin Up Seconds', 0.8);
  number(robot, '/SmartDashboard/Launch Delay', 0.12);
  text(robot, '/SmartDashboard/Flywheel/.type', 'PIDController');
  for (const [key, value] of [
    ['p', 0.4],
    ['i', 0],
    ['d', 0.01],
  ] as const)
    number(robot, `/SmartDashboard/Flywheel/${key}`, value);
}

/** A tunable of WPILib 2027 that publishes `…/value`, and takes what is written to `…/tune` where it lies within its bounds. */
export function publishRobustTunable(
  robot: RobotSide,
  path: string,
  bounds: { readonly min: number; readonly max: number },
): void {
  const [value, tune] = [`${path}/value`, `${path}/tune`];
  robot.publish(value, 'double', { ...bounds, robust: true, mutable: true });
  robot.set(value, 0);
  robot.onValue(tune, (wanted) => {
    if (typeof wanted === 'number')
      robot.set(value, Math.min(bounds.max, Math.max(bounds.min, wanted)));
  });
}

function number(
  robot: RobotSide,
  topic: string,
  value: number,
  properties: Readonly<Record<string, unknown>> = {},
): void {
  robot.publish(topic, 'double', properties);
  robot.set(topic, value);
  robot.onValue(topic, () => undefined);
}

function text(robot: RobotSide, topic: string, value: string): void {
  robot.publish(topic, 'string');
  robot.set(topic, value);
}
