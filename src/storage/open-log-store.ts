import { IdbLogStore } from './idb-log-store.ts';
import type { LogStore, StorageFault } from './log-store.ts';
import { MemoryLogStore } from './memory-log-store.ts';
import { databaseName } from './schema.ts';

/** The store to use, and why it is not the lasting one; null when it is. */
export interface OpenedLogStore {
  readonly store: LogStore;
  readonly fault: StorageFault | null;
}

/** IndexedDB where the browser lets us, otherwise memory: the page always works and can always export. */
export async function openLogStore(name = databaseName): Promise<OpenedLogStore> {
  const opened = await IdbLogStore.open(name);
  return opened.ok
    ? { store: opened.value, fault: null }
    : { store: new MemoryLogStore(), fault: opened.fault };
}
