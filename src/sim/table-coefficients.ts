import { defaultMaxStep, noRules, type Coefficient } from '../core/tuning/coefficient.ts';
import { degree } from './coefficients.ts';

/** A robot with lookup tables: 4 knots of wheel speed and hood angle each, or 10 of wheel speed and a hood that stands still. */
export type TableVariant = 'table4' | 'table10';

/** What a coefficient of a table is: the output at one distance. */
export interface Knot {
  readonly output: 'wheel' | 'hood';
  /** Measured distance of the knot, m. */
  readonly atM: number;
}

/** One row of robot code: where, how fast the wheel turns, how the ball leaves. */
type Row = readonly [atM: number, wheelRpm: number, hoodDegrees: number];

/** Where the hood of a robot without a table for it stands. */
const fixedHoodDegrees = 61;
/** The same above the horizontal, rad. */
export const fixedHoodRad = fixedHoodDegrees * degree;

/**
 * The tables as the team wrote them. Without drag, lift or slip the ball would meet the middle of the goal with these hood angles at
 * 1/1.12 of these speeds: all were raised by 12 %, because the first shots fell short, and rounded to 10 rpm.
 * They are part of the benchmark: with others, its best hit rates no longer hold.
 */
const rows: Readonly<Record<TableVariant, readonly Row[]>> = {
  table4: [
    [1.75, 2880, 68],
    [3.25, 3200, 61],
    [4.75, 3550, 55],
    [6.25, 3890, 51],
  ],
  table10: [
    [1.5, 3540, fixedHoodDegrees],
    [2, 3070, fixedHoodDegrees],
    [2.5, 3060, fixedHoodDegrees],
    [3, 3140, fixedHoodDegrees],
    [3.5, 3260, fixedHoodDegrees],
    [4, 3380, fixedHoodDegrees],
    [4.5, 3510, fixedHoodDegrees],
    [5, 3640, fixedHoodDegrees],
    [5.75, 3830, fixedHoodDegrees],
    [6.5, 4020, fixedHoodDegrees],
  ],
};

/** How far a team lets a wheel speed go from its table, in tenths of it, and a hood angle, degrees. */
const wheelReachTenths = 3;
const hoodReachDegrees = 12;

/** Each variant's outputs that may be tuned, in the order of its value vectors. */
const tuned: Readonly<Record<TableVariant, readonly Knot['output'][]>> = {
  table4: ['wheel', 'hood'],
  table10: ['wheel'],
};

/** All variants there are. */
export const tableVariants = Object.keys(rows) as readonly TableVariant[];

/** What each coefficient of a variant is, in the order of its value vectors: all wheel speeds first, then the hood angles. */
export function knotsOf(variant: TableVariant): readonly Knot[] {
  return tuned[variant].flatMap((output) => rows[variant].map(([atM]) => ({ output, atM })));
}

/** A variant's coefficients, in the order of its value vectors. */
export function tableCoefficientsOf(variant: TableVariant): readonly Coefficient[] {
  return tuned[variant].flatMap((output) =>
    rows[variant].map((row) => (output === 'wheel' ? wheelAt(row) : hoodAt(row))),
  );
}

function wheelAt([atM, rpm]: Row): Coefficient {
  return {
    ...common(`WheelSpeed${atM}m`),
    role: 'speed-knot',
    atM,
    own: noRules,
    unit: 'rpm',
    min: (rpm / 10) * (10 - wheelReachTenths),
    max: (rpm / 10) * (10 + wheelReachTenths),
    codeDefault: rpm,
    step: 10,
  };
}

function hoodAt([atM, , degrees]: Row): Coefficient {
  return {
    ...common(`HoodAngle${atM}m`),
    role: 'angle-knot',
    atM,
    own: noRules,
    unit: 'rad',
    min: (degrees - hoodReachDegrees) * degree,
    max: (degrees + hoodReachDegrees) * degree,
    codeDefault: degrees * degree,
    step: 0.005,
  };
}

function common(
  name: string,
): Pick<Coefficient, 'topic' | 'name' | 'integer' | 'scale' | 'maxStep' | 'enabled'> {
  return {
    topic: `/Tuning/${name}`,
    name,
    integer: false,
    scale: 'linear',
    maxStep: defaultMaxStep,
    enabled: true,
  };
}
