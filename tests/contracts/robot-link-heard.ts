/** Everything a listener was told, and a way to wait for more. */
export class Heard<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<() => void>();

  /** The listener itself. */
  readonly hear = (item: T): void => {
    this.all.push(item);
    for (const check of [...this.#waiting]) check();
  };

  get last(): T | undefined {
    return this.all.at(-1);
  }

  /** Resolves when `predicate` holds: tried now, and whenever something more is heard. */
  until(predicate: (all: readonly T[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!predicate(this.all)) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }
}
