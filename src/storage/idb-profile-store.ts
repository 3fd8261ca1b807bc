import type { IdbDatabase } from './idb-database.ts';
import type { Stored } from './log-store.ts';
import { byName, type KeptProfile, type ProfileStore } from './profile-store.ts';

/** The team's profiles in IndexedDB, in the database of the logs; each change is one strict transaction. */
export class IdbProfileStore implements ProfileStore {
  readonly kind = 'indexeddb';
  readonly #database: IdbDatabase;

  constructor(database: IdbDatabase) {
    this.#database = database;
  }

  all(): Promise<Stored<readonly KeptProfile[]>> {
    return this.#database.read(async (database) =>
      (await database.getAll('profiles')).sort(byName),
    );
  }

  put(profile: KeptProfile): Promise<Stored<void>> {
    return this.#database.write(['profiles'], (transaction) => [
      transaction.objectStore('profiles').put(profile),
    ]);
  }

  remove(id: string): Promise<Stored<void>> {
    return this.#database.write(['profiles'], (transaction) => [
      transaction.objectStore('profiles').delete(id),
    ]);
  }
}
