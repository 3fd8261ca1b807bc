import type { Stored } from './log-store.ts';
import { done, stored } from './outcome.ts';
import { byName, type KeptProfile, type ProfileStore } from './profile-store.ts';

/** The team's profiles, as long as the page lives: where the browser has no storage, and in tests. */
export class MemoryProfileStore implements ProfileStore {
  readonly kind = 'memory';
  readonly #profiles = new Map<string, KeptProfile>();

  all(): Promise<Stored<readonly KeptProfile[]>> {
    return Promise.resolve(stored([...this.#profiles.values()].sort(byName)));
  }

  put(profile: KeptProfile): Promise<Stored<void>> {
    this.#profiles.set(profile.id, { ...profile });
    return Promise.resolve(done);
  }

  remove(id: string): Promise<Stored<void>> {
    this.#profiles.delete(id);
    return Promise.resolve(done);
  }
}
