import { lengthUnitOf } from '../../tuning/length-unit.ts';
import { shortUnit } from '../../tuning/unit-words.ts';
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
  /** Whether it is an entry of a look-up table, whose name or topic must end with its distance. */
  readonly entry?: true;
}

/** What a robot number seems to be. */
export interface SuggestedRole {
  readonly role: Role;
  /** Distance of the entry of a look-up table, m; null for all else. */
  readonly atM: number | null;
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

/** Words for a look-up table over the distance. */
const table = ['table', 'map', 'lut', 'lookup', 'interpolation', 'interpolating'];
/** Folders of tables beside the one for the goal, or of one of two: their entries must not be mixed. */
const otherTables =
  'left right top bottom upper lower front rear back main secondary pass passing ferry lob amp trap feed test'.split(
    ' ',
  );
/** No entry of a table is nearer or farther than this, m: what seems to be was counted, or measured in other units. */
const entryM = [0.5, 16.5] as const;

const between =
  (low: number, high: number) =>
  ({ min, max }: Bounds): boolean =>
    min >= low && max <= high && min < max;
/** Around 0 and no farther from it than `reach`. */
const about0 =
  (reach: number) =>
  ({ min, max }: Bounds): boolean =>
    min < 0 && max > 0 && Math.max(-min, max) <= reach;

/** A ball's angle above the floor, in rad or in degrees. A hood's own angle, which grows as the ball's falls, is mostly less. */
const aboveFloor = ({ min, max }: Bounds): boolean =>
  [1, 180 / Math.PI].some((rad) => {
    const middle = (min + max) / 2 / rad;
    return min < max && min > 0.3 * rad && max < 1.9 * rad && middle > 0.7 && middle < 1.57;
  });

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
  {
    role: 'speed-knot',
    entry: true,
    has: [[...speed, 'rpm', 'rps']],
    about: ['wheel', 'flywheel', ...shooter, ...table],
    beside: ['at', 'target', 'setpoint', 'for', 'distance'],
    units: ['', 'rpm', 'rps', 'rot/s', 'rev/s', 'rad/s', 'm/s', 'mps'],
    fits: between(0, Infinity),
  },
  {
    role: 'angle-knot',
    entry: true,
    has: [['angle', 'pitch', 'elevation']],
    about: ['hood', ...shooter, ...table],
    beside: ['at', 'target', 'setpoint', 'for', 'distance', 'deg', 'degree', 'rad', 'radian'],
    units: ['', 'rad', 'radians', 'deg', 'degrees', '°'],
    fits: aboveFloor,
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
): SuggestedRole | null {
  const path = topic.split('/');
  const folders = path.slice(0, -1).flatMap(wordsOf);
  if (folders.some((word) => others.includes(word))) return null;
  const fitting = rules.filter(
    ({ units, fits }) => units.map(shortOf).includes(shortOf(unit)) && fits(bounds),
  );
  const found = [name, path.at(-1)!].flatMap((text) => {
    const entry = entryOf(text, path.at(-2) ?? '', folders);
    const words = entry?.words ?? wordsOf(text);
    return rules
      .filter((rule) => (rule.entry ?? false) === (entry !== null) && says(rule, words, folders))
      .map((rule) =>
        fitting.includes(rule) ? { role: rule.role, atM: entry?.atM ?? null } : null,
      );
  });
  const first = found[0] ?? null;
  return found.every((other) => other?.role === first?.role && other?.atM === first?.atM)
    ? first
    : null;
}

/** A unit in its short form, whatever way it is spelled. */
const shortOf = (unit: string): string => lengthUnitOf(unit) ?? shortUnit(unit);

/**
 * A name that ends with a distance, as those of the entries of look-up tables do, and its other words: those of its folder where it has none.
 * A number without a unit is a distance only where it stands alone in a folder that is a table, and has a fraction: others count.
 */
function entryOf(
  text: string,
  folder: string,
  folders: readonly string[],
): { readonly words: readonly string[]; readonly atM: number } | null {
  const [, before, digits, unit] =
    /^(\D*?)[ _]*(\d+(?:\.\d+)?)[ _]*(m|[Mm]eters?|[Mm]etres?|cm|)$/.exec(text) ?? [];
  if (before === undefined || digits === undefined || before.endsWith('-')) return null;
  if (folders.some((word) => otherTables.includes(word))) return null;
  const own = wordsOf(before);
  const alone = own.every((word) => word === 'at');
  const isTable = alone && folders.some((word) => table.includes(word));
  if (unit === '' && !(isTable && digits.includes('.'))) return null;
  const atM = unit === 'cm' ? Number(digits) / 100 : Number(digits);
  if (atM < entryM[0] || atM > entryM[1]) return null;
  return { words: alone ? wordsOf(folder) : own, atM };
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

/** The words of a name, small and in the singular: `kExitSpeed_scales` → exit, speed, scale. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/^k(?=[A-Z_])/, '')
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word));
}
