import { mulberry32, type Random } from '../../src/core/stats/random.ts';

/** ntcore uses a freed id again, the oldest first, once this many are free. */
const keptFree = 16;

/** Hands out topic ids. */
export class TopicIds {
  readonly #random: Random | null;
  /** Ids that were never used, the next one last. */
  #fresh: number[] = [];
  readonly #freed: number[] = [];
  #end = 0;

  /** @param seed shuffles the order of the ids; without it they count up from 0. */
  constructor(seed?: number) {
    this.#random = seed === undefined ? null : mulberry32(seed);
  }

  take(): number {
    if (this.#freed.length >= keptFree) return this.#freed.shift()!;
    if (this.#fresh.length === 0) this.#refill();
    return this.#fresh.pop()!;
  }

  give(id: number): void {
    this.#freed.push(id);
  }

  #refill(): void {
    this.#fresh = Array.from({ length: blockSize }, (_, i) => this.#end + blockSize - 1 - i);
    this.#end += blockSize;
    if (this.#random !== null) shuffle(this.#fresh, this.#random);
  }
}

/** Ids are shuffled within blocks of this size, so that two robots' first topics rarely share an id. */
const blockSize = 64;

/** Fisher–Yates, in place. */
function shuffle(items: number[], random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}
