interface Waiter {
  readonly predicate: () => boolean;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Lets a test wait for a state instead of for a time. */
export class StateChanges {
  readonly #waiters = new Set<Waiter>();

  /** Resolves when `predicate` holds: tried now and at each `notify`. Rejects if it throws, or at `end`. */
  until(predicate: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { predicate, resolve, reject };
      this.#waiters.add(waiter);
      this.#try(waiter);
    });
  }

  /** Something has changed. */
  notify(): void {
    for (const waiter of this.#waiters) this.#try(waiter);
  }

  /** Nothing will change any more: whoever still waits is told. */
  end(): void {
    for (const { reject } of this.#waiters)
      reject(new Error('the server was closed before the awaited state came'));
    this.#waiters.clear();
  }

  #try(waiter: Waiter): void {
    try {
      if (!waiter.predicate()) return;
      waiter.resolve();
    } catch (error) {
      waiter.reject(error);
    }
    this.#waiters.delete(waiter);
  }
}
