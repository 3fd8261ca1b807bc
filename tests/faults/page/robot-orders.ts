/** How a robot in a process of its own is to be; given as its argument, as JSON. */
export interface RobotChoice {
  /** 0 for any. */
  readonly port: number;
  /** How often this robot has booted before: its shots of each boot have names of their own. */
  readonly boots: number;
  /** Seed of the order of topic ids. */
  readonly permuteIds?: number;
  /** What its clock shows at first, µs. */
  readonly clockUs?: number;
  /** How many of its coefficients it does not offer. */
  readonly missing?: number;
  /** Offers its coefficients as `float`, and not as `double`. */
  readonly floats?: boolean;
}

/** What is done to that robot. Each order is answered by `done` once it is carried out. */
export type Order =
  | { readonly do: 'shoot'; readonly everyMs: number | null }
  | { readonly do: 'freeze' | 'refuse' | 'hang-handshake'; readonly on: boolean }
  | { readonly do: 'strand' | 'hang-up' | 'talk-nonsense' | 'let-another-write' }
  | { readonly do: 'jump'; readonly us: number }
  | { readonly do: 'slow'; readonly delayMs: number; readonly stallMs: number };

/** What that robot tells. Times are of the wall clock, ms since 1970. */
export type Told =
  | { readonly said: 'listening'; readonly port: number }
  | { readonly said: 'done' }
  | {
      readonly said: 'shot';
      readonly key: string;
      readonly hit: boolean;
      readonly distanceM: number;
      readonly atMs: number;
    }
  /** Robot code read a value of a coefficient, with that stamp. */
  | {
      readonly said: 'read';
      readonly topic: string;
      readonly value: number;
      readonly us: number;
      readonly atMs: number;
    };
