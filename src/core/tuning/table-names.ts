import { wordsOf } from '../aim/family/suggested-role.ts';

/** Words of what a table tells, each with one name for all that mean the same. */
const quantities: Readonly<Record<string, string>> = {
  rpm: 'speed',
  rps: 'speed',
  speed: 'speed',
  velocity: 'speed',
  vel: 'speed',
  flywheel: 'speed',
  wheel: 'speed',
  hood: 'angle',
  angle: 'angle',
  pitch: 'angle',
  elevation: 'angle',
  degree: 'angle',
  deg: 'angle',
  rad: 'angle',
  rotation: 'angle',
  position: 'angle',
  pivot: 'angle',
  time: 'time',
  tof: 'time',
  flight: 'time',
  second: 'time',
  power: 'power',
  voltage: 'power',
  volt: 'power',
  duty: 'power',
  percent: 'power',
  output: 'power',
  offset: 'offset',
  scale: 'scale',
  factor: 'scale',
  tolerance: 'tolerance',
  gain: 'gain',
};
const distances = ['distance', 'dist', 'range', 'meter', 'metre', 'feet', 'foot', 'inch', 'inche'];
/** Behind what a table tells and before the distance: `RpmByDistance`. */
const prepositions = ['and', 'by', 'over', 'per', 'vs', 'versus', 'at', 'from', 'against', 'given'];
const limits = ['range', 'limit', 'bound', 'minmax'];
/** Words that tell no table from another. */
const generic =
  'shooter shot shooting launcher launch launching table map lut lookup look up interpolation interpolating interp tree list array point knot entry row value tuning tunable setpoint target goal and to for from by of in at the m ft cm mm k x y data angular'.split(
    ' ',
  );
/** The places that are shot at, and other words beside what a table tells. */
const besides = [...generic, 'hub', 'speaker', 'score', 'scoring', 'tower', 'reef', ...distances];

/** Returns whether a name is that of distances: `HubDistances`, `RpmDistances`; not `VelocityRange`, `RpmByDistance`, `DistanceToScoreRPM`. */
export function namesDistances(name: string): boolean {
  const words = wordsOf(name);
  const at = words.findLastIndex((word) => distances.includes(word));
  if (at < 0) return false;
  const [before, after] = [words.slice(0, at), words.slice(at + 1)];
  const told = before.findLastIndex((word) => word in quantities);
  if (told >= 0 && before.slice(told).some((word) => prepositions.includes(word))) return false;
  // A range of speeds is where these may lie.
  if (told >= 0 && words[at] === 'range') return false;
  if (!after.some((word) => word in quantities)) return true;
  return /dist(?:ance)?s/i.test(name) && !after.includes('to');
}

/** Returns whether a name is that of distances, each with what the table tells there: `DistanceToScoreRPM`. */
export function namesPairs(name: string): boolean {
  const words = wordsOf(name);
  return (
    !namesDistances(name) &&
    !namesLimits(name) &&
    words.some((word) => distances.includes(word)) &&
    words.some((word) => word in quantities)
  );
}

/** Returns whether a name is that of the ends of something: `VelocityRange`, `RpmLimits`. */
export function namesLimits(name: string): boolean {
  const words = wordsOf(name);
  const end = words.findLastIndex((word) => limits.includes(word));
  return end > 0 && words.slice(0, end).some((word) => word in quantities);
}

/** Returns whether a name says nothing but a distance. */
export const isMereDistance = (name: string): boolean =>
  wordsOf(name).every((word) => distances.includes(word) || generic.includes(word));

/** Words that tell tables, and their distances, from each other. */
export interface TellingWords {
  /** What it is of: `speed`, `angle`. */
  readonly quantities: ReadonlySet<string>;
  /** Where it is for: `hub`, `pass`. */
  readonly places: ReadonlySet<string>;
}

/** Returns the words of a name that tell a table from others beside it. */
export function tellingWords(name: string): TellingWords {
  const words = wordsOf(name).filter(
    (word) => !distances.includes(word) && !generic.includes(word),
  );
  return {
    quantities: new Set(words.flatMap((word) => quantities[word] ?? [])),
    places: new Set(words.filter((word) => !(word in quantities))),
  };
}

/** Returns a name with only the words that say what its table tells: `DistanceToScoreRPM` is an `rpm`. */
export function toldBy(name: string): string {
  const words = wordsOf(name);
  const of = words.filter((word) => !besides.includes(word));
  return (of.length === 0 ? words : of).join(' ');
}

/** Mechanisms that do not shoot. */
const others =
  'intake indexer feeder drive drivetrain swerve chassis module elevator climber climb auto autonomous vision camera limelight photon wrist turret heading led arm'.split(
    ' ',
  );
const shooters =
  'hood shooter shot shooting flywheel wheel launcher launch rpm rps tof flight lob ferry pass passing angle pitch velocity speed table map lut interpolation distance dist'.split(
    ' ',
  );

/** Tables beside the one for the goal, or one of two. */
const otherTables =
  'left right top bottom upper lower front rear back main secondary pass passing ferry lob amp trap feed test'.split(
    ' ',
  );

const hasWordOf = (topic: string, words: readonly string[]): boolean =>
  topic
    .replace(/auto[ _]?aim/gi, 'aim')
    .split('/')
    .some((part) => wordsOf(part).some((word) => words.includes(word)));

/** Returns whether a topic belongs to a mechanism that does not shoot. */
export const isOthers = (topic: string): boolean => hasWordOf(topic, others);

/** Returns whether a table may not be the one by which the goal is shot at: there are two wheels, or it is for passes. */
export const isOtherTable = (topic: string): boolean => hasWordOf(topic, otherTables);

/** Returns whether a topic says that it has to do with shooting. */
export const isShooters = (topic: string): boolean =>
  !isOthers(topic) && hasWordOf(topic, shooters);
