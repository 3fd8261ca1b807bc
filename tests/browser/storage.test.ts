import { afterEach, describe, expect, test, vi } from 'vitest';

import { systemTicker } from '../../src/link/ticker.ts';
import { IdbLogStore } from '../../src/storage/idb-log-store.ts';
import { openLogStore } from '../../src/storage/open-log-store.ts';
import { MemoryLogStore } from '../../src/storage/memory-log-store.ts';
import {
  faultKind,
  logStoreContract,
  notes,
  shotAt,
  valueOf,
} from '../contracts/log-store.contract.ts';
import { profileStoreContract } from '../contracts/profile-store.contract.ts';

const run = crypto.randomUUID();
let databases = 0;
const freshName = (): string => `test-${run}-${databases++}`;

logStoreContract('IdbLogStore in Chromium', async () =>
  valueOf(await IdbLogStore.open(freshName(), systemTicker)),
);
profileStoreContract(
  'IdbProfileStore in Chromium',
  async () => (await openLogStore(systemTicker, freshName())).profiles,
);
logStoreContract('MemoryLogStore in Chromium', () => Promise.resolve(new MemoryLogStore()));

const header = { id: 'a', name: 'A', createdMs: 1 };

afterEach(() => {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
});

/** Resolves with the next message of a frame. */
function messageFrom(frame: HTMLIFrameElement): Promise<unknown> {
  return new Promise((resolve) => {
    const hear = (event: MessageEvent<unknown>): void => {
      if (event.source !== frame.contentWindow) return;
      removeEventListener('message', hear);
      resolve(event.data);
    };
    addEventListener('message', hear);
  });
}

describe('IdbLogStore in Chromium', () => {
  test('what was stored is there when the database is opened again', async () => {
    const name = freshName();
    const { store } = await openLogStore(systemTicker, name);
    valueOf(await store.create(header));
    valueOf(await store.append('a', [shotAt(0), ...notes(1, 4)]));
    store.close();
    const { store: again, fault } = await openLogStore(systemTicker, name);
    expect(fault).toBeNull();
    expect(valueOf(await again.read('a'))).toEqual([shotAt(0), ...notes(1, 4)]);
    valueOf(await again.append('a', notes(5, 1)));
    expect(valueOf(await again.sessions())).toMatchObject([{ events: 6, shots: 1 }]);
    again.close();
  });

  test('writes are asked to reach the disk itself', async () => {
    const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const store = valueOf(await IdbLogStore.open(freshName(), systemTicker));
    valueOf(await store.create(header));
    valueOf(await store.append('a', notes(0, 3)));
    const writes = asked.mock.results
      .map(({ value }) => value as IDBTransaction)
      .filter(({ mode }) => mode === 'readwrite');
    asked.mockRestore();
    expect(writes.map(({ durability }) => durability)).toEqual(['strict', 'strict']);
    store.close();
  });

  test('rows that are appended while the page is being left are stored', async () => {
    const name = freshName();
    const store = valueOf(await IdbLogStore.open(name, systemTicker));
    valueOf(await store.create(header));
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script type="module">
      import { systemTicker } from '/src/link/ticker.ts';
      import { IdbLogStore } from '/src/storage/idb-log-store.ts';
      const { value: store } = await IdbLogStore.open(${JSON.stringify(name)}, systemTicker);
      const events = ${JSON.stringify(notes(0, 50))};
      await store.append('a', events.slice(0, 10)); // reads first: this store has not seen the session yet
      addEventListener('pagehide', () => {
        store.append('a', events.slice(10, 30));
        store.append('a', events.slice(30));
      });
      parent.postMessage('ready', '*');
    </script>`;
    document.body.append(frame);
    const ready = messageFrom(frame);
    expect(await ready).toBe('ready');
    frame.remove();
    await expect.poll(async () => valueOf(await store.read('a')).length).toBe(50);
    expect(valueOf(await store.read('a'))).toEqual(notes(0, 50));
    store.close();
  });

  test('of two windows that write to one session, the second learns of the conflict and nothing is mixed', async () => {
    const name = freshName();
    const first = valueOf(await IdbLogStore.open(name, systemTicker));
    const second = valueOf(await IdbLogStore.open(name, systemTicker));
    valueOf(await first.create(header));
    valueOf(await first.append('a', notes(0, 2, 'first')));
    valueOf(await second.read('a'));
    const [mine, theirs, behind] = await Promise.all([
      first.append('a', notes(2, 2, 'first')),
      second.append('a', notes(2, 1, 'second')),
      second.append('a', notes(3, 4, 'second')),
    ]);
    expect([mine, theirs, behind].map(faultKind)).toEqual(['ok', 'conflict', 'conflict']);
    expect(valueOf(await second.read('a'))).toEqual(notes(0, 4, 'first'));
    first.close();
    second.close();
  });
});
