import { bitsFault, meantType, primitiveOf, type Primitive } from './primitive.ts';
import { nameFault, parseSchema, type Declaration } from './schema.ts';

/** Where one number of a struct stands. */
export interface NumberAt {
  /** Names of the fields on the way to it, as `pose.translation.x` or `speeds[2]`. */
  readonly path: string;
  readonly kind: Exclude<Primitive['kind'], 'char'>;
  /** From the beginning of the struct, bytes. */
  readonly offset: number;
  readonly bytes: Primitive['bytes'];
  /** The bits of a bit-field, counted from the lowest; null for all of them. */
  readonly bits: { readonly shift: number; readonly width: number } | null;
  /** What the numbers of an enumeration are called. */
  readonly meanings: ReadonlyMap<number, string>;
}

/** How a struct lies in its bytes. Characters take their place, but are no numbers. */
export interface StructLayout {
  readonly bytes: number;
  readonly numbers: readonly NumberAt[];
}

/** A layout; or the struct whose schema is not known yet; or in words why there can be none. */
export type LayoutOutcome =
  | { readonly kind: 'layout'; readonly layout: StructLayout }
  | { readonly kind: 'missing'; readonly struct: string }
  | { readonly kind: 'fault'; readonly fault: string };

/** Structs within structs, at most: WPILib's own go four deep. */
const deepest = 32;
/** Numbers in one struct, at most: more is no shot, and a short schema can ask for billions. */
const mostNumbers = 4096;
/** The largest value that a server sends, bytes. */
const largest = 2 * 1024 * 1024;

/** The layout of a struct. @param schemas texts of the known schemas, by the name of the struct. */
export function layoutOf(struct: string, schemas: ReadonlyMap<string, string>): LayoutOutcome {
  return new Layouts(schemas).of(struct, []);
}

/** A robot may tell a schema by the struct's name alone and use it with its package, or the other way round: where only one is meant, it is that one. */
function schemaOf(struct: string, schemas: ReadonlyMap<string, string>): string | undefined {
  const exact = schemas.get(struct);
  if (exact !== undefined) return exact;
  const alike = [...schemas].filter(([name]) => simpleName(name) === simpleName(struct));
  return alike.length === 1 ? alike[0]![1] : undefined;
}

/** The name without its package. */
const simpleName = (struct: string): string => struct.slice(struct.search(/[^.:$]*$/));

/** Lays structs out, each once, however often it is used. */
class Layouts {
  readonly #schemas: ReadonlyMap<string, string>;
  readonly #known = new Map<string, StructLayout>();

  constructor(schemas: ReadonlyMap<string, string>) {
    this.#schemas = schemas;
  }

  /** @param within the structs that this one is a part of, outermost first. */
  of(struct: string, within: readonly string[]): LayoutOutcome {
    const known = this.#known.get(struct);
    if (known !== undefined) return { kind: 'layout', layout: known };
    const unusable = nameFault(struct);
    if (unusable !== null) return fault(unusable);
    if (within.includes(struct))
      return fault(`${struct} is a part of itself: ${[...within, struct].join(', ')}`);
    if (within.length >= deepest) return fault(`structs more than ${deepest} deep in each other`);
    const schema = schemaOf(struct, this.#schemas);
    const holder = within.at(-1);
    const meant = holder === undefined || schema !== undefined ? null : meantType(struct);
    if (meant !== null)
      return fault(`in the schema of ${holder}, ${struct} is no type: use ${meant}`);
    if (schema === undefined) return { kind: 'missing', struct };
    const parsed = parseSchema(schema);
    if (!parsed.ok) return fault(`in the schema of ${struct}, ${parsed.fault}`);
    const outcome = this.#place(struct, parsed.value, [...within, struct]);
    if (outcome.kind === 'layout') this.#known.set(struct, outcome.layout);
    return outcome;
  }

  #place(
    struct: string,
    declarations: readonly Declaration[],
    within: readonly string[],
  ): LayoutOutcome {
    const numbers: NumberAt[] = [];
    const place = new Place();
    for (const declaration of declarations) {
      const { type, bits, count, name, meanings } = declaration;
      const primitive = primitiveOf(type);
      if (bits !== null) {
        const wrong = primitive === undefined ? `${type} is a struct` : bitsFault(primitive, bits);
        if (primitive === undefined || wrong !== null)
          return fault(`in the schema of ${struct}, ${name}:${bits} can't be: ${wrong}`);
        const at = place.ofBits(primitive, bits);
        if (primitive.kind !== 'char')
          numbers.push({ path: name, kind: primitive.kind, meanings, ...at });
        continue;
      }
      const inner: LayoutOutcome =
        primitive === undefined
          ? this.of(type, within)
          : { kind: 'layout', layout: alone(primitive, meanings) };
      if (inner.kind !== 'layout') return inner;
      const { layout } = inner;
      const begin = place.ofBytes(layout.bytes * (count ?? 1));
      if (numbers.length + layout.numbers.length * (count ?? 1) > mostNumbers)
        return fault(`${struct} has more than ${mostNumbers} numbers`);
      if (place.bytes > largest) return fault(`${struct} has more than ${largest} bytes`);
      if (layout.numbers.length === 0) continue;
      for (let i = 0; i < (count ?? 1); i++)
        for (const number of layout.numbers)
          numbers.push({
            ...number,
            path: joined(count === null ? name : `${name}[${i}]`, number.path),
            offset: begin + i * layout.bytes + number.offset,
          });
    }
    return { kind: 'layout', layout: { bytes: place.bytes, numbers } };
  }
}

/** A value of its own, without a name. */
function alone({ kind, bytes }: Primitive, meanings: ReadonlyMap<number, string>): StructLayout {
  const numbers: readonly NumberAt[] =
    kind === 'char' ? [] : [{ path: '', kind, offset: 0, bytes, bits: null, meanings }];
  return { bytes, numbers };
}

const joined = (outer: string, inner: string): string =>
  inner === '' ? outer : `${outer}.${inner}`;

/**
 * How far a struct is laid out. Neighbouring bit-fields of equal size share their bytes from the lowest bit on, as long
 * as they fit; a bool joins those of any size (WPILib, "Raw struct serialization": bit-field packing).
 */
class Place {
  #offset = 0;
  /** Of the bit-fields that are under way; 0 when none are. */
  #unit: Primitive['bytes'] | 0 = 0;
  #shift = 0;

  /** So far, bytes. */
  get bytes(): number {
    return this.#offset + this.#unit;
  }

  ofBytes(bytes: number): number {
    this.#endBits();
    const offset = this.#offset;
    this.#offset += bytes;
    return offset;
  }

  ofBits({ kind, bytes }: Primitive, width: number): Pick<NumberAt, 'offset' | 'bytes' | 'bits'> {
    const fits = this.#unit !== 0 && this.#shift + width <= this.#unit * 8;
    if (!fits || (kind !== 'bool' && bytes !== this.#unit)) {
      this.#endBits();
      this.#unit = bytes;
    }
    const shift = this.#shift;
    this.#shift += width;
    return { offset: this.#offset, bytes: this.#unit || bytes, bits: { shift, width } };
  }

  #endBits(): void {
    this.#offset += this.#unit;
    this.#unit = 0;
    this.#shift = 0;
  }
}

function fault(words: string): LayoutOutcome {
  return { kind: 'fault', fault: words };
}
