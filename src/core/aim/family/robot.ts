import type { Random } from '../../stats/random.ts';
import { fillNormals } from '../normal-stream.ts';
import type { Goal, Role, RoledDimension } from './role.ts';

/** One robot of the family: what its code assumes where no coefficient says it, and what is true. */
export interface Robot {
  /** Values the code uses for roles that are not tuned; what is true of every role. SI units, angles in rad. */
  readonly assumed: Readonly<Record<Quantity, number>>;
  readonly truth: Readonly<Record<Quantity, number>>;
  /** ½ cross-section over mass of the ball, m²/kg. */
  readonly halfAreaPerMass: number;
  /** Lift, 1/m, of which the code knows nothing. */
  readonly lift: number;
  /** Measured over true distance, and its spread, m. */
  readonly distanceScale: number;
  readonly distanceSpreadM: number;
  /** Spread of the exit speed as a share of it, and of the angle, rad. */
  readonly speedSpread: number;
  readonly angleSpread: number;
  readonly halfOpeningM: number;
  readonly goalHeightM: number;
  /** Launch angle at the middle distance, rad, and how it falls with distance, rad/m. */
  readonly pitch: number;
  readonly pitchFall: number;
  /** Angle of one step of a detent, rad. */
  readonly detentStep: number;
  /** Where the code's bisection begins, m/s. */
  readonly bracketMps: readonly [number, number];
  readonly middleM: number;
}

/** Roles that are a physical quantity with a true value. */
export type Quantity = Exclude<Role, 'solver' | 'detent-angle'>;

const degree = Math.PI / 180;

/** What code would assume, and how far a value nobody tunes is from the truth (standard deviation). */
const usual: Readonly<
  Record<Quantity, { readonly middle: readonly [number, number]; readonly off: number }>
> = {
  drag: { middle: [0.35, 0.6], off: 0.06 },
  'air-density': { middle: [1.15, 1.25], off: 0.02 },
  'launch-height': { middle: [0.4, 0.8], off: 0.02 },
  'speed-scale': { middle: [1, 1], off: 0.012 },
  'speed-offset': { middle: [0, 0], off: 0.05 },
  'angle-offset': { middle: [0, 0], off: 0.4 * degree },
};
const quantities = Object.keys(usual) as readonly Quantity[];

/** A tuned value's truth lies about its start with this standard deviation, as a share of its range. */
const truthSpread = 0.13;
/** Nearer to a bound than this share of the range, a team would have chosen wider bounds. */
const truthMargin = 0.03;

/** Draws a robot whose coefficients have these roles: physics far wider than any one robot's. */
export function drawRobot(space: readonly RoledDimension[], goal: Goal, random: Random): Robot {
  const between = (low: number, high: number): number => low + (high - low) * random();
  const logBetween = (low: number, high: number): number =>
    low * Math.exp(Math.log(high / low) * random());
  const assumed = {} as Record<Quantity, number>;
  const truth = {} as Record<Quantity, number>;
  for (const quantity of quantities) {
    const { middle, off } = usual[quantity];
    const tuned = space.find(({ role }) => role === quantity);
    assumed[quantity] = tuned ? tuned.start : between(...middle);
    truth[quantity] = tuned ? truthOf(tuned, random) : assumed[quantity] + off * normal(random);
  }
  if (space.some(({ role }) => role === 'detent-angle'))
    truth['angle-offset'] = assumed['angle-offset'] + 1.2 * degree * normal(random);
  const middleM = (goal.distanceM[0] + goal.distanceM[1]) / 2;
  const [pitch, pitchFall] = drawPitch(goal, assumed['launch-height'], random);
  return {
    assumed,
    truth,
    halfAreaPerMass: logBetween(0.03, 0.055),
    lift: between(-0.001, 0.008),
    distanceScale: 1 + 0.008 * normal(random),
    distanceSpreadM: logBetween(0.01, 0.04),
    speedSpread: logBetween(0.006, 0.025),
    angleSpread: logBetween(0.2, 0.7) * degree,
    halfOpeningM: goal.halfOpeningM * between(0.85, 1.15),
    goalHeightM: goal.heightM,
    pitch,
    pitchFall,
    detentStep: logBetween(0.3, 0.9) * degree,
    bracketMps: [between(0, 5), between(14, 25)],
    middleM,
  };
}

function truthOf({ low, high, start }: RoledDimension, random: Random): number {
  const range = high - low;
  for (;;) {
    const value = start + truthSpread * range * normal(random);
    if (value > low + truthMargin * range && value < high - truthMargin * range) return value;
    // A start on its bound still leaves half of the draws inside.
  }
}

/** Draws of a law of launch angles before a goal counts as one that no such law reaches, and the angle that is left then. */
const mostDraws = 1000;
const steepest = 80 * degree;

/** A law of launch angles that can reach the goal from everywhere: steep enough even from near. */
function drawPitch(goal: Goal, launchHeightM: number, random: Random): [number, number] {
  const [near, far] = goal.distanceM;
  for (let draw = 0; draw < mostDraws; draw++) {
    const pitch = (45 + 27 * random()) * degree;
    const fall = 8 * random() * random() * degree;
    const half = (far - near) / 2;
    const reaches = (d: number, angle: number): boolean =>
      angle < steepest && Math.tan(angle) * d > 1.15 * (goal.heightM - launchHeightM);
    if (reaches(near, pitch + fall * half) && reaches(far, pitch - fall * half))
      return [pitch, fall];
  }
  return [steepest, 0];
}

const pair = new Float64Array(2);
function normal(random: Random): number {
  fillNormals(pair, 0, 1, random);
  return pair[0]!;
}
