/** A value of a struct, to be written: a number, a struct, or an array of them. */
export type Written = number | bigint | readonly Written[] | { readonly [name: string]: Written };

/** A field of a struct, to be written. */
export interface FieldToWrite {
  readonly name: string;
  /** A primitive, or the fields of a struct. */
  readonly type: string;
  readonly struct?: readonly FieldToWrite[];
  readonly count?: number;
  readonly bits?: number;
}

const sizes: Readonly<Record<string, number>> = {
  bool: 1,
  char: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  float: 4,
  float32: 4,
  double: 8,
  float64: 8,
};

/** The text of a schema with these fields. */
export function schemaText(fields: readonly FieldToWrite[]): string {
  return fields
    .map(({ name, type, count, bits }) => {
      const extent = bits !== undefined ? `:${bits}` : count !== undefined ? `[${count}]` : '';
      return `${type} ${name}${extent}`;
    })
    .join(';');
}

/** Writes a struct as WPILib does, bit by bit and with nothing in common with what reads it. */
export function writeStruct(
  fields: readonly FieldToWrite[],
  values: Readonly<Record<string, Written>>,
): number[] {
  const bytes: number[] = [];
  const unit = { size: 0, used: 0, value: 0n };
  const endUnit = (): void => {
    bytes.push(...littleEndian(unit.value, unit.size));
    Object.assign(unit, { size: 0, used: 0, value: 0n });
  };
  for (const { name, type, struct, count, bits } of fields) {
    const value = values[name]!;
    if (bits !== undefined) {
      const size = sizes[type]!;
      const fits = unit.used + bits <= unit.size * 8;
      if (!fits || (type !== 'bool' && unit.size !== size)) {
        endUnit();
        unit.size = size;
      }
      const mask = (1n << BigInt(bits)) - 1n;
      unit.value |= (BigInt(value as number | bigint) & mask) << BigInt(unit.used);
      unit.used += bits;
      continue;
    }
    endUnit();
    for (const item of count === undefined ? [value] : (value as readonly Written[]))
      if (struct !== undefined)
        bytes.push(...writeStruct(struct, item as Readonly<Record<string, Written>>));
      else bytes.push(...writePrimitive(type, item as number | bigint));
  }
  endUnit();
  return bytes;
}

function writePrimitive(type: string, value: number | bigint): number[] {
  const size = sizes[type]!;
  if (type.startsWith('float') || type === 'double') {
    const floats =
      size === 4 ? new Float32Array([Number(value)]) : new Float64Array([Number(value)]);
    return [...new Uint8Array(floats.buffer)];
  }
  return littleEndian(BigInt(value), size);
}

function littleEndian(value: bigint, size: number): number[] {
  return Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}
