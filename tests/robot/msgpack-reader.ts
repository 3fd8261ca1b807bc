/** The bytes were not what the server expected; its message is the reason that ntcore gives. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
}

/** What comes next is of another kind, or out of its range. */
const wrongKind = (): DecodeError => new DecodeError('mpack_error_type');
/** The message is cut short. */
const cutShort = (): DecodeError => new DecodeError('mpack_error_invalid');

/**
 * Reads MessagePack one expected thing at a time.
 * Unlike a general decoder it can tell an integer from a float, which decides whether ntcore hangs up.
 * Every method throws `DecodeError` when the next thing is of another kind, or cut short.
 */
export class MsgpackReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.byteLength;
  }

  /** The head of an array of exactly so many. */
  arrayOf(length: number): void {
    if (this.arrayLength() !== length) throw wrongKind();
  }

  arrayLength(): number {
    const tag = this.#tag();
    if (tag >= 0x90 && tag <= 0x9f) return tag & 0x0f;
    if (tag === 0xdc) return this.#view.getUint16(this.#take(2));
    if (tag === 0xdd) return this.#view.getUint32(this.#take(4));
    throw wrongKind();
  }

  /** From −2^63 to 2^63 − 1. */
  integer(): number | bigint {
    const value = this.#integerAfter(this.#tag());
    if (value === null || value > largestInt64) throw wrongKind();
    return value;
  }

  /** From −2^31 to 2^31 − 1. */
  int32(): number {
    const value = this.integer();
    if (typeof value === 'bigint' || value > 2 ** 31 - 1 || value < -(2 ** 31)) throw wrongKind();
    return value;
  }

  /** A float of either width, or an integer. */
  number(): number {
    const tag = this.#tag();
    if (tag === 0xca) return this.#view.getFloat32(this.#take(4));
    if (tag === 0xcb) return this.#view.getFloat64(this.#take(8));
    const value = this.#integerAfter(tag);
    if (value === null) throw wrongKind();
    return Number(value);
  }

  boolean(): boolean {
    const tag = this.#tag();
    if (tag === 0xc2) return false;
    if (tag === 0xc3) return true;
    throw wrongKind();
  }

  string(): string {
    const tag = this.#tag();
    const length = tag >= 0xa0 && tag <= 0xbf ? tag & 0x1f : this.#length(tag, [0xd9, 0xda, 0xdb]);
    const start = this.#take(length);
    return new TextDecoder().decode(this.#bytes.subarray(start, start + length));
  }

  binary(): Uint8Array {
    const length = this.#length(this.#tag(), [0xc4, 0xc5, 0xc6]);
    const start = this.#take(length);
    return new Uint8Array(this.#bytes.subarray(start, start + length));
  }

  #integerAfter(tag: number): number | bigint | null {
    if (tag <= 0x7f) return tag;
    if (tag >= 0xe0) return tag - 0x100;
    switch (tag) {
      case 0xcc:
        return this.#view.getUint8(this.#take(1));
      case 0xcd:
        return this.#view.getUint16(this.#take(2));
      case 0xce:
        return this.#view.getUint32(this.#take(4));
      case 0xcf:
        return narrow(this.#view.getBigUint64(this.#take(8)));
      case 0xd0:
        return this.#view.getInt8(this.#take(1));
      case 0xd1:
        return this.#view.getInt16(this.#take(2));
      case 0xd2:
        return this.#view.getInt32(this.#take(4));
      case 0xd3:
        return narrow(this.#view.getBigInt64(this.#take(8)));
      default:
        return null;
    }
  }

  #length(tag: number, tags: readonly [number, number, number]): number {
    if (tag === tags[0]) return this.#view.getUint8(this.#take(1));
    if (tag === tags[1]) return this.#view.getUint16(this.#take(2));
    if (tag === tags[2]) return this.#view.getUint32(this.#take(4));
    throw wrongKind();
  }

  #tag(): number {
    return this.#view.getUint8(this.#take(1));
  }

  /** Moves on by `count` bytes and returns where they begin. */
  #take(count: number): number {
    const start = this.#at;
    if (start + count > this.#bytes.byteLength) throw cutShort();
    this.#at = start + count;
    return start;
  }
}

const largestInt64 = 2n ** 63n - 1n;

/** A number where that is exact. */
const narrow = (value: bigint): number | bigint =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
