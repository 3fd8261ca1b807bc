import { defaultMaxStep, type Coefficient } from '../core/tuning/coefficient.ts';
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

/**
 * The tables as the team wrote them: without drag, lift or slip the ball would meet the middle of the goal with these hood angles,
 * and then all speeds were raised by the share in `raisedBy`, because the first shots fell short; to 10 rpm.
 * They are part of the benchmark: with others, its best hit rates no longer hold.
 */
const rows: Readonly<Record<TableVariant, readonly Row[]>> = {
  table4: [
    [1.5, 2840, 70],
    [3, 3140, 62],
    [4.75, 3550, 55],
    [6.5, 3950, 50],
  ],
  table10: [
    [1.5, 3220, 64],
    [2, 3040, 64],
    [2.5, 3110, 64],
    [3, 3230, 64],
    [3.5, 3370, 64],
    [4, 3520, 64],
    [4.5, 3670, 64],
    [5, 3810, 64],
    [5.75, 4020, 64],
    [6.5, 4230, 64],
  ],
};

/** How far a team lets a wheel speed go from its table, as a share of it, and a hood angle, degrees. */
const wheelReach = 0.2;
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

/** The hood's angle above the horizontal where no table says it, rad. */
export const fixedHoodRad = 64 * degree;

function wheelAt([atM, rpm]: Row): Coefficient {
  return {
    ...common(`WheelSpeed${atM}m`),
    unit: 'rpm',
    min: rpm * (1 - wheelReach),
    max: rpm * (1 + wheelReach),
    codeDefault: rpm,
    step: 10,
  };
}

function hoodAt([atM, , degrees]: Row): Coefficient {
  return {
    ...common(`HoodAngle${atM}m`),
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
