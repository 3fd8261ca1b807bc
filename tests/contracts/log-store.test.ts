import 'fake-indexeddb/auto';
import { logStoreContract, valueOf } from './log-store.contract.ts';

import { systemTicker } from '../../src/link/ticker.ts';
import { IdbLogStore } from '../../src/storage/idb-log-store.ts';
import { MemoryLogStore } from '../../src/storage/memory-log-store.ts';

let databases = 0;

logStoreContract('MemoryLogStore', () => Promise.resolve(new MemoryLogStore()));
logStoreContract('IdbLogStore on a simulated IndexedDB', async () =>
  valueOf(await IdbLogStore.open(`contract-${databases++}`, systemTicker)),
);
