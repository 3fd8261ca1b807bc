import type { NamedSource } from '../../core/tuning/named-source.ts';
import type { RobotLink, Unsubscribe } from '../robot-link.ts';
import type { Ticker } from '../ticker.ts';
import { eventSource } from './event.ts';
import type { ShotEars } from './shot-source.ts';
import { structSource } from './struct.ts';

/** What named sources are read with. */
export interface NamedSourcesParts {
  readonly link: RobotLink;
  readonly ticker: Ticker;
  readonly ears: ShotEars;
  /** A clock that goes on while the computer sleeps, ms. */
  readonly wallMs?: () => number;
}

/** Reads the ways in that the operator has named, and goes on with those that a change of them leaves as they were. */
export class NamedSources {
  readonly #parts: NamedSourcesParts;
  readonly #running = new Map<string, Unsubscribe>();
  #named: readonly NamedSource[] = [];

  constructor(parts: NamedSourcesParts) {
    this.#parts = parts;
  }

  /** From now on these are read, as far as they are switched on, and no others. */
  use(named: readonly NamedSource[]): void {
    if (named === this.#named) return;
    this.#named = named;
    const wanted = new Map(
      named.filter(({ enabled }) => enabled).map((source) => [JSON.stringify(source), source]),
    );
    for (const [key, stop] of this.#running)
      if (!wanted.has(key)) {
        this.#running.delete(key);
        stop();
      }
    for (const [key, source] of wanted)
      if (!this.#running.has(key)) this.#running.set(key, this.#start(source));
  }

  #start(source: NamedSource): Unsubscribe {
    const { link, ticker, ears, wallMs = Date.now } = this.#parts;
    const way =
      source.kind === 'struct'
        ? structSource(source, ticker, wallMs)
        : eventSource(source, ticker, wallMs);
    return way.start(link, ears);
  }
}
