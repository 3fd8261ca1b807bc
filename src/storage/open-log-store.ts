import type { Timers } from './deadline.ts';
import { IdbDatabase } from './idb-database.ts';
import { IdbLogStore } from './idb-log-store.ts';
import { IdbProfileStore } from './idb-profile-store.ts';
import type { LogStore, StorageFault } from './log-store.ts';
import { MemoryLogStore } from './memory-log-store.ts';
import { MemoryProfileStore } from './memory-profile-store.ts';
import type { ProfileStore } from './profile-store.ts';
import { databaseName } from './schema.ts';

/** The stores to use, and what keeps them from lasting; null for nothing. */
export interface OpenedStores {
  readonly store: LogStore;
  readonly profiles: ProfileStore;
  readonly fault: StorageFault | null;
}

/**
 * IndexedDB where the browser lets us, otherwise memory: the page always works and can always export. A
 * database that is full, or does not answer, gets another chance each time it is asked.
 */
export async function openLogStore(timers: Timers, name = databaseName): Promise<OpenedStores> {
  const database = new IdbDatabase(name, timers);
  const opened = await database.connect();
  const fault = opened.ok ? null : opened.fault;
  if (fault?.kind === 'unavailable')
    return { store: new MemoryLogStore(), profiles: new MemoryProfileStore(), fault };
  return { store: new IdbLogStore(database), profiles: new IdbProfileStore(database), fault };
}
