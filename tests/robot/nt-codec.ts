import { Encoder } from '@msgpack/msgpack';
import type { NtValue } from '../../src/link/robot-link.ts';
import { DecodeError, MsgpackReader } from './msgpack-reader.ts';

/** A value on the wire: integers beyond 2^53 are whole there. */
export type WireValue = NtValue | bigint | readonly (number | bigint)[];

/** One NT4 binary message: `[id, timestamp, type, value]`. */
export interface WireMessage {
  /** The client's pubuid on the way in, the topic's id on the way out, −1 for time sync. */
  readonly id: number;
  /** Server clock, µs. */
  readonly timestampUs: number;
  /** The NT 4.1 type number (see `typeIdOf`). */
  readonly typeId: number;
  readonly value: WireValue;
}

/** The value as a program that counts in doubles has it. */
export function asNtValue(value: WireValue): NtValue {
  if (typeof value === 'bigint') return Number(value);
  if (!Array.isArray(value) || !value.some((item) => typeof item === 'bigint'))
    return value as NtValue;
  return (value as readonly (number | bigint)[]).map(Number);
}

/** The id of a time sync message. */
export const syncId = -1;

const typeIds: ReadonlyMap<string, number> = new Map([
  ['boolean', 0],
  ['double', 1],
  ['int', 2],
  ['float', 3],
  ['string', 4],
  ['json', 4],
  ['boolean[]', 16],
  ['double[]', 17],
  ['int[]', 18],
  ['float[]', 19],
  ['string[]', 20],
]);

/** Every type string that NT 4.1 does not name (struct, protobuf, msgpack …) travels as bytes. */
const rawTypeId = 5;

/** The wire type of a topic's type string (NT 4.1, table of supported data types). */
export function typeIdOf(type: string): number {
  return typeIds.get(type) ?? rawTypeId;
}

const integers = new Encoder();
const wideIntegers = new Encoder({ useBigInt64: true });
const doubles = new Encoder({ forceIntegerToFloat: true });
const floats = new Encoder({ forceIntegerToFloat: true, forceFloat32: true });

function encodeValue(typeId: number, value: WireValue): Uint8Array {
  const element = typeId & 0x0f;
  if (element === 1) return doubles.encode(value);
  if (element === 3) return floats.encode(value);
  if (element === 2 && Array.isArray(value))
    return encodeIntegers(value as readonly (number | bigint)[]);
  return element === 2 ? encodeInteger(value as number | bigint) : integers.encode(value);
}

/** Integers take the shortest form; beyond 2^53 that is 64 bits. */
const encodeInteger = (value: number | bigint): Uint8Array =>
  typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value)
    ? wideIntegers.encode(BigInt(value))
    : (typeof value === 'bigint' ? wideIntegers : integers).encode(value);

/** The head of the array is that of one as long. */
function encodeIntegers(values: readonly (number | bigint)[]): Uint8Array {
  const head = integers.encode(values.map(() => 0));
  return Buffer.concat([
    head.subarray(0, head.byteLength - values.length),
    ...values.map(encodeInteger),
  ]);
}

const arrayOfFour = 0x94;

/** One message as bytes. A double is always a float 64, whole or not, as the type demands. */
export function encodeMessage({ id, timestampUs, typeId, value }: WireMessage): Uint8Array {
  const parts = [
    integers.encode(id),
    integers.encode(timestampUs),
    integers.encode(typeId),
    encodeValue(typeId, value),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 1));
  bytes[0] = arrayOfFour;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** What one frame holds: the messages before the first that cannot be read, and what is wrong with that. */
export interface DecodedFrame {
  readonly messages: readonly WireMessage[];
  readonly error: string | null;
}

/** Reads a frame as strictly as ntcore does: whole, well-typed messages back to back. */
export function decodeFrame(frame: Uint8Array): DecodedFrame {
  const reader = new MsgpackReader(frame);
  const messages: WireMessage[] = [];
  try {
    while (!reader.atEnd) {
      reader.arrayOf(4);
      const id = reader.int32();
      const timestampUs = Number(reader.integer());
      const typeId = reader.int32();
      messages.push({ id, timestampUs, typeId, value: readValue(reader, typeId) });
    }
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { messages, error: error.message };
  }
  return { messages, error: null };
}

/**
 * All messages of one frame.
 * @throws DecodeError when it cannot be read.
 */
export function decodeMessages(frame: Uint8Array): readonly WireMessage[] {
  const { messages, error } = decodeFrame(frame);
  if (error !== null) throw new DecodeError(error);
  return messages;
}

function readValue(reader: MsgpackReader, typeId: number): WireValue {
  switch (typeId) {
    case 0:
      return reader.boolean();
    case 1:
      return reader.number();
    case 3:
      return Math.fround(reader.number());
    case 2:
      return reader.integer();
    case 4:
      return reader.string();
    case rawTypeId:
      return reader.binary();
    case 16:
      return readArray(reader, () => reader.boolean());
    case 17:
      return readArray(reader, () => reader.number());
    case 19:
      return readArray(reader, () => Math.fround(reader.number()));
    case 18:
      return readArray(reader, () => reader.integer());
    case 20:
      return readArray(reader, () => reader.string());
    default:
      throw new DecodeError(`unrecognized type ${typeId}`);
  }
}

function readArray<T>(reader: MsgpackReader, read: () => T): T[] {
  const length = reader.arrayLength();
  const values: T[] = [];
  for (let i = 0; i < length; i++) values.push(read());
  return values;
}
