import { mulberry32, seedFor } from '../core/stats/random.ts';
import { degree } from './coefficients.ts';
import { uniform } from './shot-noise.ts';
import type { TableVariant } from './table-coefficients.ts';

/** What is true of a flywheel shooter and its field; its code has nothing but tables. */
export interface TableWorld {
  /** Slip of the wheel on the ball: a share at 3,000 rpm and 60 degrees, more per 1,000 rpm, more per 10 degrees of less wrap. */
  readonly slip: {
    readonly base: number;
    readonly perThousandRpm: number;
    readonly perTenDegrees: number;
  };
  /** What is left of the new wheel's radius, m. */
  readonly wheelRadiusM: number;
  /** Deceleration over speed squared, 1/m. */
  readonly drag: number;
  /** Backspin's lift over speed at first, 1/s per 1,000 rpm of the wheel. */
  readonly liftPerThousandRpm: number;
  /** How fast the spin dies, 1/m; 0: never. */
  readonly spinDecay: number;
  /** How far the hood stands from where it is told to, rad. */
  readonly hoodOffsetRad: number;
  readonly launchHeightM: number;
  /** Measured over true distance. */
  readonly distanceScale: number;
  /** Spread of a measured distance, m. */
  readonly distanceSpreadM: number;
  /** Half height of the opening that the ball fits through, m. */
  readonly halfOpeningM: number;
  /** Spread of the exit speed, as a part of it. */
  readonly speedSpread: number;
  /** Spread of the launch angle, rad. */
  readonly angleSpreadRad: number;
}

/** The streams of random numbers that belong to one world: none is another family's (see `seedFor`). */
export const tableStreams = { world: 6, shots: 7, evaluation: 8 } as const;

/** Radius of a new wheel of 4 inches, m. */
export const newWheelRadiusM = 0.0508;

/** A hood that stands still has no play: this share of the spread of one that moves. */
const fixedHoodShare = 0.2;

/** The truth of world number `world`, always the same. The order of the draws is part of it. */
export function tableWorld(variant: TableVariant, world: number): TableWorld {
  const random = mulberry32(seedFor(world, tableStreams.world));
  const between = (low: number, high: number): number => uniform(random, low, high);
  return {
    slip: {
      base: between(0.03, 0.09),
      perThousandRpm: between(0, 0.03),
      perTenDegrees: between(0, 0.02),
    },
    wheelRadiusM: newWheelRadiusM * (1 - between(0, 0.02)),
    drag: between(0.012, 0.026),
    liftPerThousandRpm: between(0.01, 0.04),
    spinDecay: Math.max(0, between(-0.15, 0.15)),
    hoodOffsetRad: between(-1.5, 1.5) * degree,
    launchHeightM: between(0.57, 0.63),
    distanceScale: between(0.985, 1.015),
    distanceSpreadM: between(0.01, 0.04),
    halfOpeningM: between(0.08, 0.13),
    speedSpread: between(0.0035, 0.0065),
    angleSpreadRad: between(1.4, 2.1) * degree * (variant === 'table10' ? fixedHoodShare : 1),
  };
}
