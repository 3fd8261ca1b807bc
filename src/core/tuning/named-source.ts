import type { IncomingShot } from './incoming-shot.ts';
import type { LengthUnit } from './length-unit.ts';
import { measuredLength } from './measured-length.ts';
import type { Label } from './shot.ts';

/** A number that is noted with a shot under a name of the operator's. */
export interface NamedNumber {
  readonly name: string;
  readonly from: string;
}

/** A number that tells a shot's result; true counts as 1, false as 0. */
export interface ResultRule {
  readonly from: string;
  /** What the number is after a hit, and after a miss; any other tells no result. */
  readonly hit: number;
  readonly miss: number;
}

/** From where each part of a shot is read: the path of a number in a struct, or a topic. Null: from nowhere. */
export interface ShotMapping {
  readonly distance: string | null;
  /** The unit of the distance, as the operator says; absent: as its topic tells, else metres. */
  readonly distanceUnit?: LengthUnit | undefined;
  readonly result: ResultRule | null;
  /** m, right and up positive. */
  readonly missX: string | null;
  readonly missY: string | null;
  readonly extra: readonly NamedNumber[];
}

/** A topic of type `struct:…`, of which each new value is a shot. */
export interface StructSource {
  readonly kind: 'struct';
  readonly topic: string;
  readonly enabled: boolean;
  /** From numbers of the struct, by their paths. */
  readonly mapping: ShotMapping;
}

/** Which change of a topic means that a shot left: false to true, another number, or any new value. */
export type EventChange = 'true' | 'number' | 'any';

/** A topic of which a change means that a shot left. */
export interface EventSource {
  readonly kind: 'event';
  readonly topic: string;
  readonly enabled: boolean;
  readonly change: EventChange;
  /** The result that goes without saying, as of a button "hit"; null where it does not. */
  readonly label: Exclude<Label, 'none'> | null;
  /** From topics, as they were at that time. */
  readonly mapping: ShotMapping;
}

/** A way in which a robot tells of its shots that the operator has named. */
export type NamedSource = StructSource | EventSource;

/** Nothing is read. */
export const blankMapping: ShotMapping = {
  distance: null,
  result: null,
  missX: null,
  missY: null,
  extra: [],
};

/** The two buttons that SideKick's robot code offers on the dashboard. */
export const sideKickButtons: readonly EventSource[] = (['hit', 'miss'] as const).map((label) => ({
  kind: 'event',
  topic: label === 'hit' ? '/FiringSolver/LogHit' : '/FiringSolver/LogMiss',
  enabled: true,
  change: 'true',
  label,
  mapping: { ...blankMapping, distance: '/FiringSolver/Distance' },
}));

/** All that a mapping reads, each once. */
export function readBy({ distance, result, missX, missY, extra }: ShotMapping): readonly string[] {
  const all = [distance, result?.from ?? null, missX, missY, ...extra.map(({ from }) => from)];
  return [...new Set(all.filter((from) => from !== null))];
}

/**
 * What the numbers say of a shot; what they don't tell is unknown.
 * @param metres a length in metres, by where it is read from; null where nobody knows its unit.
 */
export function mapped(
  { distance, result, missX, missY, extra }: ShotMapping,
  numbers: ReadonlyMap<string, number>,
  metres: (from: string, value: number) => number | null,
): Pick<IncomingShot, 'distanceM' | 'label' | 'missX' | 'missY' | 'extra'> {
  const at = (from: string | null): number | null =>
    from === null ? null : (numbers.get(from) ?? null);
  const lengthAt = (from: string | null): number | null => {
    const value = at(from);
    return from === null || value === null ? null : metres(from, value);
  };
  return {
    distanceM: lengthAt(distance),
    label: result === null ? 'none' : resultOf(result, at(result.from)),
    missX: lengthAt(missX),
    missY: lengthAt(missY),
    extra: Object.fromEntries(
      extra.flatMap(({ name, from }) => {
        const value = at(from);
        return value === null ? [] : [[name, value] as const];
      }),
    ),
  };
}

/** Returns a length of a mapping in metres; null where nobody knows its unit. */
export function metresIn(
  { distance, distanceUnit }: ShotMapping,
  from: string,
  value: number,
  properties: Readonly<Record<string, unknown>> = {},
): number | null {
  const chosen = from === distance ? (distanceUnit ?? null) : null;
  const length = measuredLength(value, from, chosen, properties);
  return length.kind === 'known' ? length.m : null;
}

function resultOf({ hit, miss }: ResultRule, value: number | null): Label {
  if (value === hit) return 'hit';
  return value === miss ? 'miss' : 'none';
}
