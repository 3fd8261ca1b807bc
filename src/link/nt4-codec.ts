import { Decoder, Encoder } from '@msgpack/msgpack';

import type { NtType, NtValue } from './robot-link.ts';
import { typeIdOf } from './nt4-types.ts';

/** Topic number of the clock messages (NetworkTables 4.1, "Timestamps"). */
export const clockId = -1;

const plain = new Encoder();
/** NT tells a double from an int: 3 as a double is a MessagePack float. */
const doubles = new Encoder({ forceIntegerToFloat: true });
const floats = new Encoder({ forceIntegerToFloat: true, forceFloat32: true });
const decoder = new Decoder();

/** MessagePack's head of an array of four. */
const arrayOfFour = 0x94;

function encoderFor(type: NtType): Encoder {
  if (type === 'double' || type === 'double[]') return doubles;
  if (type === 'float' || type === 'float[]') return floats;
  return plain;
}

/** One value message: `[id, server µs, type number, value]`. */
export function encodeValue(
  id: number,
  serverUs: number,
  type: NtType,
  value: NtValue,
): Uint8Array<ArrayBuffer> {
  return message([
    plain.encode(id),
    plain.encode(serverUs),
    plain.encode(typeIdOf(type)),
    encoderFor(type).encode(value),
  ]);
}

/** A question for the server's clock; it comes back with the same `clientUs` and the server's time. */
export function encodeClockRequest(clientUs: number): Uint8Array<ArrayBuffer> {
  return encodeValue(clockId, 0, 'int', clientUs);
}

function message(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes[0] = arrayOfFour;
  let offset = 1;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** What a frame is taken apart into. */
export interface FrameReader {
  /** A well-formed message; `value` is not yet checked against its type. */
  message(id: number, serverUs: number, typeId: number, value: unknown): void;
  /** Something else, or bytes that are no MessagePack; what stood before it has been read. */
  bad(detail: string): void;
}

/** Takes a binary frame apart. Never throws on what the frame holds; what `reader` throws passes through. */
export function decodeFrame(frame: Uint8Array, reader: FrameReader): void {
  const messages = decoder.decodeMulti(frame);
  for (;;) {
    let next: IteratorResult<unknown, void>;
    try {
      next = messages.next();
    } catch (error) {
      reader.bad(error instanceof Error ? error.message : String(error));
      return;
    }
    if (next.done === true) return;
    const parts: unknown = next.value;
    if (!isArray(parts) || parts.length !== 4) {
      reader.bad('not an array of four');
      continue;
    }
    // By index: taking an array apart by its iterator costs as much as decoding it.
    const id = parts[0];
    const serverUs = parts[1];
    const typeId = parts[2];
    if (typeof id !== 'number' || typeof serverUs !== 'number' || typeof typeId !== 'number')
      reader.bad('id, time and type must be numbers');
    else if (!Number.isInteger(id) || !Number.isFinite(serverUs))
      reader.bad('id or time is no integer');
    else reader.message(id, serverUs, typeId, parts[3]);
  }
}

/** Most elements, and bytes of one text, of a message within a value; what is larger is not worth reading. */
const largestPart = 4096;
const partDecoder = new Decoder({
  maxArrayLength: largestPart,
  maxMapLength: largestPart,
  maxStrLength: largestPart,
  maxBinLength: largestPart,
  maxExtLength: largestPart,
});

/** The MessagePack message that a value of type `msgpack` holds; undefined where it holds none, or a huge one. */
export function decodePart(bytes: Uint8Array): unknown {
  try {
    return partDecoder.decode(bytes);
  } catch {
    // Expected: whoever is on the network may have sent it.
    return undefined;
  }
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
