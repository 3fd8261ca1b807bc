import { wordsOf } from '../aim/family/suggested-role.ts';
import { isGain } from './readable-name.ts';
import { shortUnit } from './unit-words.ts';

/** Where a number may be searched; NaN where nothing says it, and a person has to. */
export interface GuessedBounds {
  readonly min: number;
  readonly max: number;
}

/** What is known of a number that a robot tells without bounds. */
export interface Unbounded {
  readonly topic: string;
  readonly unit: string;
  readonly value: number;
  readonly integer: boolean;
  /** The largest size of numbers of its kind beside it, such as other entries of its table; 0 for none. */
  readonly scale: number;
}

/** Bounds suggested around a value of which nothing else is known, as a fraction of it. */
const guessedSpread = 0.2;

/** Words for what is added to a number that is right already: it is small, and may have either sign. */
const corrections: readonly string[] = [
  'offset',
  'trim',
  'adjust',
  'adjustment',
  'fudge',
  'correction',
  'bias',
];
/** The largest such correction that a robot needs, by its unit. */
const correctionOf: Readonly<Record<string, number>> = {
  deg: 3,
  rad: 0.05,
  rpm: 300,
  rps: 5,
  'm/s': 1,
  '%': 10,
};
/** Words for what is never less than 0. */
const sizes: readonly string[] = [
  'delay',
  'latency',
  'debounce',
  'duration',
  'time',
  'tolerance',
  'threshold',
  'deadband',
  'deadzone',
];

/**
 * Bounds around a value, as far as something tells its scale. Of 0 no share says anything: then its unit and name may, or the numbers
 * beside it; where they do not, the bounds are left open. A gain that is 0 is not searched below it.
 */
export function guessBounds({ topic, unit, value, integer, scale }: Unbounded): GuessedBounds {
  const last = topic.slice(topic.lastIndexOf('/') + 1);
  if (value !== 0) return around(value, Math.abs(value) * guessedSpread, integer);
  if (scale > 0) return { min: 0, max: around(0, scale * guessedSpread, integer).max };
  const words = wordsOf(last);
  if (isAGain(last, words) || words.some((word) => sizes.includes(word)))
    return { min: 0, max: NaN };
  const reach = correctionOf[shortUnit(unit)];
  return reach !== undefined && words.some((word) => corrections.includes(word))
    ? around(0, reach, integer)
    : { min: NaN, max: NaN };
}

/** Whether a person has to say where a number may be searched. */
export const needsBounds = ({ min, max }: GuessedBounds): boolean =>
  !(Number.isFinite(min) && Number.isFinite(max));

const around = (value: number, spread: number, integer: boolean): GuessedBounds =>
  integer
    ? { min: Math.floor(value - spread), max: Math.ceil(value + spread) }
    : { min: value - spread, max: value + spread };

/** `kP`, `DrivekP`, `Flywheel P`, `Shooter/P Gain`, `TOP_FEED_FORWARD`. */
const isAGain = (last: string, words: readonly string[]): boolean =>
  isGain(last) ||
  /(?:k[PIDSVAGF]+|K[pidsvagf]|[ _][PIDSVAGF])$/.test(last.trim()) ||
  words.includes('gain') ||
  /^[PIDF]_?Gain$/i.test(last) ||
  words.join(' ').endsWith('feed forward') ||
  words.at(-1) === 'feedforward';
