import type { NtType, NtValue } from './robot-link.ts';

/** Type numbers of the NT 4.1 binary frames (NetworkTables 4.1, "Supported data types"). */
const typeIds: Readonly<Record<NtType, number>> = {
  boolean: 0,
  double: 1,
  int: 2,
  float: 3,
  string: 4,
  json: 4,
  raw: 5,
  'boolean[]': 16,
  'double[]': 17,
  'int[]': 18,
  'float[]': 19,
  'string[]': 20,
};

/** The number that values of an announced type travel under; every type without a number of its own is bytes. */
export function typeIdOf(type: string): number {
  return isNtType(type) ? typeIds[type] : typeIds.raw;
}

/** Whether a type string is one that we can publish. */
export function isNtType(type: string): type is NtType {
  return Object.hasOwn(typeIds, type);
}

/** Whether a decoded value is of the family that its type number promises. Non-finite doubles are. */
export function isOfType(typeId: number, value: unknown): value is NtValue {
  switch (typeId) {
    case 0:
      return typeof value === 'boolean';
    case 1:
    case 3:
      return typeof value === 'number';
    case 2:
      return Number.isInteger(value);
    case 4:
      return typeof value === 'string';
    case 5:
      return value instanceof Uint8Array;
    case 16:
    case 17:
    case 18:
    case 19:
    case 20:
      return Array.isArray(value) && areOfType(typeId - 16, value);
    default:
      return false;
  }
}

function areOfType(typeId: number, values: readonly unknown[]): boolean {
  for (const value of values) if (!isOfType(typeId, value)) return false;
  return true;
}

/** The server hangs up on a message over 2 MiB; this leaves room for what stands around the value. */
const maxBytes = 2 * 1024 * 1024 - 64;

/** UTF-8 needs at most three bytes for a UTF-16 unit. */
const maxBytesPerUnit = 3;

/**
 * Whether a value may be sent under a type: what the server would hang up on, or the robot could not read (a number
 * that is not finite, an integer beyond 2⁵³, a text over 2 MiB), may not.
 */
export function isWritable(type: NtType, value: NtValue): boolean {
  const typeId = typeIds[type];
  if (!isOfType(typeId, value)) return false;
  if (typeof value === 'string') return value.length * maxBytesPerUnit <= maxBytes;
  if (value instanceof Uint8Array) return value.length <= maxBytes;
  if (typeof value === 'boolean') return true;
  if (typeof value === 'number') return isWritableNumber(typeId, value);
  return isWritableArray(typeId - 16, value);
}

function isWritableNumber(typeId: number, value: number): boolean {
  if (typeId === typeIds.int) return Number.isSafeInteger(value);
  return Number.isFinite(typeId === typeIds.float ? Math.fround(value) : value);
}

/** A number takes at most nine bytes, and a text at most five more than its own. */
const maxHeaderBytes = 9;

function isWritableArray(
  elementTypeId: number,
  values: readonly (boolean | number | string)[],
): boolean {
  let bytes = 0;
  for (const value of values) {
    if (typeof value === 'number' && !isWritableNumber(elementTypeId, value)) return false;
    bytes += maxHeaderBytes + (typeof value === 'string' ? value.length * maxBytesPerUnit : 0);
  }
  return bytes <= maxBytes;
}

/** Whether two values are the same, element by element; NaN is NaN. */
export function isSameValue(a: NtValue, b: NtValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
