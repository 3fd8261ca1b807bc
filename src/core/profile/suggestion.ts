import { suggestedRole } from '../aim/family/suggested-role.ts';
import type { SeenTopic } from '../tuning/browse.ts';
import { defaultMaxStep, noRules, type Coefficient } from '../tuning/coefficient.ts';
import { needsBounds } from '../tuning/guessed-bounds.ts';
import { niceStep, offerFor } from '../tuning/offer.ts';
import { ownPrefixes } from '../tuning/program-outputs.ts';
import { isTopicName } from '../tuning/topic-name.ts';
import { parentOf } from '../tuning/write-topic.ts';
import type { PresetNumber } from './preset.ts';

/**
 * Where bounds come from: the robot tells them itself; they are 20 % around the value it has; they are the preset's, as the robot has
 * 0 there, of which no share says anything; or they are the preset's.
 */
export type BoundsFrom = 'robot' | 'value' | 'preset-at-0' | 'preset';

/** A number of a preset as a coefficient, and how much of it is the robot's own. */
export interface Suggestion {
  readonly coefficient: Coefficient;
  readonly boundsFrom: BoundsFrom;
  /** Whether the default is the value that the robot has, or tells as its default. */
  readonly defaultFromRobot: boolean;
}

/** What a robot says of a topic; the value is null until it is read. */
export type RobotNumber = SeenTopic & { readonly value: number | null };

/** How a preset's topic stands on the robot: nobody knows, it is not there, it is a number, or something that can't be tuned. */
export type Presence = 'unknown' | 'absent' | 'number' | 'unfit';

/** How a topic stands. @param complete whether the robot has announced all it has. */
export function presenceOf(seen: SeenTopic | undefined, complete: boolean): Presence {
  if (seen === undefined) return complete ? 'absent' : 'unknown';
  const tunable =
    ['double', 'int', 'float'].includes(seen.type) && seen.properties['mutable'] !== false;
  return tunable ? 'number' : 'unfit';
}

/** Whether numbers may be added under a prefix: it is a topic's beginning, and not one of the tuner's own. */
export const isPrefix = (prefix: string): boolean =>
  isTopicName(prefix) &&
  /^\/?[^/]+(?:\/[^/]+)*$/.test(prefix) &&
  !ownPrefixes.some((own) => `${prefix}/`.startsWith(own));

/**
 * A number of a preset, as the robot has it as far as it says something.
 * @param known whether the preset's bounds are right for every robot that has such a number: then a value within them changes none.
 */
export function suggestionFor(
  number: PresetNumber,
  prefix: string,
  robot: RobotNumber | null,
  known: boolean,
): Suggestion {
  const topic = `${prefix}/${number.leaf}`;
  const offer = robot === null ? null : offerFor(robot);
  const value = robot?.value ?? null;
  const boundsFrom = fromOf(number, offer, value, known);
  const own = boundsFrom === 'robot' || boundsFrom === 'value' ? offer!.coefficient : number;
  const integer = number.integer || offer?.coefficient.integer === true;
  const min = integer ? Math.floor(own.min) : own.min;
  const max = integer ? Math.ceil(own.max) : own.max;
  const told = offer?.coefficient.codeDefault ?? null;
  const defaultFromRobot = told !== null && told >= min && told <= max;
  const unit =
    offer === null || offer.coefficient.unit === '' ? number.unit : offer.coefficient.unit;
  const name =
    typeof robot?.properties['name'] === 'string' && offer !== null
      ? offer.coefficient.name
      : number.name;
  const role = suggestedRole(name, topic, unit, { min, max, integer });
  const stepTold = offer !== null && boundsFrom === 'robot';
  return {
    boundsFrom,
    defaultFromRobot,
    coefficient: {
      topic,
      name,
      unit,
      min,
      max,
      codeDefault: defaultFromRobot ? told : number.codeDefault,
      step: stepTold ? offer.coefficient.step : integer ? 1 : niceStep(max - min),
      maxStep:
        own === number && number.firstStep !== null
          ? number.firstStep / (max - min)
          : defaultMaxStep,
      integer,
      scale: own === number ? 'linear' : offer!.coefficient.scale,
      enabled: number.enabled,
      role: number.entry?.role ?? role?.role ?? null,
      atM: number.entry?.atM ?? role?.atM ?? null,
      own: noRules,
    },
  };
}

function fromOf(
  { min, max }: PresetNumber,
  offer: ReturnType<typeof offerFor>,
  value: number | null,
  known: boolean,
): BoundsFrom {
  if (offer === null) return 'preset';
  if (offer.boundsFromRobot) return 'robot';
  if (value === 0 || needsBounds(offer.coefficient)) return 'preset-at-0';
  const { codeDefault } = offer.coefficient;
  return known && codeDefault >= min && codeDefault <= max ? 'preset' : 'value';
}

/** The tables of controllers with gains that a robot publishes, by WPILib's names for them. */
export function controllersIn(seen: readonly SeenTopic[]): readonly string[] {
  const topics = new Set(seen.map(({ topic }) => topic));
  return seen
    .filter(({ topic }) => topic.endsWith('/.type'))
    .map(({ topic }) => parentOf(topic))
    .filter((table) => ['p', 'i', 'd'].every((gain) => topics.has(`${table}/${gain}`)))
    .sort();
}
