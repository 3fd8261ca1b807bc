import { suggestedRole } from '../aim/family/suggested-role.ts';
import { isKnot } from '../aim/family/role.ts';
import { defaultMaxStep, noRules, type Coefficient } from './coefficient.ts';
import { withDistinctNames } from './distinct-names.ts';
import { guessBounds, needsBounds } from './guessed-bounds.ts';
import { listEntry } from './list-entry.ts';
import { unitInName } from './named-unit.ts';
import { ownPrefixes } from './program-outputs.ts';
import { readableName } from './readable-name.ts';
import { shortUnit } from './unit-words.ts';
import { ownPath } from './write-topic.ts';

/** A topic that the robot announced, with its value if that has been read. */
export interface Candidate {
  readonly topic: string;
  /** The announced NetworkTables type. */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly value: number | null;
}

/** A coefficient as it can be suggested for a topic. */
export interface Offer {
  readonly coefficient: Coefficient;
  /** Whether the robot itself told the bounds; otherwise they are a guess around its value. */
  readonly boundsFromRobot: boolean;
}

/** The longest name and unit that stand beside a value on a screen, characters. */
const longestName = 60;
const longestUnit = 12;
/** Taps of + or − from one bound to the other, where the robot does not tell a step. */
const stepsInRange = 100;

/**
 * What can be offered for a topic; null when it is no number, is ours, has no value yet, or has one too extreme to search around. Its bounds
 * and its step are NaN where nothing says them.
 * @param scale the largest size of numbers of its kind beside it; 0 for none.
 */
export function offerFor({ topic, type, properties, value }: Candidate, scale = 0): Offer | null {
  if (
    !['double', 'float', 'int'].includes(type) ||
    // So would one number of a list be called.
    listEntry(topic) !== null ||
    ownPrefixes.some((prefix) => topic.startsWith(prefix))
  )
    return null;
  if (properties['mutable'] === false) return null;
  const min = finite(properties['min']);
  const max = finite(properties['max']);
  const boundsFromRobot = min !== null && max !== null && min < max;
  const told = finite(properties['default']) ?? value;
  if (told === null || !Number.isFinite(told)) return null;
  const integer = type === 'int' || properties['integer'] === true;
  const said = unitOf(topic, properties);
  const unit = cut(said.length > longestUnit ? shortUnit(said) : said, longestUnit);
  const bounds = boundsFromRobot
    ? { min, max }
    : guessBounds({ topic: ownPath(topic), unit, value: told, integer, scale });
  const range = bounds.max - bounds.min;
  const asks = told === 0 && needsBounds(bounds);
  if (!asks && !(Number.isFinite(range) && niceStep(range) > 0)) return null;
  const name = cut(nameOf(topic, properties), longestName);
  const suggested = suggestedRole(name, topic, unit, { ...bounds, integer });
  return {
    boundsFromRobot,
    coefficient: {
      topic,
      name,
      unit,
      ...bounds,
      codeDefault: asks ? told : Math.min(bounds.max, Math.max(bounds.min, told)),
      step: positive(properties['step']) ?? (integer ? 1 : niceStep(range)),
      maxStep: defaultMaxStep,
      integer,
      scale: properties['scale'] === 'log' && bounds.min > 0 ? 'log' : 'linear',
      enabled: true,
      role: suggested?.role ?? null,
      atM: suggested?.atM ?? null,
      own: noRules,
    },
  };
}

/**
 * What can be offered for some topics, in their order. Where two seem to be the same entry of a look-up table there are two tables, and
 * nobody knows what belongs to which: then all entries of that kind are left open. No two have the same name.
 */
export function offersFor(candidates: readonly Candidate[]): readonly Offer[] {
  const offers = candidates
    .map((candidate) => offerFor(candidate))
    .filter((offer) => offer !== null)
    .sort((a, b) => a.coefficient.topic.localeCompare(b.coefficient.topic));
  const entries = offers.map(({ coefficient: { role, atM } }) => ({ role, atM }));
  const mixed = entries
    .filter(({ role, atM }, i) =>
      entries.some((other, k) => k < i && isKnot(role) && other.role === role && other.atM === atM),
    )
    .map(({ role }) => role);
  const named = withDistinctNames(offers.map(({ coefficient }) => coefficient));
  return offers.map((offer, at) => {
    const coefficient = named[at]!;
    return mixed.includes(coefficient.role)
      ? { ...offer, coefficient: { ...coefficient, role: null, atM: null } }
      : { ...offer, coefficient };
  });
}

const finite = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

function positive(value: unknown): number | null {
  const number = finite(value);
  return number !== null && number > 0 ? number : null;
}

/** A step for a range: the power of ten next to a hundredth of it, so that digits stay readable. */
export const niceStep = (range: number): number =>
  10 ** Math.floor(Math.log10(range / stepsInRange));

/** A text of so many characters at most; what is longer ends with `…`. */
function cut(text: string, longest: number): string {
  // A character takes two places at most.
  const characters = Array.from(text.slice(0, 2 * (longest + 1)));
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}

/** A name the robot tells wins. */
const nameOf = (topic: string, properties: Candidate['properties']): string =>
  typeof properties['name'] === 'string' && properties['name'] !== ''
    ? properties['name']
    : readableName(topic);

/** The unit that the robot tells; else that of the topic's name. */
const unitOf = (topic: string, properties: Candidate['properties']): string =>
  typeof properties['unit'] === 'string' && properties['unit'].trim() !== ''
    ? properties['unit']
    : unitInName(ownPath(topic).split('/').at(-1)!);
