import type { Coefficient } from '../core/tuning/coefficient.ts';
import { defaultMaxStep, noRules } from '../core/tuning/coefficient.ts';

/** A number in the simulated robot's code. */
export type CoefficientName =
  | 'DragCoefficient'
  | 'ExitSpeedScale'
  | 'SpeedOffset'
  | 'LaunchHeight'
  | 'AngleOffset'
  | 'AirDensity'
  | 'SolverIterations'
  | 'SolverTolerance'
  | 'HoodDetent';

/** Which numbers a robot lets us tune: one, three, six, or six of mixed kinds (whole numbers, a log scale). */
export type Variant = 'shoot1' | 'shoot3' | 'shoot6' | 'mixed6';

/** One degree, rad, rounded as every port of the worlds has it. */
export const degree = 0.017453292519943295;

type Description = Pick<Coefficient, 'role' | 'unit' | 'min' | 'max' | 'codeDefault' | 'step'> &
  Partial<Pick<Coefficient, 'integer' | 'scale'>>;

/** Bounds and defaults are part of the benchmark: with others, its best hit rates no longer hold. */
const descriptions: Readonly<Record<CoefficientName, Description>> = {
  DragCoefficient: { role: 'drag', unit: '', min: 0.1, max: 0.9, codeDefault: 0.45, step: 0.01 },
  ExitSpeedScale: {
    role: 'speed-scale',
    unit: '',
    min: 0.85,
    max: 1.15,
    codeDefault: 1,
    step: 0.01,
  },
  SpeedOffset: {
    role: 'speed-offset',
    unit: 'm/s',
    min: -0.5,
    max: 0.5,
    codeDefault: 0,
    step: 0.05,
  },
  LaunchHeight: {
    role: 'launch-height',
    unit: 'm',
    min: 0.45,
    max: 0.75,
    codeDefault: 0.6,
    step: 0.01,
  },
  AngleOffset: {
    role: 'angle-offset',
    unit: 'rad',
    min: -3 * degree,
    max: 3 * degree,
    codeDefault: 0,
    step: 0.005,
  },
  AirDensity: {
    role: 'air-density',
    unit: 'kg/m³',
    min: 1.05,
    max: 1.3,
    codeDefault: 1.2,
    step: 0.01,
  },
  SolverIterations: {
    role: 'solver',
    unit: '',
    min: 2,
    max: 16,
    codeDefault: 8,
    step: 1,
    integer: true,
  },
  SolverTolerance: {
    role: 'solver',
    unit: 'm',
    min: 1e-4,
    max: 1,
    codeDefault: 0.01,
    step: 0.001,
    scale: 'log',
  },
  HoodDetent: {
    role: 'detent-angle',
    unit: '',
    min: -6,
    max: 6,
    codeDefault: 0,
    step: 1,
    integer: true,
  },
};

const namesByVariant: Readonly<Record<Variant, readonly CoefficientName[]>> = {
  shoot1: ['DragCoefficient'],
  shoot3: ['DragCoefficient', 'ExitSpeedScale', 'AngleOffset'],
  shoot6: [
    'DragCoefficient',
    'ExitSpeedScale',
    'SpeedOffset',
    'LaunchHeight',
    'AngleOffset',
    'AirDensity',
  ],
  mixed6: [
    'DragCoefficient',
    'ExitSpeedScale',
    'SolverIterations',
    'SolverTolerance',
    'LaunchHeight',
    'HoodDetent',
  ],
};

/** All variants there are. */
export const variants = Object.keys(namesByVariant) as readonly Variant[];

/** The names of a variant's coefficients, in the order of its value vectors. */
export function coefficientNames(variant: Variant): readonly CoefficientName[] {
  return namesByVariant[variant];
}

/** Where the robot has a coefficient on NetworkTables. */
export const topicOf = (name: CoefficientName): string => `/Tuning/${name}`;

/** A variant's coefficients, in the order of its value vectors. */
export function coefficientsOf(variant: Variant): readonly Coefficient[] {
  return namesByVariant[variant].map((name) => ({
    topic: topicOf(name),
    name,
    integer: false,
    scale: 'linear',
    maxStep: defaultMaxStep,
    enabled: true,
    atM: null,
    own: noRules,
    ...descriptions[name],
  }));
}

/** What robot code has in it for a number that nobody has tuned. */
export const codeDefault = (name: CoefficientName): number => descriptions[name].codeDefault;
