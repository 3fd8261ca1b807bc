import type { Coefficient } from './coefficient.ts';
import type { Situation } from './gate.ts';
import { own } from './own.ts';
import type { TuningState } from './state.ts';
import { tuned } from './values.ts';

/** The types of a robot's topic that hold a coefficient, or as a list some of them. */
export type NumberType = 'double' | 'int' | 'float';

/** Why no value can leave for a coefficient, as long as that is so. */
export type ClosedWhy =
  /** The robot does not announce the topic. */
  | { readonly kind: 'absent' }
  /** The topic has a type that is no number, or no list of numbers. */
  | { readonly kind: 'type'; readonly type: string }
  /** The topic has no value in this connection: nothing is written before it is read. */
  | { readonly kind: 'unread' }
  /** The server does not take the topic from this page. */
  | { readonly kind: 'unpublished' }
  /** The list has only so many numbers. */
  | { readonly kind: 'list-short'; readonly length: number }
  /** The topic takes whole numbers, and none lies within the bounds; or no number of its precision does. */
  | { readonly kind: 'no-number'; readonly type: NumberType };

/** The destination of a coefficient's values, on the robot as it is now. */
export type Destination =
  | { readonly kind: 'open'; readonly type: NumberType }
  /** The connection is young: what the robot announces, and what its values are, still comes. */
  | { readonly kind: 'awaited' }
  | { readonly kind: 'closed'; readonly why: ClosedWhy };

/** By the topics of coefficients. One that is missing takes any number. */
export type Destinations = Readonly<Record<string, Destination>>;

const anyNumber: Destination = { kind: 'open', type: 'double' };

/** Returns where values of a coefficient go now. */
export function destinationOf({ destinations }: Situation, coefficient: Coefficient): Destination {
  const destination: Destination = own(destinations, coefficient.topic) ?? anyNumber;
  if (destination.kind !== 'open') return destination;
  const { type } = destination;
  return fitted(coefficient, coefficient.min, type) === null
    ? { kind: 'closed', why: { kind: 'no-number', type } }
    : destination;
}

/** The first tuned coefficient for which no value can leave, and why; null while all can, or may soon. */
export function firstClosed(
  state: TuningState,
  now: Situation,
): { readonly topic: string; readonly why: ClosedWhy } | null {
  if (state.online === null) return null;
  for (const coefficient of tuned(state)) {
    const destination = destinationOf(now, coefficient);
    if (destination.kind === 'closed') return { topic: coefficient.topic, why: destination.why };
  }
  return null;
}

/** Returns why no value can leave, for each tuned coefficient of which that is so now, by topic. */
export function closedNow(state: TuningState, now: Situation): Readonly<Record<string, ClosedWhy>> {
  const all = state.online === null ? [] : tuned(state);
  return Object.fromEntries(
    all.flatMap((coefficient): [string, ClosedWhy][] => {
      const destination = destinationOf(now, coefficient);
      return destination.kind === 'closed' ? [[coefficient.topic, destination.why]] : [];
    }),
  );
}

/** Returns the number of the topic's type within the bounds that is nearest to a value; null where there is none. */
export function fitted(
  { min, max }: Pick<Coefficient, 'min' | 'max'>,
  value: number,
  type: NumberType,
): number | null {
  switch (type) {
    case 'double':
      return value;
    case 'int': {
      const [low, high] = [Math.ceil(min), Math.floor(max)];
      // Plus zero, for there is no whole number -0.
      return low > high ? null : Math.min(high, Math.max(low, Math.round(value))) + 0;
    }
    case 'float': {
      const near = Math.fround(value);
      const inside = near < min ? nextFloat(near, 1) : near > max ? nextFloat(near, -1) : near;
      return inside >= min && inside <= max ? inside : null;
    }
  }
}

/** The next number that a float can hold, up or down. */
function nextFloat(value: number, direction: 1 | -1): number {
  const float = Float32Array.of(value);
  const bits = new Int32Array(float.buffer);
  // Of numbers below zero the bits count the other way; next to zero is the smallest one.
  if (value === 0) return direction * 2 ** -149;
  bits[0]! += value > 0 ? direction : -direction;
  return float[0]!;
}
