import type { Role } from './role.ts';

/** Where a number may lie. */
interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

/** When a number is taken for a role: all of this must hold. */
interface Rule {
  readonly role: Role;
  /** From each of these the name has a word. */
  readonly has: readonly (readonly string[])[];
  /** The name, or a folder of the topic, has one of these: without it the rest is said of other mechanisms too. */
  readonly about?: readonly string[];
  /** Words that may come beside; any other word makes it something else. */
  readonly beside?: readonly string[];
  readonly units: readonly string[];
  /** Whether the role can have such values at all: in other units, or in other code, it is another quantity. */
  readonly fits: (bounds: Bounds) => boolean;
}

/** Words for the mechanism that shoots, and for what is shot. */
const shooter = ['shooter', 'launcher', 'launch', 'shot', 'shooting', 'exit', 'release', 'muzzle'];
const ball = ['ball', 'projectile', 'firing', 'flight'];
/** Words that add nothing to a name. */
const filler = ['coefficient', 'coeff', 'coef', 'constant', 'const', 'value', 'default', 'assumed'];
const speed = ['speed', 'velocity', 'vel'];
const search = ['solver', 'trajectory', 'bisection', 'secant', 'newton', 'pitch', 'angle'];
/** Folders of mechanisms that do not aim the ball's flight; the turret aims, but sideways. */
const others =
  'intake indexer feeder drive drivetrain swerve chassis module arm elevator climber climb auto autonomous vision camera limelight photon wrist turret heading led'.split(
    ' ',
  );

const between =
  (low: number, high: number) =>
  ({ min, max }: Bounds): boolean =>
    min >= low && max <= high && min < max;
/** Around 0 and no farther from it than `reach`. */
const about0 =
  (reach: number) =>
  ({ min, max }: Bounds): boolean =>
    min < 0 && max > 0 && Math.max(-min, max) <= reach;

const rules: readonly Rule[] = [
  {
    role: 'drag',
    has: [['drag', 'cd']],
    beside: ['air', 'aerodynamic', ...ball, ...shooter],
    units: [''],
    // Less is the product of drag, density and area that some code has in place of a drag coefficient.
    fits: (bounds) => between(0, 3)(bounds) && bounds.max >= 0.1,
  },
  {
    role: 'air-density',
    has: [['air'], ['density']],
    units: ['', 'kg/m³', 'kg/m^3', 'kg/m3'],
    fits: between(0.5, 2),
  },
  {
    role: 'launch-height',
    has: [['height'], [...shooter, 'barrel']],
    beside: ['meter', 'metre', 'm', 'ball', 'projectile'],
    units: ['', 'm', 'meters', 'metres'],
    fits: (bounds) => between(0, 3)(bounds) && bounds.max >= 0.1,
  },
  {
    role: 'speed-scale',
    has: [speed, ['scale', 'scaling']],
    about: [...shooter, ...ball],
    beside: ['factor'],
    units: [''],
    fits: (bounds) => between(0.5, 2)(bounds) && bounds.min < 1 && bounds.max > 1,
  },
  {
    role: 'speed-offset',
    has: [speed, ['offset']],
    beside: [...shooter, ...ball, 'mps'],
    units: ['', 'm/s', 'mps'],
    fits: about0(5),
  },
  {
    role: 'angle-offset',
    has: [['angle', 'pitch', 'elevation'], ['offset']],
    beside: [...shooter, 'hood', 'rad', 'radian'],
    units: ['', 'rad', 'radians'],
    fits: about0(0.4),
  },
  {
    role: 'angle-offset',
    has: [['hood'], ['offset']],
    beside: [...shooter, 'rad', 'radian'],
    units: ['rad', 'radians'],
    fits: about0(0.4),
  },
  {
    role: 'detent-angle',
    has: [['detent']],
    beside: ['hood', 'angle', 'pitch', 'offset', 'step', ...shooter],
    units: ['', 'steps', 'detents'],
    fits: (bounds) => bounds.integer && between(-100, 100)(bounds),
  },
  {
    role: 'solver',
    has: [['iteration', 'iter']],
    about: [...search, ...speed, 'firing', 'flight'],
    beside: ['max', 'maximum', 'count', 'number', 'num', 'limit'],
    units: [''],
    fits: (bounds) => bounds.integer && between(1, 1000)(bounds),
  },
  {
    role: 'solver',
    has: [['tolerance', 'epsilon']],
    about: [...search, ...speed, 'firing', 'flight'],
    beside: ['height'],
    units: ['', 'm', 'm/s', 'rad'],
    fits: (bounds) => !bounds.integer && between(0, 1)(bounds),
  },
];

/**
 * What a robot number is in the aiming code, to judge by its name, its topic, its unit and its bounds; null when that is not clear.
 * A role that is wrong costs shots, and one that is left out only loses some: so every word of the name must fit.
 */
export function suggestedRole(
  name: string,
  topic: string,
  unit: string,
  bounds: Bounds,
): Role | null {
  const path = topic.split('/');
  const folders = path.slice(0, -1).flatMap(wordsOf);
  if (folders.some((word) => others.includes(word))) return null;
  const unitWord = unit.trim().toLowerCase();
  const fitting = rules.filter(({ units, fits }) => units.includes(unitWord) && fits(bounds));
  const found = [name, path.at(-1)!].flatMap((text) => {
    const words = wordsOf(text);
    return rules
      .filter((rule) => says(rule, words, folders))
      .map((rule) => (fitting.includes(rule) ? rule.role : null));
  });
  const role = found[0] ?? null;
  return found.every((other) => other === role) ? role : null;
}

function says(
  { has, about = [], beside = [] }: Rule,
  words: readonly string[],
  folders: readonly string[],
): boolean {
  const known = [...has.flat(), ...about, ...beside, ...filler];
  return (
    has.every((group) => words.some((word) => group.includes(word))) &&
    (about.length === 0 || [...words, ...folders].some((word) => about.includes(word))) &&
    words.every((word) => known.includes(word))
  );
}

/** `kExitSpeed_scales` → exit, speed, scale. */
function wordsOf(text: string): readonly string[] {
  return text
    .replace(/^k(?=[A-Z_])/, '')
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word));
}
