import { describe, expect, test } from 'vitest';

import type { Role } from '../../../src/core/aim/family/role.ts';
import { suggestedRole } from '../../../src/core/aim/family/suggested-role.ts';
import { coefficientsOf, variants } from '../../../src/sim/coefficients.ts';

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
};
const suggest = (
  topic: string,
  [min, max, integer]: readonly [number, number, boolean],
  { name = topic.slice(topic.lastIndexOf('/') + 1), unit = '' } = {},
): Role | null => suggestedRole(name, topic, unit, { min, max, integer });

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

  test('is that of the name the robot tells, and none where name and topic disagree', () => {
    const bounds = usual.drag;
    expect(suggest('/Tuning/Shooter/A', bounds, { name: 'Drag coefficient' })).toBe('drag');
    expect(suggest('/Tuning/AirDensity', bounds, { name: 'Drag coefficient' })).toBeNull();
    expect(suggest('/Tuning/HoodOffset', usual['angle-offset'], { unit: 'rad' })).toBe(
      'angle-offset',
    );
  });

  test('is the true one of every coefficient of the simulated robots', () => {
    for (const { name, topic, unit, role, ...bounds } of variants.flatMap(coefficientsOf))
      expect([name, suggestedRole(name, topic, unit, bounds)]).toEqual([name, role]);
  });
});
