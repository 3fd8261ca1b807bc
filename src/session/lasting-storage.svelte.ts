/** As much of a `StorageManager` as is asked; absent on pages that a robot serves. */
export type StoragePromise = Pick<StorageManager, 'persist' | 'persisted'>;

/** How long the browser keeps what is stored: until somebody removes it, or as long as it likes. */
export type Lasting = 'not-asked' | 'granted' | 'refused' | 'unavailable';

/** So many shots make a session worth keeping: before that a question of the browser would only disturb. */
const worthKeeping = 10;

/** Asks the browser, once a visit, to keep what is stored until somebody removes it. */
export class LastingStorage {
  #answer = $state.raw<Lasting>('not-asked');
  readonly #storage: StoragePromise | undefined;
  #asked = false;

  constructor(storage: StoragePromise | undefined) {
    this.#storage = storage;
    if (storage === undefined) this.#answer = 'unavailable';
  }

  get answer(): Lasting {
    return this.#answer;
  }

  /** To be told how many shots a session has that is no demo: asks as soon as it is worth keeping. */
  async follow(shots: number): Promise<void> {
    if (shots < worthKeeping || this.#asked || this.#storage === undefined) return;
    this.#asked = true;
    try {
      const granted = (await this.#storage.persisted()) || (await this.#storage.persist());
      this.#answer = granted ? 'granted' : 'refused';
    } catch {
      // A browser that knows the question and can't answer it promises nothing.
      this.#answer = 'refused';
    }
  }
}
