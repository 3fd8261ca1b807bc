/** Where a value did not have its shape. */
interface ShapeFault {
  /** Path to the value, such as `events[3].shot.id`. */
  readonly at: string;
  /** What should have been there. */
  readonly expected: string;
}

/** Says what is wrong with a value; null when it is a `T`. */
export type Shape<T> = ((value: unknown, at: string) => ShapeFault | null) & {
  /** Never there: ties the shape to its type, so that the compiler sees a shape that fell behind. */
  readonly of?: (value: T) => T;
};

type Plain = string | number | boolean | null;

function plain<T>(expected: string, holds: (value: unknown) => boolean): Shape<T> {
  return (value, at) => (holds(value) ? null : { at, expected });
}

/** Any text. */
export const text = plain<string>('a text', (value) => typeof value === 'string');
/** Any number; NaN and the infinities too. */
export const number = plain<number>('a number', (value) => typeof value === 'number');
/** A whole number, 0 or more, that a double holds exactly. */
export const count = plain<number>(
  'a whole number from 0 on',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);
/** true or false. */
export const flag = plain<boolean>('true or false', (value) => typeof value === 'boolean');

/** One of a few values. */
export function oneOf<const T extends Plain>(...values: readonly T[]): Shape<T> {
  const expected = `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`;
  return plain<T>(expected, (value) => values.some((known) => known === value));
}

/** The shape, or null. */
export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, at) => (value === null ? null : shape(value, at));
}

/** The shape, or nothing at all in a file from before it was there: who reads it fills it in. */
export function addedLater<T>(shape: Shape<T>): Shape<T> {
  return (value, at) => (value === undefined ? null : shape(value, at));
}

/** The shape, or nothing at all. */
export function orAbsent<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, at) => (value === undefined ? null : shape(value, at));
}

/** An array, every item of that shape. */
export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return { at, expected: 'a list' };
    for (const [i, item] of value.entries()) {
      const fault = shape(item, `${at}[${i}]`);
      if (fault !== null) return fault;
    }
    return null;
  };
}

/** Two numbers. */
export const pair: Shape<readonly [number, number]> = (value, at) =>
  listOf(number)(value, at) ??
  (Array.isArray(value) && value.length === 2 ? null : { at, expected: 'two numbers' });

/** An object with any names, every value a number. */
export const numbers: Shape<Readonly<Record<string, number>>> = (value, at) => {
  if (!isRecord(value)) return { at, expected: 'an object' };
  for (const [name, item] of Object.entries(value)) {
    const fault = number(item, `${at}.${name}`);
    if (fault !== null) return fault;
  }
  return null;
};

/** An object with these fields; further ones are let be. */
export function fields<T extends object>(shapes: {
  readonly [K in keyof T]-?: Shape<T[K]>;
}): Shape<T> {
  const entries = Object.entries(shapes) as [string, Shape<unknown>][];
  return (value, at) => {
    if (!isRecord(value)) return { at, expected: 'an object' };
    for (const [name, shape] of entries) {
      const fault = shape(Object.hasOwn(value, name) ? value[name] : undefined, `${at}.${name}`);
      if (fault !== null) return fault;
    }
    return null;
  };
}

/** The variant of a tagged union that the field `tag` names. */
export function tagged<T extends object, const Tag extends keyof T & string>(
  tag: Tag,
  variants: {
    readonly [K in T[Tag] & string]: Shape<Omit<Extract<T, Readonly<Record<Tag, K>>>, Tag>>;
  },
): Shape<T> {
  const shapes = new Map<unknown, Shape<unknown>>(
    Object.entries(variants as Record<string, Shape<unknown>>),
  );
  return (value, at) => {
    if (!isRecord(value)) return { at, expected: 'an object' };
    const shape = shapes.get(value[tag]);
    if (shape !== undefined) return shape(value, at);
    return { at: `${at}.${tag}`, expected: `one of ${[...shapes.keys()].join(', ')}` };
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
