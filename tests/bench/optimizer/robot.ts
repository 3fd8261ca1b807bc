import type { Role } from '../../../src/core/aim/family/role.ts';
import type { Coefficient } from '../../../src/core/tuning/coefficient.ts';
import {
  type CoefficientName,
  coefficientsOf,
  type Variant,
} from '../../../src/sim/coefficients.ts';
import { goalHeightM } from '../../../src/sim/flight.ts';
import { hiddenWorld } from '../../../src/sim/hidden-world.ts';
import type { ShotNoise } from '../../../src/sim/shot-noise.ts';
import { Shooter } from '../../../src/sim/shooter.ts';
import type { AnyVariant } from '../../../src/sim/shooting-robot.ts';
import {
  knotsOf,
  tableCoefficientsOf,
  type TableVariant,
  tableVariants,
} from '../../../src/sim/table-coefficients.ts';
import {
  tableDistancesM,
  tableGoalHeightM,
  TableShooter,
  toldTableHalfOpeningM,
} from '../../../src/sim/table-shooter.ts';
import { tableWorld } from '../../../src/sim/table-world.ts';
import type { Init, Told } from './method.ts';

/** What a coefficient may be told to be. */
type Part = Pick<Told, 'role' | 'at'>;

/** A robot in one world, and what can be told of it. */
export interface Robot {
  readonly coefficients: readonly Coefficient[];
  readonly shooter: {
    readonly nextShot: () => ShotNoise;
    shoot(
      values: readonly number[],
      noise: ShotNoise,
    ): { readonly measuredM: number; readonly errorM: number; readonly hit: boolean };
    rate(values: readonly number[]): number;
  };
  /** What each coefficient is in robot code. */
  readonly parts: readonly Part[];
  /** The same with one lie. */
  readonly wrongParts: readonly Part[];
  /** What a team knows of its goal; its opening is not exactly that of any world. */
  readonly goal: NonNullable<Init['goal']>;
  /** The opening as it is: nobody is told. */
  readonly halfOpeningM: number;
}

/** Robot number `world` of a variant, before its first shot. */
export function robotOf(variant: AnyVariant, world: number): Robot {
  const table = tableVariants.find((each) => each === variant);
  return table === undefined ? solvingRobot(variant as Variant, world) : tableRobot(table, world);
}

const roles: Readonly<Record<CoefficientName, Role>> = {
  DragCoefficient: 'drag',
  ExitSpeedScale: 'speed-scale',
  SpeedOffset: 'speed-offset',
  LaunchHeight: 'launch-height',
  AngleOffset: 'angle-offset',
  AirDensity: 'air-density',
  SolverIterations: 'solver',
  SolverTolerance: 'solver',
  HoodDetent: 'detent-angle',
};
/** The lie of a robot with a solver: the first coefficient is told a role that is not its own. */
const wrongRole: Role = 'launch-height';

function solvingRobot(variant: Variant, world: number): Robot {
  const coefficients = coefficientsOf(variant);
  const parts = coefficients.map(({ name }) => ({ role: roles[name as CoefficientName] }));
  return {
    coefficients,
    shooter: new Shooter(variant, world),
    parts,
    wrongParts: parts.with(0, { role: wrongRole }),
    goal: { height: goalHeightM, halfOpening: 0.16, distance: [2, 6] },
    halfOpeningM: hiddenWorld(variant, world).halfOpeningM,
  };
}

function tableRobot(variant: TableVariant, world: number): Robot {
  const parts = knotsOf(variant).map(({ output, atM }) => ({
    role: output === 'wheel' ? ('speed-knot' as const) : ('angle-knot' as const),
    at: atM,
  }));
  const [, second, third] = parts;
  return {
    coefficients: tableCoefficientsOf(variant),
    shooter: new TableShooter(variant, world),
    parts,
    // The lie of a table: the distances of its second and third wheel speed are swapped.
    wrongParts: parts.with(1, { ...second!, at: third!.at }).with(2, { ...third!, at: second!.at }),
    goal: {
      height: tableGoalHeightM,
      halfOpening: toldTableHalfOpeningM,
      distance: tableDistancesM,
    },
    halfOpeningM: tableWorld(variant, world).halfOpeningM,
  };
}
