import type { Role } from '../../../src/core/aim/family/role.ts';
import type { ModelKind } from '../../../src/core/bayes-opt/request.ts';

/** One coefficient as a method is told of it. */
export interface Told {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly default: number;
  readonly type: 'real' | 'int';
  readonly log: boolean;
  readonly role?: Role;
  /** Of a knot of a lookup table: the distance it stands at, m. */
  readonly at?: number;
}

/** What a method is told before the first shot; also the `init` line of the JSON-lines protocol. */
export interface Init {
  readonly seed: number;
  readonly space: readonly Told[];
  readonly context: readonly {
    readonly name: string;
    readonly low: number;
    readonly high: number;
  }[];
  readonly observation: 'binary' | 'side' | 'error' | 'real';
  readonly budget: number;
  readonly goal?: {
    readonly height: number;
    readonly halfOpening: number;
    readonly distance: readonly [number, number];
  };
}

/** What one shot told; also the `observe` line. */
export interface Observation {
  readonly context: Readonly<Record<string, number>>;
  readonly hit?: boolean;
  /** −1 low, 0 hit, 1 high. */
  readonly side?: number;
  /** Signed miss, m. */
  readonly error?: number;
  /** Larger is better. */
  readonly value?: number;
}

/** A method's own view of what it recommends. */
export interface Assessment {
  /** 90 % interval of the recommendation's hit rate, and of the default's. */
  readonly best: readonly [number, number];
  readonly start: readonly [number, number];
  /** Whether it advises to stop. */
  readonly stops: boolean;
}

/** What is compared: suggests, is told, recommends. */
export interface Method {
  suggest(): readonly number[];
  observe(x: readonly number[], observation: Observation): void;
  /** May be asked at any time, and changes nothing. */
  recommend(): readonly number[];
  /** Whose word the next suggestion is; methods with one model have nothing to say. */
  speaker?(): ModelKind;
  /** What it believes of its recommendation; methods without a posterior have nothing to say. */
  assess?(): Assessment;
}
