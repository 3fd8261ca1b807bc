import { IdbDatabase } from './idb-database.ts';
import { IdbLogStore } from './idb-log-store.ts';
import { IdbProfileStore } from './idb-profile-store.ts';
import type { LogStore, StorageFault } from './log-store.ts';
import { MemoryLogStore } from './memory-log-store.ts';
import { MemoryProfileStore } from './memory-profile-store.ts';
import type { ProfileStore } from './profile-store.ts';
import { databaseName } from './schema.ts';

/** The stores to use, and why they are not the lasting ones; null when they are. */
export interface OpenedStores {
  readonly store: LogStore;
  readonly profiles: ProfileStore;
  readonly fault: StorageFault | null;
}

/** IndexedDB where the browser lets us, otherwise memory: the page always works and can always export. */
export async function openLogStore(name = databaseName): Promise<OpenedStores> {
  const opened = await IdbDatabase.open(name);
  return opened.ok
    ? {
        store: new IdbLogStore(opened.value),
        profiles: new IdbProfileStore(opened.value),
        fault: null,
      }
    : { store: new MemoryLogStore(), profiles: new MemoryProfileStore(), fault: opened.fault };
}
