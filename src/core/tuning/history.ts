/** A value, and when the robot set it. */
export interface Stamped<T> {
  readonly value: T;
  /** Robot clock, whole µs; −∞ for what was set before the clock went back. */
  readonly serverUs: number;
}

/** The values of one topic in the order in which the robot set them, as far back as somebody may ask. */
export class History<T> {
  #values: Stamped<T>[] = [];

  /** What was told before a reconnect is told again, and counts once. */
  add(stamped: Stamped<T>): void {
    const values = this.#values;
    const after = values.findLastIndex(({ serverUs }) => serverUs <= stamped.serverUs);
    if (values[after]?.serverUs === stamped.serverUs) values[after] = stamped;
    else values.splice(after + 1, 0, stamped);
  }

  /** The last value set before that time. */
  before(endUs: number): Stamped<T> | undefined {
    return this.#values.findLast(({ serverUs }) => serverUs < endUs);
  }

  /** Number of values set from `fromUs` on and before `endUs`. */
  countBetween(fromUs: number, endUs: number): number {
    return this.#values.filter(({ serverUs }) => serverUs >= fromUs && serverUs < endUs).length;
  }

  /** As if nothing had been told. */
  clear(): void {
    this.#values = [];
  }

  /** The clock went back: what was set after `endUs` is older than all else, and the newest of it counts as before everything. */
  rewind(endUs: number): void {
    const ofOldClock = this.#values.findLast(({ serverUs }) => serverUs > endUs);
    if (ofOldClock === undefined) return;
    const since = this.#values.filter(({ serverUs }) => serverUs <= endUs);
    this.#values = [{ value: ofOldClock.value, serverUs: -Infinity }, ...since];
  }

  /** Nobody will ask for what held before that time; the value that held then is kept. */
  forgetBefore(neededUs: number): void {
    const last = this.#values.findLastIndex(({ serverUs }) => serverUs < neededUs);
    if (last > 0) this.#values.splice(0, last);
  }
}
