import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { layoutOf, type StructLayout } from '../../../src/core/wpi-struct/layout.ts';
import { readNumbers } from '../../../src/core/wpi-struct/read.ts';
import { parseSchema } from '../../../src/core/wpi-struct/schema.ts';
import {
  schemaText,
  writeStruct,
  type FieldToWrite,
  type Written,
} from '../../robot/struct-writer.ts';

const wpilib: Readonly<Record<string, string>> = {
  Rotation2d: 'double value',
  Translation2d: 'double x;double y',
  Pose2d: 'Translation2d translation;Rotation2d rotation',
};

function outcomeOf(struct: string, schemas: Readonly<Record<string, string>>) {
  return layoutOf(struct, new Map(Object.entries(schemas)));
}
function layout(struct: string, schemas: Readonly<Record<string, string>>): StructLayout {
  const outcome = outcomeOf(struct, schemas);
  if (outcome.kind !== 'layout') throw new Error(JSON.stringify(outcome));
  return outcome.layout;
}
function read(schema: string, bytes: readonly number[]) {
  const numbers = readNumbers(layout('S', { S: schema, ...wpilib }), Uint8Array.from(bytes));
  return typeof numbers === 'string' ? numbers : Object.fromEntries(numbers);
}
const doubles = (...values: readonly number[]): number[] => [
  ...new Uint8Array(new Float64Array(values).buffer),
];

describe('a struct', () => {
  test('within others is read by the names on the way', () => {
    const shot = 'Pose2d pose;double distance;bool hit';
    expect(read(shot, [...doubles(1, 2, 0.5, 3.25), 1])).toEqual({
      'pose.translation.x': 1,
      'pose.translation.y': 2,
      'pose.rotation.value': 0.5,
      distance: 3.25,
      hit: 1,
    });
  });

  test('may have arrays, of numbers and of structs, and characters between', () => {
    expect(
      read('char name[3]; Translation2d at[2]; uint8 n[2];', [
        65,
        66,
        67,
        ...doubles(1, 2, 3, 4),
        5,
        6,
      ]),
    ).toEqual({ 'at[0].x': 1, 'at[0].y': 2, 'at[1].x': 3, 'at[1].y': 4, 'n[0]': 5, 'n[1]': 6 });
  });

  test('may begin in the middle of a buffer', () => {
    const bytes = Uint8Array.from([9, 9, 9, 7, 9]).subarray(3, 4);
    expect(readNumbers(layout('S', { S: 'uint8 n' }), bytes)).toEqual(new Map([['n', 7]]));
  });

  test.each([
    ['enum {low=0, hit=1} int8 result', 'result'],
    ['enum{ low = 0 , hit = 1 , } int8 result ;', 'result'],
    ['{low=0,hit=1}\n\tint8   result', 'result'],
  ])('has words for the numbers of an enumeration: %s', (schema, path) => {
    const [number] = layout('S', { S: schema }).numbers;
    expect(number).toMatchObject({ path, kind: 'int', bytes: 1 });
    expect([...number!.meanings]).toEqual([
      [0, 'low'],
      [1, 'hit'],
    ]);
  });

  // From the specification's section on bit-field packing.
  test.each<[string, number, string]>([
    ['int8 a:4; int16 b:4', 3, 'types of another size begin anew'],
    ['int16 a:10; int16 b:6', 2, 'both fit in one'],
    ['int16 a:10; int16 b:7', 4, 'the second does not fit'],
    ['int32 a:1; uint32 b:2; bool c:1', 4, 'a bool joins any'],
    ['uint8 a:8; bool b:1', 2, 'a bool that does not fit has a byte of its own'],
    ['bool a:1; int8 b:5', 1, 'a bool is of the size of an int8'],
    ['int8 a:4; double x; int8 b:4', 10, 'what stands between ends them'],
  ])('packs bit-fields: %s has %i bytes: %s', (schema, bytes) => {
    expect(layout('S', { S: schema }).bytes).toBe(bytes);
  });

  test('reads bit-fields from the lowest bit on, negative ones too', () => {
    expect(read('uint8 a:3; int8 b:4; bool c:1', [0b1_1110_101])).toEqual({ a: 5, b: -2, c: 1 });
  });
});

describe('any struct', () => {
  const whole = (bits: number, signed: boolean) =>
    signed
      ? fc.bigInt(-(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n)
      : fc.bigInt(0n, (1n << BigInt(bits)) - 1n);
  const valueOf: Readonly<Record<string, fc.Arbitrary<number | bigint>>> = {
    bool: fc.constantFrom(0, 1),
    int8: whole(8, true),
    int16: whole(16, true),
    int32: whole(32, true),
    int64: whole(64, true),
    uint8: whole(8, false),
    uint16: whole(16, false),
    uint32: whole(32, false),
    uint64: whole(64, false),
    float: fc.float(),
    float32: fc.float(),
    double: fc.double(),
    float64: fc.double(),
  };

  interface Drawn {
    readonly field: FieldToWrite;
    readonly value: Written;
    /** What is to be read, by the path below the field. */
    readonly numbers: readonly (readonly [string, number])[];
  }
  const plain = fc
    .constantFrom(...Object.keys(valueOf))
    .chain((type) =>
      fc.tuple(
        fc.constant(type),
        fc.array(valueOf[type]!, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
      ),
    )
    .map(([type, values, isArray]): Drawn => {
      const field = { name: '', type, ...(isArray ? { count: values.length } : {}) };
      return isArray
        ? { field, value: values, numbers: values.map((v, i) => [`[${i}]`, Number(v)]) }
        : { field, value: values[0]!, numbers: [['', Number(values[0]!)]] };
    });
  const bitField = fc
    .constantFrom('bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64')
    .chain((type) => {
      const most = type === 'bool' ? 1 : Number(/\d+/.exec(type)![0]);
      return fc.integer({ min: 1, max: most }).chain((bits) =>
        whole(bits, type.startsWith('int')).map((value): Drawn => ({
          field: { name: '', type, bits },
          value,
          numbers: [['', Number(value)]],
        })),
      );
    });
  interface DrawnStruct {
    readonly fields: readonly FieldToWrite[];
    readonly value: Readonly<Record<string, Written>>;
    readonly numbers: readonly (readonly [string, number])[];
  }
  const structOf = (drawn: readonly Drawn[]): DrawnStruct => ({
    fields: drawn.map(({ field }, i) => ({ ...field, name: `f${i}` })),
    value: Object.fromEntries(drawn.map(({ value }, i) => [`f${i}`, value])),
    numbers: drawn.flatMap(({ numbers }, i) =>
      numbers.map(([path, number]) => [`f${i}${path}`, number] as const),
    ),
  });
  const { anyStruct } = fc.letrec<{ anyStruct: DrawnStruct; nested: Drawn }>((tie) => ({
    anyStruct: fc
      .array(
        fc.oneof({ depthSize: 'small', withCrossShrink: true }, plain, bitField, tie('nested')),
        {
          maxLength: 6,
        },
      )
      .map(structOf),
    nested: tie('anyStruct').map(({ fields, value, numbers }): Drawn => ({
      field: { name: '', type: '', struct: fields },
      value,
      numbers: numbers.map(([path, number]) => [`.${path}`, number] as const),
    })),
  }));

  /** Every struct within gets a name and a schema of its own. */
  function schemasOf(fields: readonly FieldToWrite[], schemas: Map<string, string>): string {
    const named = fields.map((field) =>
      field.struct === undefined ? field : { ...field, type: schemasOf(field.struct, schemas) },
    );
    const name = `S${schemas.size}`;
    schemas.set(name, schemaText(named));
    return name;
  }

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(anyStruct, ({ fields, value, numbers }) => {
        const schemas = new Map<string, string>();
        const outcome = layoutOf(schemasOf(fields, schemas), schemas);
        if (outcome.kind !== 'layout') throw new Error(JSON.stringify(outcome));
        const bytes = Uint8Array.from(writeStruct(fields, value));
        expect(outcome.layout.bytes).toBe(bytes.length);
        const told = readNumbers(outcome.layout, bytes);
        expect(told).toEqual(new Map(numbers));
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  test('gives numbers or a sentence, whatever the schema and the bytes', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            'double',
            'S',
            'T',
            'int8',
            ' ',
            ';',
            '{',
            '}',
            'a',
            'b',
            '[',
            ']',
            ':',
            '3',
            '=',
            ',',
            'enum',
          ),
          { maxLength: 30 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(noise, noise, fc.uint8Array({ maxLength: 40 }), (first, second, bytes) => {
        const outcome = outcomeOf('S', { S: first, T: second });
        if (outcome.kind === 'layout') readNumbers(outcome.layout, bytes);
        else expect(Object.values(outcome).every((words) => words.length > 0)).toBe(true);
      }),
      { seed: 5, numRuns: 1000 },
    );
  });
});

describe('a schema that makes no sense', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['refers to itself', { S: 'double x;S s' }, /S is a part of itself/],
    ['refers to itself by others', { S: 'T t', T: 'U u[2]', U: 'S s' }, /itself: S, T, U, S/],
    ['has a field without a type', { S: 'x' }, /"x" is no declaration/],
    ['has two fields of one name', { S: 'int8 x;double x' }, /two fields are called x/],
    ['has an array without a length', { S: 'double x[0]' }, /array of no possible length/],
    ['has an array of bit-fields', { S: 'int8 x:3[2]' }, /no declaration/],
    ['has bit-fields of doubles', { S: 'double x:3' }, /only whole numbers/],
    ['has bit-fields of structs', { S: 'T x:3', T: '' }, /T is a struct/],
    ['has bits that the type has not', { S: 'int8 x:9' }, /1 to 8 bits wide, not 9/],
    ['has a bool of two bits', { S: 'bool x:2' }, /1 bit wide/],
    ['has a broken enumeration', { S: 'enum {a=x} int8 x' }, /"a=x" is no value/],
    ['has an endless name', { S: `double ${'x'.repeat(10_000)}` }, /a name of 10000 characters/],
    ['is endless', { S: 'double x;'.repeat(10_000) }, /a schema of 90000 characters/],
    ['has too many numbers', { S: 'double x[5000]' }, /more than 4096 numbers/],
    ['has too many bytes', { S: 'char x[99999999999]' }, /more than 2097152 bytes/],
  ])('is told in words: it %s', (_, schemas, words) => {
    const outcome = outcomeOf('S', schemas);
    expect(outcome.kind).toBe('fault');
    expect(outcome).toMatchObject({ fault: expect.stringMatching(words) as string });
  });

  test('is told in words, and soon, where it doubles with each of its structs', () => {
    const doubling = (innermost: string) =>
      Object.fromEntries(
        Array.from({ length: 31 }, (_, i) => [
          `S${i}`,
          i === 30 ? innermost : `S${i + 1} a;S${i + 1} b`,
        ]),
      );
    expect(outcomeOf('S0', doubling('double x'))).toMatchObject({ kind: 'fault' });
    expect(outcomeOf('S0', doubling('char x'))).toMatchObject({ kind: 'fault' });
    expect(outcomeOf('S0', doubling(''))).toMatchObject({ kind: 'layout' });
  });

  test('is told in words where its structs are endlessly deep', () => {
    const deep = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`S${i}`, `S${i + 1} s`]),
    );
    expect(outcomeOf('S0', deep)).toEqual({
      kind: 'fault',
      fault: 'structs more than 32 deep in each other',
    });
  });

  test('is told in words where white space has no end', () => {
    expect(parseSchema(`double${' '.repeat(60_000)}!`)).toMatchObject({ ok: false });
  });

  test('names the type that nobody knows', () => {
    expect(outcomeOf('S', { S: 'Pose9d pose' })).toEqual({ kind: 'missing', struct: 'Pose9d' });
  });

  test('is not read by its bytes where they are not as many', () => {
    expect(read('double x', doubles(1, 2))).toBe('16 bytes, where its schema has 8');
    expect(read('double x', [])).toBe('0 bytes, where its schema has 8');
  });
});

describe('a struct of robot code in another language', () => {
  test.each([
    ['int', 'int32'],
    ['long', 'int64'],
    ['byte', 'int8'],
    ['boolean', 'bool'],
  ])('with the type %s is told to use %s', (type, meant) => {
    expect(outcomeOf('Shot', { Shot: `${type} count;double distance` })).toEqual({
      kind: 'fault',
      fault: `in the schema of Shot, ${type} is no type: use ${meant}`,
    });
  });

  test('may have a struct that is called like one of those types', () => {
    const { numbers } = layout('Shot', { Shot: 'byte first', byte: 'uint8 value' });
    expect(numbers.map(({ path }) => path)).toEqual(['first.value']);
  });

  test.each(['frc.robot.Shot', 'team::Shot', 'Shooter$Shot', 'my-shot', 'Shot 2'])(
    'may be called %s',
    (name) => {
      expect(layout(name, { [name]: 'double distance' }).bytes).toBe(8);
    },
  );

  test('is found by its simple name where its package stands on one side only, and one is meant', () => {
    expect(layout('frc.robot.Shot', { Shot: 'double d' }).bytes).toBe(8);
    expect(layout('S', { S: 'geo.Point at', Point: 'float x;float y' }).bytes).toBe(8);
    expect(outcomeOf('Shot', { 'a.Shot': 'double d', 'b.Shot': 'float d' })).toEqual({
      kind: 'missing',
      struct: 'Shot',
    });
  });
});
