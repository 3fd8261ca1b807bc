import { fastNormalCdf } from '../fast-normal.ts';
import type { Goal, KnotRole, Role, RoledDimension } from './role.ts';

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
export type Quantity = Exclude<Role, 'solver' | 'detent-angle' | KnotRole>;

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
/** How far the angle is off where detents of the hood are to mend it, rad. */
const detentOff = 1.2 * degree;
const quantities = Object.keys(usual) as readonly Quantity[];
/** Every quantity, of one shape, to be filled. */
const nothing = Object.fromEntries(quantities.map((quantity) => [quantity, 0])) as Readonly<
  Record<Quantity, number>
>;

/** Whether a role is a physical quantity. */
export const isQuantity = (role: Role): role is Quantity => role in usual;

/** A tuned value's truth lies about its start with this standard deviation, as a share of its range. */
const truthSpread = 0.13;
/** Nearest that the truth is to a bound, as a share of the range. */
const truthMargin = 0.03;

/**
 * Makes robots for coefficients of these roles: physics far wider than any one robot's.
 * @returns the robot of some causes: `cause` gives independent standard normal deviates, and is asked equally often every time.
 */
export function robotMaker(
  space: readonly RoledDimension[],
  goal: Goal,
): (cause: () => number) => Robot {
  const has = (role: Role): boolean => space.some((d) => d.role === role);
  const detents = has('detent-angle');
  const solves = has('solver');
  const beliefs = quantities.map((quantity) => {
    const { middle, off } = usual[quantity];
    const byDetent = quantity === 'angle-offset' && detents;
    const tuned = space.find(({ role }) => role === quantity);
    return { quantity, middle, off: byDetent ? detentOff : off, tuned };
  });
  const middleM = (goal.distanceM[0] + goal.distanceM[1]) / 2;
  return (cause) => {
    const share = (): number => fastNormalCdf(cause());
    const between = (low: number, high: number): number => low + (high - low) * share();
    const logBetween = (low: number, high: number): number =>
      low * Math.exp(Math.log(high / low) * share());
    const assumed: Record<Quantity, number> = { ...nothing };
    const truth: Record<Quantity, number> = { ...nothing };
    for (const { quantity, middle, off, tuned } of beliefs) {
      const [low, high] = middle;
      assumed[quantity] = tuned?.start ?? (low < high ? between(low, high) : low);
      truth[quantity] = tuned ? truthOf(tuned, cause()) : assumed[quantity] + off * cause();
    }
    const [pitch, pitchFall] = pitchLaw(goal, assumed['launch-height'], share(), share());
    return {
      assumed,
      truth,
      halfAreaPerMass: logBetween(0.03, 0.055),
      lift: between(-0.001, 0.008),
      distanceScale: 1 + 0.008 * cause(),
      distanceSpreadM: logBetween(0.01, 0.04),
      speedSpread: logBetween(0.006, 0.025),
      angleSpread: logBetween(0.2, 0.7) * degree,
      halfOpeningM: goal.halfOpeningM * between(0.85, 1.15),
      goalHeightM: goal.heightM,
      pitch,
      pitchFall,
      detentStep: detents ? logBetween(0.3, 0.9) * degree : 0,
      bracketMps: solves ? [between(0, 5), between(14, 25)] : [0, 0],
      middleM,
    };
  };
}

/** Nearer to a bound than the margin, a team would have chosen wider bounds. */
function truthOf({ low, high, start }: RoledDimension, cause: number): number {
  const range = high - low;
  const margin = truthMargin * range;
  return Math.min(Math.max(start + truthSpread * range * cause, low + margin), high - margin);
}

/**
 * A law of launch angles that can reach the goal from everywhere, steep enough even from near: rad at the middle distance, and how much
 * flatter it gets, rad/m.
 */
function pitchLaw(
  { distanceM: [near, far], heightM }: Goal,
  launchHeightM: number,
  steepness: number,
  falling: number,
): [number, number] {
  const half = (far - near) / 2;
  const fall = 8 * falling * falling * degree;
  const reaching = (m: number): number => Math.atan((1.15 * (heightM - launchHeightM)) / m);
  const least = Math.max(45 * degree, reaching(near) - fall * half, reaching(far) + fall * half);
  const most = Math.max(Math.min(72 * degree, 80 * degree - fall * half), least + 0.5 * degree);
  return [least + (most - least) * steepness, fall];
}
