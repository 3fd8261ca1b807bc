import type { NumberAt, StructLayout } from './layout.ts';

/**
 * The numbers of a struct, little endian, by their paths; true is 1, false 0. A whole number beyond 2⁵³ is given to the
 * precision of a double.
 * @returns in words what is wrong where the bytes are not as many as the struct has.
 */
export function readNumbers(
  { bytes: size, numbers }: StructLayout,
  bytes: Uint8Array,
): ReadonlyMap<string, number> | string {
  if (bytes.length !== size) return `${bytes.length} bytes, where its schema has ${size}`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Map(numbers.map((number) => [number.path, readNumber(view, number)]));
}

function readNumber(view: DataView, at: NumberAt): number {
  const { kind, offset, bytes, bits } = at;
  if (kind === 'float')
    return bytes === 4 ? view.getFloat32(offset, true) : view.getFloat64(offset, true);
  if (kind === 'bool' && bits === null) return view.getUint8(offset) === 0 ? 0 : 1;
  const { shift, width } = bits ?? { shift: 0, width: bytes * 8 };
  const raw = wholeOf(view, offset, bytes) >> BigInt(shift);
  return Number(kind === 'int' ? BigInt.asIntN(width, raw) : BigInt.asUintN(width, raw));
}

function wholeOf(view: DataView, offset: number, bytes: NumberAt['bytes']): bigint {
  switch (bytes) {
    case 1:
      return BigInt(view.getUint8(offset));
    case 2:
      return BigInt(view.getUint16(offset, true));
    case 4:
      return BigInt(view.getUint32(offset, true));
    case 8:
      return view.getBigUint64(offset, true);
  }
}
