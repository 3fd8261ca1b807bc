import { expect, test } from 'vitest';

import { unitInName } from '../../../src/core/tuning/named-unit.ts';
import { readableName } from '../../../src/core/tuning/readable-name.ts';

test.each([
  ['/Tuning/Shooter/kHoodAngle', 'Hood angle', ''],
  ['/Tuning/PresetHoodAngleDegrees', 'Preset hood angle', 'deg'],
  ['/Tuning/CloseHubSpeedRadsPerSec', 'Close hub speed', 'rad/s'],
  ['/Tuning/Shooter/FlywheelRPM', 'Flywheel RPM', 'rpm'],
  ['/Tuning/Shooter/RPMFudgePercent', 'RPM fudge percent', '%'],
  ['/Tuning/SOTM/AccelLPFTimeConstantSec', 'Accel LPF time constant', 's'],
  ['/Tuning/Hood/maxAngle (deg)', 'Max angle', 'deg'],
  ['/Tuning/DistanceInMeters', 'Distance', 'm'],
  ['/Tuning/MaxMetersPerSec', 'Max meters per sec', 'm/s'],
  ['/Tuning/WheelSpeed3m', 'Wheel speed 3m', ''],
  ['/Tuning/DriveToPose/DrivekP', 'Drive kP', ''],
  ['/Tuning/manipulator/Kp', 'Manipulator Kp', ''],
  ['/Tuning/kP', 'kP', ''],
  ['Tune/flywheel/KS', 'Flywheel KS', ''],
  ['/SmartDashboard/Arm/p', 'Arm p', ''],
  ['/SmartDashboard/TOP_FEED_FORWARD', 'Top feed forward', ''],
  ['/SmartDashboard/Shooter.kTargetSpeed', 'Shooter target speed', ''],
  ['/Tuning/Limiter/Value', 'Limiter value', ''],
  ['/Tunables/Hood/Trim/value', 'Trim', ''],
  ['/Tuning/SpeedTable/2.0', 'Speed table 2.0', ''],
])('%s is called %s, in %j', (topic, name, unit) => {
  expect(readableName(topic)).toBe(name);
  expect(unitInName(topic.split('/').at(-1)!)).toBe(unit);
});
