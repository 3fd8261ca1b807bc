import { describe, expect, test } from 'vitest';

import type { Role } from '../../../src/core/aim/family/role.ts';
import { suggestedRole } from '../../../src/core/aim/family/suggested-role.ts';
import { anyVariants, ShootingRobot } from '../../../src/sim/shooting-robot.ts';

/** Bounds as a robot of that role has them. */
const usual: Readonly<Record<Role, readonly [min: number, max: number, integer: boolean]>> = {
  drag: [0.1, 0.9, false],
  'air-density': [1.05, 1.3, false],
  'launch-height': [0.4, 0.8, false],
  'speed-scale': [0.85, 1.15, false],
  'speed-offset': [-0.5, 0.5, false],
  'angle-offset': [-0.05, 0.05, false],
  'detent-angle': [-6, 6, true],
  solver: [2, 16, true],
  'speed-knot': [2000, 4000, false],
  'angle-knot': [0.7, 1.2, false],
  'hood-knot': [0.1, 0.6, false],
  'other-knot': [0, 1, false],
};
const suggest = (
  topic: string,
  [min, max, integer]: readonly [number, number, boolean],
  { name = topic.slice(topic.lastIndexOf('/') + 1), unit = '' } = {},
): Role | null => suggestedRole(name, topic, unit, { min, max, integer })?.role ?? null;
/** The role and the distance suggested for an entry of a table. */
const entry = (topic: string, unit = '', bounds = usual['speed-knot']): unknown => {
  const [min, max, integer] = bounds;
  const found = suggestedRole(topic.slice(topic.lastIndexOf('/') + 1), topic, unit, {
    min,
    max,
    integer,
  });
  return found && [found.role, found.atM];
};

describe('the role suggested for a coefficient', () => {
  test.each<[string, Role]>([
    ['/Tuning/DragCoefficient', 'drag'],
    ['/Tuning/kDragCoefficient', 'drag'],
    ['/Tuning/k_drag_coeff', 'drag'],
    ['/Tuning/Shooter/drag', 'drag'],
    ['/Tuning/BallDragCoefficients', 'drag'],
    ['/Tuning/Cd', 'drag'],
    ['/Tuning/AirDensity', 'air-density'],
    ['/Tuning/air_density', 'air-density'],
    ['/Tuning/kAirDensity', 'air-density'],
    ['/Tuning/LaunchHeight', 'launch-height'],
    ['/Tuning/kLaunchHeightMeters', 'launch-height'],
    ['/Tuning/shooter_height', 'launch-height'],
    ['/Tuning/ReleaseHeight', 'launch-height'],
    ['/Tuning/ExitSpeedScale', 'speed-scale'],
    ['/Tuning/exit_velocity_scale', 'speed-scale'],
    ['/Tuning/LaunchSpeedScaleFactor', 'speed-scale'],
    ['/Tuning/Shooter/SpeedScale', 'speed-scale'],
    ['/Tuning/VelocityOffset', 'speed-offset'],
    ['/Tuning/SpeedOffset', 'speed-offset'],
    ['/Tuning/kExitVelocityOffset', 'speed-offset'],
    ['/Tuning/AngleOffset', 'angle-offset'],
    ['/Tuning/HoodAngleOffset', 'angle-offset'],
    ['/Tuning/pitch_offset_rad', 'angle-offset'],
    ['/Tuning/HoodDetent', 'detent-angle'],
    ['/Tuning/HoodDetents', 'detent-angle'],
    ['/Tuning/SolverIterations', 'solver'],
    ['/Tuning/kVelocityIterationCount', 'solver'],
    ['/Tuning/FiringSolver/MaxIterations', 'solver'],
  ])('%s is %s', (topic, role) => {
    expect(suggest(topic, usual[role])).toBe(role);
  });

  test.each(['/Tuning/VelocityTolerance', '/Tuning/solver_tolerance', '/Tuning/kAngleTolerance'])(
    '%s is a solver setting',
    (topic) => {
      expect(suggest(topic, [1e-4, 0.1, false])).toBe('solver');
    },
  );

  test.each<[string, Role]>([
    ['/Tuning/DragStripWidth', 'drag'],
    ['/Tuning/DragFactor', 'drag'],
    ['/Tuning/Draggable', 'drag'],
    ['/Tuning/AirPressure', 'air-density'],
    ['/Tuning/Density', 'air-density'],
    ['/Tuning/ElevatorHeight', 'launch-height'],
    ['/Tuning/GoalHeight', 'launch-height'],
    ['/Tuning/LaunchHeightOffset', 'launch-height'],
    ['/Tuning/LaunchHeightInches', 'launch-height'],
    ['/Tuning/SpeedScale', 'speed-scale'],
    ['/Tuning/DriveSpeedScale', 'speed-scale'],
    ['/Tuning/ExitSpeedMultiplier', 'speed-scale'],
    ['/Tuning/ExitSpeed', 'speed-scale'],
    ['/Tuning/IntakeSpeed', 'speed-offset'],
    ['/Tuning/IntakeSpeedOffset', 'speed-offset'],
    ['/Tuning/Intake/SpeedOffset', 'speed-offset'],
    ['/Tuning/FlywheelSpeedOffset', 'speed-offset'],
    ['/Tuning/YawOffset', 'angle-offset'],
    ['/Tuning/TurretAngleOffset', 'angle-offset'],
    ['/Tuning/Swerve/AngleOffset', 'angle-offset'],
    ['/Tuning/AngleOffsetDegrees', 'angle-offset'],
    ['/Tuning/HoodAngle', 'angle-offset'],
    ['/Tuning/HoodOffset', 'angle-offset'],
    ['/Tuning/DetentCount', 'detent-angle'],
    ['/Tuning/MaxIterations', 'solver'],
    ['/Tuning/Vision/SolverIterations', 'solver'],
    ['/Tuning/IterationTime', 'solver'],
    ['/Tuning/kP', 'drag'],
    ['/', 'drag'],
  ])('%s is left open, though its bounds would fit %s', (topic, role) => {
    expect(suggest(topic, usual[role])).toBeNull();
  });

  test.each([
    '/Tuning/HeadingTolerance',
    '/Tuning/Drive/VelocityTolerance',
    '/Tuning/AimTolerance',
  ])('%s is left open', (topic) => {
    expect(suggest(topic, [1e-4, 0.1, false])).toBeNull();
  });

  test('is none where unit or bounds say that it is another quantity', () => {
    expect(suggest('/Tuning/DragCoefficient', [0.001, 0.006, false])).toBeNull();
    expect(suggest('/Tuning/DragCoefficient', usual.drag, { unit: '1/m' })).toBeNull();
    expect(suggest('/Tuning/AngleOffset', [-3, 3, false])).toBeNull();
    expect(suggest('/Tuning/AngleOffset', usual['angle-offset'], { unit: 'deg' })).toBeNull();
    expect(suggest('/Tuning/SpeedOffset', [-200, 200, false], { unit: 'rpm' })).toBeNull();
    expect(suggest('/Tuning/LaunchHeight', [15, 30, false], { unit: 'in' })).toBeNull();
    expect(
      suggest('/Tuning/ShooterVelocityTolerance', [10, 80, false], { unit: 'rpm' }),
    ).toBeNull();
    expect(suggest('/Tuning/HoodDetent', [-6, 6, false])).toBeNull();
  });

  test('understands units that are spelled out', () => {
    const offset = usual['angle-offset'];
    expect(suggest('/Tuning/HoodOffset', offset, { unit: 'Radians' })).toBe('angle-offset');
    expect(
      suggest('/Tuning/SpeedOffset', usual['speed-offset'], { unit: 'Meters per Second' }),
    ).toBe('speed-offset');
    expect(suggest('/Tuning/LaunchHeight', usual['launch-height'], { unit: 'Meters' })).toBe(
      'launch-height',
    );
    expect(entry('/Tuning/WheelSpeed1.75m', 'Rotation per Minute')).toEqual(['speed-knot', 1.75]);
    expect(entry('/Tuning/launch_angle_3m', 'Degree', [45, 70, false])).toEqual(['angle-knot', 3]);
    expect(suggest('/Tuning/LaunchHeight', usual['launch-height'], { unit: 'Inches' })).toBeNull();
  });

  test('is that of the name the robot tells, and none where name and topic disagree', () => {
    const bounds = usual.drag;
    expect(suggest('/Tuning/Shooter/A', bounds, { name: 'Drag coefficient' })).toBe('drag');
    expect(suggest('/Tuning/AirDensity', bounds, { name: 'Drag coefficient' })).toBeNull();
    expect(suggest('/Tuning/HoodOffset', usual['angle-offset'], { unit: 'rad' })).toBe(
      'angle-offset',
    );
  });

  test('is the true one of every coefficient of the simulated robots', () => {
    const all = anyVariants.flatMap((variant) => new ShootingRobot(variant, 0).coefficients);
    for (const { name, topic, unit, role, atM, ...bounds } of all)
      expect([name, suggestedRole(name, topic, unit, bounds)]).toEqual([name, { role, atM }]);
  });
});

describe('an entry of a look-up table', () => {
  test.each<[string, number]>([
    ['/Tuning/WheelSpeed1.75m', 1.75],
    ['/Tuning/ShooterRPM_3m', 3],
    ['/Tuning/kFlywheelRpmAt3.5m', 3.5],
    ['/Tuning/flywheel_velocity_2.5_m', 2.5],
    ['/Tuning/LaunchSpeed 4 meters', 4],
    ['/Tuning/Shooter/RPM10m', 10],
    ['/Tuning/WheelSpeed_250cm', 2.5],
    ['/Tuning/SpeedTable/2.0', 2],
    ['/Tuning/ShooterMap/Rpm/4.25', 4.25],
    ['/Tuning/ShooterSpeed/3m', 3],
    ['/Tuning/FlywheelRpm/At3.5m', 3.5],
  ])('%s is a speed, and tells its distance', (topic, atM) => {
    expect(entry(topic, 'rpm')).toEqual(['speed-knot', atM]);
    expect(entry(topic)).toEqual(['speed-knot', atM]);
  });

  test.each<[string, number]>([
    ['/Tuning/HoodAngle4.75m', 4.75],
    ['/Tuning/HoodAngle_250cm', 2.5],
    ['/Tuning/launch_angle_deg_3m', 3],
    ['/Tuning/PitchTable/5.5', 5.5],
  ])('%s is an angle, and tells its distance', (topic, atM) => {
    expect(entry(topic, 'rad', usual['angle-knot'])).toEqual(['angle-knot', atM]);
    expect(entry(topic, 'deg', [45, 70, false])).toEqual(['angle-knot', atM]);
  });

  test.each([
    '/Tuning/Shooter2Speed',
    '/Tuning/WheelSpeed1',
    '/Tuning/Shooter2Speed3m',
    '/Tuning/WheelSpeed2_5m',
    '/Tuning/WheelSpeed2p5m',
    '/Tuning/WheelSpeed-3m',
    '/Tuning/WheelSpeed1.5',
    '/Tuning/WheelSpeed75m',
    '/Tuning/WheelSpeed15cm',
    '/Tuning/WheelSpeed100mm',
    '/Tuning/WheelSpeed3ms',
    '/Tuning/WheelSpeed10ft',
    '/Tuning/WheelSpeed120in',
    '/Tuning/Speed3m',
    '/Tuning/DriveSpeed3m',
    '/Tuning/Drive/WheelSpeed3m',
    '/Tuning/IntakeRpm3m',
    '/Tuning/TopWheelSpeed3m',
    '/Tuning/Left/WheelSpeed3m',
    '/Tuning/PassTable/WheelSpeed3m',
    '/Tuning/ShooterSpeedScale3m',
    '/Tuning/ShooterVolts3m',
    '/Tuning/SpeedTable/2',
    '/Tuning/SpeedTable/0.1',
    '/Tuning/SpeedTable/42.5',
    '/Tuning/SpeedTable/Distance2.5',
    '/Tuning/SpeedTable/P2.5',
    '/Tuning/Speeds/2.5',
    '/Tuning/Table/2.5',
    '/Tuning/ShooterSpeed',
    '/2.5',
  ])('%s is none that is sure', (topic) => {
    expect(entry(topic)).toBeNull();
  });

  test('is none where unit or bounds say that it is another quantity', () => {
    expect(entry('/Tuning/WheelSpeed3m', 'V')).toBeNull();
    expect(entry('/Tuning/WheelSpeed3m', '', [-1, 1, false])).toBeNull();
    // A hood's own angle, from where it rests or from the vertical; a position in turns.
    expect(entry('/Tuning/HoodAngle3m', 'deg', [0, 30, false])).toBeNull();
    expect(entry('/Tuning/HoodAngle3m', 'deg', [20, 40, false])).toBeNull();
    expect(entry('/Tuning/HoodAngle3m', '', [0.2, 0.5, false])).toBeNull();
    expect(entry('/Tuning/HoodAngle3m', 'rot', usual['angle-knot'])).toBeNull();
    expect(entry('/Tuning/HoodTable/2.5', '', usual['angle-knot'])).toBeNull();
  });

  test('is none where name and topic disagree about its distance', () => {
    const bounds = { min: 2000, max: 4000, integer: false };
    const topic = '/Tuning/WheelSpeed3m';
    expect(suggestedRole('Wheel speed at 3 m', topic, 'rpm', bounds)).toEqual({
      role: 'speed-knot',
      atM: 3,
    });
    expect(suggestedRole('Wheel speed at 4 m', topic, 'rpm', bounds)).toBeNull();
  });
});
