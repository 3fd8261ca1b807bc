import type { Role } from '../../../src/core/aim/family/role.ts';
import { mulberry32, seedFor } from '../../../src/core/stats/random.ts';
import {
  type CoefficientName,
  coefficientsOf,
  type Variant,
} from '../../../src/sim/coefficients.ts';
import { Shooter } from '../../../src/sim/shooter.ts';
import type { Init, Observation } from './method.ts';

/** How much a method is told of what the coefficients are. */
export type Telling = 'nothing' | 'roles' | 'wrong';

/** What a shot tells. */
export type Seen = 'hit' | 'side' | 'error';

/** One world, ready to be shot in. */
export interface Problem {
  readonly init: Init;
  /** Takes the next shot with these values. */
  readonly shoot: (values: readonly number[]) => {
    readonly hit: boolean;
    readonly observation: Observation;
  };
  /** The true hit rate. */
  readonly rate: (values: readonly number[]) => number;
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
/** The lie of `wrong`: the first coefficient is told a role that is not its own. */
const wrongRole: Role = 'launch-height';

/** Streams of random numbers of a world beside those of the robot. */
const streams = { method: 3, flips: 4 };

/** @param flip share of labels that are clicked wrong. */
export function makeProblem(
  variant: Variant,
  seen: Seen,
  world: number,
  telling: Telling,
  budget: number,
  flip: number,
): Problem {
  const shooter = new Shooter(variant, world);
  const flips = mulberry32(seedFor(world, streams.flips));
  const coefficients = coefficientsOf(variant);
  return {
    init: {
      seed: Math.floor(mulberry32(seedFor(world, streams.method))() * 2 ** 32),
      space: coefficients.map((c, j) => ({
        name: c.name,
        low: c.min,
        high: c.max,
        default: c.codeDefault,
        type: c.integer ? 'int' : 'real',
        log: c.scale === 'log',
        ...(telling === 'nothing'
          ? {}
          : {
              role: telling === 'wrong' && j === 0 ? wrongRole : roles[c.name as CoefficientName],
            }),
      })),
      context: [{ name: 'distance', low: 1.9, high: 6.1 }],
      observation: seen === 'hit' ? 'binary' : seen,
      budget,
      ...(telling === 'nothing'
        ? {}
        : { goal: { height: 2.3, halfOpening: 0.16, distance: [2, 6] as const } }),
    },
    shoot(values) {
      const { hit, errorM, measuredM } = shooter.shoot(values, shooter.nextShot());
      const label = flips() < flip ? !hit : hit;
      const observation: Observation = {
        context: { distance: measuredM },
        hit: label,
        ...(seen === 'error' ? { error: errorM } : {}),
        ...(seen === 'side' ? { side: hit ? 0 : errorM > 0 ? 1 : -1 } : {}),
      };
      return { hit, observation };
    },
    rate: (values) => shooter.rate(values),
  };
}
