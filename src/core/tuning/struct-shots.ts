import { layoutOf, type LayoutOutcome, type StructLayout } from '../wpi-struct/layout.ts';
import { readNumbers } from '../wpi-struct/read.ts';
import { quoted } from '../wpi-struct/schema.ts';
import type { IncomingShot } from './incoming-shot.ts';
import { mapped, metresIn, readBy, type StructSource } from './named-source.ts';
import { Newcomers, type Visit } from './visit.ts';

/** Shots that wait for their schema, at most; a robot sends it at once. */
const mostWaiting = 100;

/** What became of a value: its shots, and in words what could not be read. */
export interface StructTold {
  readonly shots: readonly IncomingShot[];
  readonly faults: readonly string[];
}

interface Value {
  readonly bytes: Uint8Array;
  readonly serverUs: number;
  readonly recovered: boolean;
  readonly boot: string;
}

const nothing: StructTold = { shots: [], faults: [] };
const prefix = 'struct:';

/** The struct that a topic of this type holds; null where it holds no single one. */
export function structOf(type: string): string | null {
  return type.startsWith(prefix) && !type.endsWith('[]') ? type.slice(prefix.length) : null;
}

/**
 * Shots that a robot tells by a struct of its own. Schemas and values may come in any order; those of a connection
 * count no longer than it lasts, for the robot's code may be another one after it.
 */
export class StructShots {
  readonly #source: StructSource;
  readonly #newcomers = new Newcomers();
  readonly #schemas = new Map<string, string>();
  #struct = '';
  #waiting: Value[] = [];
  /** Null where it has to be looked at anew. */
  #outcome: LayoutOutcome | null = null;

  constructor(source: StructSource) {
    this.#source = source;
  }

  /** The struct whose schema the values wait for; null while none does. */
  get missing(): string | null {
    return this.#waiting.length > 0 && this.#outcome?.kind === 'missing'
      ? this.#outcome.struct
      : null;
  }

  visit(visit: Visit): void {
    this.#newcomers.visit(visit);
    this.#schemas.clear();
    this.#outcome = null;
    if (visit.kind === 'rebooted') this.#waiting = [];
  }

  /** The robot tells the schema of a struct. */
  hearSchema(struct: string, text: string): StructTold {
    if (this.#schemas.get(struct) === text) return nothing;
    this.#schemas.set(struct, text);
    this.#outcome = null;
    return this.#read();
  }

  /**
   * The topic has a value.
   * @param type its announced type, as `struct:Shot`.
   * @param serverUs robot clock at which it was set, µs: names the shot.
   */
  hearValue(type: string, value: unknown, serverUs: number): StructTold {
    const met = this.#newcomers.meet(serverUs);
    if (met === null) return nothing;
    const struct = structOf(type);
    if (struct === null || !(value instanceof Uint8Array))
      return { shots: [], faults: [`its type is ${quoted(type)}, and not that of one struct`] };
    if (struct !== this.#struct) {
      this.#struct = struct;
      this.#outcome = null;
      this.#waiting = [];
    }
    this.#waiting = [...this.#waiting.slice(1 - mostWaiting), { bytes: value, serverUs, ...met }];
    return this.#read();
  }

  #read(): StructTold {
    if (this.#waiting.length === 0) return nothing;
    this.#outcome ??= layoutOf(this.#struct, this.#schemas);
    if (this.#outcome.kind === 'missing') return nothing;
    const values = this.#waiting;
    this.#waiting = [];
    if (this.#outcome.kind === 'fault') return { shots: [], faults: [this.#outcome.fault] };
    const { layout } = this.#outcome;
    const faults = new Set<string>();
    const shots: IncomingShot[] = [];
    for (const value of values) {
      const shot = this.#shot(layout, value);
      if (typeof shot === 'string') faults.add(shot);
      else shots.push(shot);
    }
    if (shots.length > 0) for (const fault of this.#unmapped(layout)) faults.add(fault);
    const { distance } = this.#source.mapping;
    const isMapped = layout.numbers.some(({ path }) => path === distance);
    if (isMapped && shots.some(({ distanceM }) => distanceM === null))
      faults.add(`nobody knows the unit of ${quoted(distance ?? '')}: choose it in Setup`);
    return { shots, faults: [...faults] };
  }

  #shot(layout: StructLayout, { bytes, serverUs, recovered, boot }: Value): IncomingShot | string {
    const numbers = readNumbers(layout, bytes);
    if (typeof numbers === 'string') return `it has ${numbers}`;
    const { mapping, topic } = this.#source;
    return {
      ...mapped(mapping, numbers, (from, told) => metresIn(mapping, from, told)),
      key: `struct-${boot}-${serverUs}-${topic}`,
      source: 'struct',
      serverUs,
      used: null,
      recovered,
    };
  }

  #unmapped({ numbers }: StructLayout): readonly string[] {
    return readBy(this.#source.mapping)
      .filter((from) => !numbers.some(({ path }) => path === from))
      .map((from) => `${this.#struct} has no number ${quoted(from)}`);
  }
}
