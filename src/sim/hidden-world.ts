import { mulberry32, seedFor } from '../core/stats/random.ts';
import { codeDefault, coefficientNames, degree, type Variant } from './coefficients.ts';
import { dragPerMetre } from './flight.ts';
import { uniform } from './shot-noise.ts';

/** What is true of a robot and its field, and what robot code can only be tuned towards. */
export interface HiddenWorld {
  /** The true values of what robot code has as coefficients. */
  readonly truth: Readonly<Record<TrueName, number>>;
  /** True drag, 1/m. */
  readonly drag: number;
  /** Magnus lift, 1/m, of which the solver knows nothing. */
  readonly lift: number;
  /** Measured over true distance. */
  readonly distanceScale: number;
  /** Half height of the opening that the ball fits through, m. */
  readonly halfOpeningM: number;
  /** Spread of the exit speed, as a part of it. */
  readonly speedSpread: number;
  /** Spread of the launch angle, rad. */
  readonly angleSpreadRad: number;
}

type TrueName =
  | 'DragCoefficient'
  | 'ExitSpeedScale'
  | 'SpeedOffset'
  | 'LaunchHeight'
  | 'AngleOffset'
  | 'AirDensity';

/** The streams of random numbers that belong to one world (see `seedFor`). */
export const streams = { world: 0, shots: 1, evaluation: 2, yaw: 5 } as const;

/** Where the truth lies when it is to be found by tuning. Their order is the order of the draws. */
const ranges: readonly (readonly [TrueName, number, number])[] = [
  ['DragCoefficient', 0.25, 0.65],
  ['ExitSpeedScale', 0.955, 1.03],
  ['SpeedOffset', -0.15, 0.15],
  ['LaunchHeight', 0.54, 0.66],
  ['AngleOffset', -1.5 * degree, 1.5 * degree],
  ['AirDensity', 1.1, 1.24],
];

/** What cannot be tuned is this near to robot code's default: the rest of the way from it to the draw is dropped. */
const untunedShare = 0.2;

/** The truth of world number `world`, always the same. */
export function hiddenWorld(variant: Variant, world: number): HiddenWorld {
  const random = mulberry32(seedFor(world, streams.world));
  const names = coefficientNames(variant);
  const truth: Record<TrueName, number> = {
    DragCoefficient: 0,
    ExitSpeedScale: 0,
    SpeedOffset: 0,
    LaunchHeight: 0,
    AngleOffset: 0,
    AirDensity: 0,
  };
  for (const [name, low, high] of ranges) {
    const draw = uniform(random, low, high);
    const isTuned =
      names.includes(name) || (name === 'AngleOffset' && names.includes('HoodDetent'));
    const fallback = codeDefault(name);
    truth[name] = isTuned ? draw : fallback + untunedShare * (draw - fallback);
  }
  // Alone, drag has to be worth the search: 0.15 to 0.85.
  if (variant === 'shoot1') truth.DragCoefficient = 0.15 + (truth.DragCoefficient - 0.25) * 1.75;
  return {
    truth,
    lift: uniform(random, 0, 0.006),
    distanceScale: 1 + uniform(random, -0.01, 0.01),
    halfOpeningM: uniform(random, 0.14, 0.18),
    speedSpread: uniform(random, 0.01, 0.015),
    angleSpreadRad: uniform(random, 0.3, 0.5) * degree,
    drag: dragPerMetre(truth.AirDensity, truth.DragCoefficient),
  };
}
