import { Encoder } from '@msgpack/msgpack';
import type { NtValue } from '../../src/link/robot-link.ts';
import { DecodeError, MsgpackReader } from './msgpack-reader.ts';

/** One NT4 binary message: `[id, timestamp, type, value]`. */
export interface WireMessage {
  /** The client's pubuid on the way in, the topic's id on the way out, −1 for time sync. */
  readonly id: number;
  /** Server clock, µs. */
  readonly timestampUs: number;
  /** The NT 4.1 type number (see `typeIdOf`). */
  readonly typeId: number;
  readonly value: NtValue;
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
const doubles = new Encoder({ forceIntegerToFloat: true });
const floats = new Encoder({ forceIntegerToFloat: true, forceFloat32: true });

const encoderOf = (typeId: number): Encoder => {
  const element = typeId & 0x0f;
  return element === 1 ? doubles : element === 3 ? floats : integers;
};

const arrayOfFour = 0x94;

/** One message as bytes. A double is always a float 64, whole or not, as the type demands. */
export function encodeMessage({ id, timestampUs, typeId, value }: WireMessage): Uint8Array {
  const parts = [
    integers.encode(id),
    integers.encode(timestampUs),
    integers.encode(typeId),
    encoderOf(typeId).encode(value),
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

/**
 * All messages of one frame, as strictly as ntcore 2026 reads them.
 * @throws DecodeError on anything but whole, well-typed messages back to back.
 */
export function decodeMessages(frame: Uint8Array): WireMessage[] {
  const reader = new MsgpackReader(frame);
  const messages: WireMessage[] = [];
  while (!reader.atEnd) {
    const length = reader.arrayLength();
    if (length !== 4) throw new DecodeError(`expected array of 4, got ${length}`);
    const id = reader.integer();
    const timestampUs = reader.integer();
    const typeId = reader.integer();
    messages.push({ id, timestampUs, typeId, value: readValue(reader, typeId) });
  }
  return messages;
}

function readValue(reader: MsgpackReader, typeId: number): NtValue {
  switch (typeId) {
    case 0:
      return reader.boolean();
    case 1:
    case 3:
      return reader.number();
    case 2:
      return reader.integer();
    case 4:
      return reader.string();
    case rawTypeId:
      return reader.binary();
    case 16:
      return readArray(reader, () => reader.boolean());
    case 17:
    case 19:
      return readArray(reader, () => reader.number());
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
