import { mulberry32, type Random } from '../../src/core/stats/random.ts';

/** Hands out topic ids. Freed ids are used again, newest first, as ntcore does. */
export class TopicIds {
  readonly #random: Random | null;
  readonly #free: number[] = [];
  #next = 0;

  /** @param seed shuffles the order of the ids; without it they count up from 0. */
  constructor(seed?: number) {
    this.#random = seed === undefined ? null : mulberry32(seed);
  }

  take(): number {
    if (this.#free.length === 0) this.#refill();
    return this.#free.pop()!;
  }

  give(id: number): void {
    this.#free.push(id);
  }

  #refill(): void {
    const block = Array.from({ length: blockSize }, (_, i) => this.#next + blockSize - 1 - i);
    this.#next += blockSize;
    if (this.#random !== null) shuffle(block, this.#random);
    this.#free.push(...block);
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
