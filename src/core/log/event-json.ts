import type { TuningEvent } from '../tuning/events.ts';

/** The key that marks a number which JSON cannot say; no field of an event is called so. */
const numberKey = '$number';

/** What JSON has no number for, as `{"$number": …}`. −0 is one: plain JSON writes it as 0. */
const unsayable = new Map<string, number>([
  ['NaN', Number.NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

/** For JSON.stringify: every number keeps its value. */
export function sayNumbers(_key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  if (Object.is(value, -0)) return { [numberKey]: '-0' };
  return Number.isFinite(value) ? value : { [numberKey]: String(value) };
}

/** For JSON.parse: the inverse of `sayNumbers`. An unknown mark stays as it is, for the reader to refuse. */
export function hearNumbers(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(numberKey in value)) return value;
  const said = value[numberKey];
  return typeof said === 'string' ? (unsayable.get(said) ?? value) : value;
}

/** An event as one line of JSON; two events are equal, to the last bit, when their lines are. */
export function eventToJson(event: TuningEvent): string {
  return JSON.stringify(event, sayNumbers);
}
