import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { systemTicker } from '../../../src/link/ticker.ts';
import { openLogStore } from '../../../src/storage/open-log-store.ts';
import { databaseName, migrations } from '../../../src/storage/schema.ts';
import { faultKind, notes, valueOf } from '../../contracts/log-store.contract.ts';

const header = { id: 'a', name: 'A', createdMs: 1 };

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function opened(
  version: number,
  upgrade: (request: IDBOpenDBRequest) => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, version);
    request.onupgradeneeded = () => {
      upgrade(request);
    };
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('not opened'));
    };
  });
}

/** What the simulated IndexedDB can do to a transaction; browsers do it by themselves. */
interface Abortable {
  _abort(errorName: string): void;
}

/** A request to open that ends in an error of that name. */
class FailingRequest extends EventTarget {
  readonly error: DOMException;
  constructor(name: string) {
    super();
    this.error = new DOMException('no', name);
    queueMicrotask(() => this.dispatchEvent(new Event('error')));
  }
}

describe('where the browser has no storage for us, the page works in memory and knows why:', () => {
  test('no IndexedDB at all', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { store, fault } = await openLogStore(systemTicker);
    expect([store.kind, fault?.kind]).toEqual(['memory', 'unavailable']);
    valueOf(await store.create(header));
    valueOf(await store.append('a', notes(0, 3)));
    expect(valueOf(await store.read('a'))).toHaveLength(3);
  });

  test('IndexedDB forbidden by a throw (cookies blocked)', async () => {
    const open = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('indexedDB', { open });
    const { store, fault } = await openLogStore(systemTicker);
    expect([store.kind, fault?.kind]).toEqual(['memory', 'unavailable']);
    expect(fault?.detail).toContain('denied');
  });

  test.each([
    ['InvalidStateError', 'unavailable', 'memory'],
    ['UnknownError', 'unavailable', 'memory'],
    // There may be room again: it is asked again.
    ['QuotaExceededError', 'full', 'indexeddb'],
  ])('opening ends in %s', async (name, kind, kept) => {
    vi.stubGlobal('IDBRequest', FailingRequest);
    vi.stubGlobal('indexedDB', { open: () => new FailingRequest(name) });
    const { store, fault } = await openLogStore(systemTicker);
    expect([store.kind, fault?.kind]).toEqual([kept, kind]);
  });

  test('a newer version of the page was here before', async () => {
    const newer = await opened(migrations.length + 1, () => undefined);
    newer.close();
    const { store, fault } = await openLogStore(systemTicker);
    expect([store.kind, fault?.kind]).toEqual(['memory', 'unavailable']);
  });

  test('another tab holds an older version open: it is overdue, and works once that tab lets go', async () => {
    // It does not let go, as a page would that is stuck.
    const old = await opened(1, ({ result, transaction }) => {
      migrations[0]!(result, transaction!);
    });
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((name) => open(name, migrations.length + 1));
    const { store, fault } = await openLogStore(systemTicker);
    expect(fault?.kind).toBe('overdue');
    expect(fault?.detail).toContain('another tab');
    old.close();
    await vi.waitFor(async () => {
      valueOf(await store.create(header));
    });
  });
});

describe('two tabs:', () => {
  test('a tab lets a newer version of the page upgrade, and says what became of it', async () => {
    const { store } = await openLogStore(systemTicker);
    valueOf(await store.create(header));
    const newer = await opened(migrations.length + 1, () => undefined);
    expect(faultKind(await store.append('a', notes(0, 1)))).toBe('unavailable');
    newer.close();
  });

  test('of two tabs that write to one session, the second learns of the conflict and nothing is mixed', async () => {
    const { store: first } = await openLogStore(systemTicker);
    const { store: second } = await openLogStore(systemTicker);
    valueOf(await first.create(header));
    expect(valueOf(await second.read('a'))).toEqual([]);
    valueOf(await first.append('a', notes(0, 2, 'first')));
    valueOf(await second.read('a'));
    valueOf(await first.append('a', notes(2, 2, 'first')));
    const outcomes = await Promise.all([
      second.append('a', notes(2, 1, 'second')),
      second.append('a', notes(3, 1, 'second')),
    ]);
    expect(outcomes.map(faultKind)).toEqual(['conflict', 'conflict']);
    expect(valueOf(await second.read('a'))).toEqual(notes(0, 4, 'first'));
  });

  test('a session that another tab removed stays removed, though this tab still writes', async () => {
    const { store: first } = await openLogStore(systemTicker);
    const { store: second } = await openLogStore(systemTicker);
    valueOf(await first.create(header));
    valueOf(await first.append('a', notes(0, 2)));
    valueOf(await second.remove('a'));
    expect(faultKind(await first.append('a', notes(2, 1)))).toBe('conflict');
    expect(valueOf(await first.sessions())).toEqual([]);
    expect(valueOf(await first.read('a'))).toEqual([]);
  });
});

describe('the schema:', () => {
  test.each(Array.from({ length: migrations.length + 1 }, (_, version) => version))(
    'a database of version %i reaches the current one and works',
    async (version) => {
      if (version > 0) {
        const old = await opened(version, ({ result, transaction }) => {
          for (const migrate of migrations.slice(0, version)) migrate(result, transaction!);
        });
        old.close();
      }
      const { store, fault } = await openLogStore(systemTicker);
      expect(fault).toBeNull();
      valueOf(await store.create(header));
      valueOf(await store.append('a', notes(0, 2)));
      store.close();
      const { store: again } = await openLogStore(systemTicker);
      expect(valueOf(await again.read('a'))).toEqual(notes(0, 2));
      const [database] = await indexedDB.databases();
      expect(database?.version).toBe(migrations.length);
    },
  );
});

test('after the browser has ended the connection, the next call opens another', async () => {
  const { store } = await openLogStore(systemTicker);
  valueOf(await store.create(header));
  valueOf(await store.append('a', notes(0, 1)));
  // What a browser does to every connection when the user clears site data, minus the clearing.
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
    throw new DOMException('The database connection is closing.', 'InvalidStateError');
  });
  expect(faultKind(await store.append('a', notes(1, 1)))).toBe('unavailable');
  transaction.mockRestore();
  valueOf(await store.append('a', notes(1, 1)));
  expect(valueOf(await store.read('a'))).toEqual(notes(0, 2));
});

test.each([
  ['QuotaExceededError', 'full'],
  ['UnknownError', 'unavailable'],
])(
  'a transaction that the browser aborts with %s stores nothing, and the store goes on afterwards',
  async (errorName, kind) => {
    const { store } = await openLogStore(systemTicker);
    valueOf(await store.create(header));
    valueOf(await store.append('a', notes(0, 1)));
    vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementationOnce(function (
      this: IDBTransaction & Partial<Abortable>,
    ) {
      this._abort?.(errorName);
    });
    const outcomes = await Promise.all([
      store.append('a', notes(1, 2)),
      store.append('a', notes(3, 2)),
    ]);
    expect(faultKind(outcomes[0])).toBe(kind);
    expect(faultKind(outcomes[1])).not.toBe('ok');
    expect(valueOf(await store.read('a'))).toEqual(notes(0, 1));
    valueOf(await store.append('a', notes(1, 4)));
    expect(valueOf(await store.read('a'))).toEqual(notes(0, 5));
    expect(valueOf(await store.sessions())).toMatchObject([{ events: 5 }]);
  },
);

test('once the disk itself was full nothing more is called stored, because Chromium may lose it', async () => {
  const { store } = await openLogStore(systemTicker);
  valueOf(await store.create(header));
  valueOf(await store.append('a', notes(0, 2)));
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
    const text = 'Connection is closing because of: IO error: 000003.log: FILE_ERROR_NO_SPACE';
    throw new DOMException(text, 'UnknownError');
  });
  expect(faultKind(await store.append('a', notes(2, 1)))).toBe('full');
  expect(faultKind(await store.append('a', notes(2, 1)))).toBe('full');
  expect(valueOf(await store.read('a'))).toEqual(notes(0, 2));
});
