import { mulberry32, seedFor } from '../../../src/core/stats/random.ts';
import type { Init, Observation } from './method.ts';
import type { AnyVariant } from '../../../src/sim/shooting-robot.ts';
import { robotOf } from './robot.ts';

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

/** Streams of random numbers of a world beside those of the robot. */
const streams = { method: 3, flips: 4 };

/** The declared range of distances is this share of itself wider at both ends, for errors of measurement. */
const marginShare = 0.025;

/** @param flip share of labels that are clicked wrong. */
export function makeProblem(
  variant: AnyVariant,
  seen: Seen,
  world: number,
  telling: Telling,
  budget: number,
  flip: number,
): Problem {
  const { coefficients, shooter, parts, wrongParts, goal } = robotOf(variant, world);
  const flips = mulberry32(seedFor(world, streams.flips));
  const [near, far] = goal.distance;
  const margin = marginShare * (far - near);
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
        ...(telling === 'nothing' ? {} : telling === 'wrong' ? wrongParts[j] : parts[j]),
      })),
      context: [{ name: 'distance', low: near - margin, high: far + margin }],
      observation: seen === 'hit' ? 'binary' : seen,
      budget,
      ...(telling === 'nothing' ? {} : { goal }),
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
