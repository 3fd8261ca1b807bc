/** A type of one value: how its bytes are read. */
export interface Primitive {
  readonly kind: 'bool' | 'char' | 'int' | 'uint' | 'float';
  readonly bytes: 1 | 2 | 4 | 8;
}

/** The types that WPILib's schemas name (the same ones under two names, some of them). */
const primitives: ReadonlyMap<string, Primitive> = new Map<string, Primitive>([
  ['bool', { kind: 'bool', bytes: 1 }],
  ['char', { kind: 'char', bytes: 1 }],
  ['int8', { kind: 'int', bytes: 1 }],
  ['int16', { kind: 'int', bytes: 2 }],
  ['int32', { kind: 'int', bytes: 4 }],
  ['int64', { kind: 'int', bytes: 8 }],
  ['uint8', { kind: 'uint', bytes: 1 }],
  ['uint16', { kind: 'uint', bytes: 2 }],
  ['uint32', { kind: 'uint', bytes: 4 }],
  ['uint64', { kind: 'uint', bytes: 8 }],
  ['float', { kind: 'float', bytes: 4 }],
  ['float32', { kind: 'float', bytes: 4 }],
  ['double', { kind: 'float', bytes: 8 }],
  ['float64', { kind: 'float', bytes: 8 }],
]);

/** The primitive type of that name; undefined where it must be another struct. */
export function primitiveOf(type: string): Primitive | undefined {
  return primitives.get(type);
}

/** Why a type can't have a bit-field of that width; null when it can. */
export function bitsFault({ kind, bytes }: Primitive, bits: number): string | null {
  if (kind === 'char' || kind === 'float') return 'only whole numbers and bool have bit-fields';
  if (kind === 'bool') return bits === 1 ? null : 'a bit-field of bool is 1 bit wide';
  return bits >= 1 && bits <= bytes * 8
    ? null
    : `a bit-field is 1 to ${bytes * 8} bits wide, not ${bits}`;
}

/** What other languages call the types of a schema. */
const foreignTypes: Readonly<Record<string, string>> = {
  int: 'int32',
  integer: 'int32',
  uint: 'uint32',
  long: 'int64',
  short: 'int16',
  byte: 'int8',
  boolean: 'bool',
  bit: 'bool',
  real: 'double',
  single: 'float',
  string: 'char, with a length as in char name[8]',
};

/** The type of a schema that a word of another language means; null where it means none. */
export const meantType = (type: string): string | null =>
  Object.hasOwn(foreignTypes, type.toLowerCase()) ? foreignTypes[type.toLowerCase()]! : null;
