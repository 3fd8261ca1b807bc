import { openDB, unwrap, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { TuningEvent } from '../core/tuning/events.ts';
import {
  advance,
  assertConsecutive,
  emptyHead,
  headerOf,
  lastUsedFirst,
  summary,
  type Head,
} from './head.ts';
import type { LogStore, SessionHeader, SessionSummary, Stored } from './log-store.ts';
import { done, failed, faultOf, stored, tornByFullDisk } from './outcome.ts';
import { migrations, removedNext } from './schema.ts';
import type { BatchRecord, HeadRecord, SessionRecord } from './schema.ts';

interface Schema extends DBSchema {
  sessions: { key: string; value: SessionRecord };
  heads: { key: [string, number]; value: HeadRecord; indexes: { bySession: string } };
  batches: { key: [string, number]; value: BatchRecord };
}
type Name = 'sessions' | 'heads' | 'batches';
type Database = IDBPDatabase<Schema>;
type Writing = IDBPTransaction<Schema, Name[], 'readwrite'>;

const storeNames: Name[] = ['sessions', 'heads', 'batches'];

/** The keys of a session's heads or batches: an array sorts after every number. */
function ofSession(sessionId: string): IDBKeyRange {
  return IDBKeyRange.bound([sessionId], [sessionId, []]);
}

function noSession(sessionId: string): Stored<never> {
  return failed('conflict', `there is no session ${sessionId}`);
}

/** The event logs of all sessions in IndexedDB, one record and one strict transaction for each append. */
export class IdbLogStore implements LogStore {
  readonly kind = 'indexeddb';
  readonly #name: string;
  #database: Database | null = null;
  #opening: Promise<Stored<Database>> | null = null;
  #closed = false;
  /** What every write answers once a full disk has torn the database: a promise to keep rows would be empty. */
  #torn: Stored<never> | null = null;
  /** Where logs end, as last seen, so that an append needs no read. A stale one fails in its transaction. */
  readonly #heads = new Map<string, Head>();
  /** Appends that read first, one after the other; settled without a result, never rejected. */
  readonly #queues = new Map<string, Promise<unknown>>();

  private constructor(name: string) {
    this.#name = name;
  }

  /** Opens the database, and brings it to the current version. */
  static async open(name: string): Promise<Stored<IdbLogStore>> {
    const store = new IdbLogStore(name);
    const opened = await store.#connect();
    return opened.ok ? stored(store) : opened;
  }

  sessions(): Promise<Stored<readonly SessionSummary[]>> {
    return this.#read(async (database) => {
      const transaction = database.transaction(['sessions', 'heads']);
      const [sessions, heads] = await Promise.all([
        transaction.objectStore('sessions').getAll(),
        transaction.objectStore('heads').getAll(),
        transaction.done,
      ]);
      const headOf = new Map(heads.map((head) => [head.sessionId, head]));
      return sessions
        .map((session) => summary(session, headOf.get(session.id) ?? emptyHead))
        .sort(lastUsedFirst);
    });
  }

  async create(header: SessionHeader): Promise<Stored<void>> {
    const { id } = header;
    const created = await this.#write((transaction) => [
      transaction.objectStore('sessions').add(headerOf(header)),
      transaction.objectStore('heads').add({ sessionId: id, ...emptyHead }),
    ]);
    if (created.ok) this.#heads.set(id, emptyHead);
    return created;
  }

  async rename(sessionId: string, name: string): Promise<Stored<void>> {
    const found: SessionRecord[] = [];
    const put = async (transaction: Writing): Promise<void> => {
      const sessions = transaction.objectStore('sessions');
      const session = await sessions.get(sessionId);
      if (session === undefined) return;
      found.push(session);
      await sessions.put({ ...session, name });
    };
    const renamed = await this.#write((transaction) => [put(transaction)]);
    return renamed.ok && found.length === 0 ? noSession(sessionId) : renamed;
  }

  remove(sessionId: string): Promise<Stored<void>> {
    this.#heads.delete(sessionId);
    return this.#write((transaction) => [
      transaction.objectStore('sessions').delete(sessionId),
      transaction.objectStore('batches').delete(ofSession(sessionId)),
      transaction.objectStore('heads').delete(ofSession(sessionId)),
      transaction.objectStore('heads').add({ sessionId, ...emptyHead, next: removedNext }),
    ]);
  }

  // No await before the transaction where the head is known: a page that is being hidden gets no second turn.
  async append(sessionId: string, events: readonly TuningEvent[]): Promise<Stored<void>> {
    const first = assertConsecutive(events);
    const queue = this.#queues.get(sessionId);
    const head = this.#heads.get(sessionId);
    if (queue === undefined && head?.next === first) return this.#appendAt(head, sessionId, events);

    const turn = (queue ?? Promise.resolve()).then(() => this.#readThenAppend(sessionId, events));
    const settled = Promise.allSettled([turn]).then(() => {
      if (this.#queues.get(sessionId) === settled) this.#queues.delete(sessionId);
    });
    this.#queues.set(sessionId, settled);
    return turn;
  }

  async read(sessionId: string): Promise<Stored<readonly TuningEvent[]>> {
    const batches = await this.#read((database) =>
      database.getAll('batches', ofSession(sessionId)),
    );
    if (!batches.ok) return batches;
    const events = batches.value.flatMap((batch) => batch.events);
    if (events.length > 0 && !this.#heads.has(sessionId))
      this.#heads.set(sessionId, advance(emptyHead, events));
    return stored(events);
  }

  close(): void {
    this.#closed = true;
    this.#disconnect();
  }

  async #readThenAppend(sessionId: string, events: readonly TuningEvent[]): Promise<Stored<void>> {
    const head = await this.#read((database) =>
      database.getFromIndex('heads', 'bySession', sessionId),
    );
    if (!head.ok) return head;
    if (head.value === undefined) return noSession(sessionId);
    if (head.value.next !== events[0]?.seq)
      return failed('conflict', `the next place of ${sessionId} is ${head.value.next}`);
    const { next, shots, updatedMs } = head.value;
    return this.#appendAt({ next, shots, updatedMs }, sessionId, events);
  }

  async #appendAt(
    head: Head,
    sessionId: string,
    events: readonly TuningEvent[],
  ): Promise<Stored<void>> {
    const next = advance(head, events);
    this.#heads.set(sessionId, next);
    const appended = await this.#write((transaction) => {
      const requests = [
        transaction.objectStore('batches').add({ sessionId, first: head.next, events }),
        transaction.objectStore('heads').delete([sessionId, head.next]),
        transaction.objectStore('heads').add({ sessionId, ...next }),
      ];
      // Without it a page that is being closed loses the transaction (measured in Chromium).
      transaction.commit();
      return requests;
    });
    if (!appended.ok) this.#heads.delete(sessionId);
    return appended;
  }

  async #read<T>(ask: (database: Database) => Promise<T>): Promise<Stored<T>> {
    const opened = await this.#connect();
    if (!opened.ok) return opened;
    try {
      return stored(await ask(opened.value));
    } catch (error) {
      this.#disconnect();
      return faultOf([error]);
    }
  }

  /** One strict transaction: all requests that `work` makes, or none. Begins at once when the database is open. */
  async #write(work: (transaction: Writing) => readonly Promise<unknown>[]): Promise<Stored<void>> {
    if (this.#torn !== null) return this.#torn;
    const opened = this.#database === null ? await this.#connect() : stored(this.#database);
    if (!opened.ok) return opened;
    let transaction: Writing;
    try {
      transaction = opened.value.transaction(storeNames, 'readwrite', { durability: 'strict' });
    } catch (error) {
      // The connection is gone, and nobody said so. The next call opens another.
      this.#disconnect();
      return this.#failed([error]);
    }
    const outcomes: Promise<unknown>[] = [transaction.done];
    try {
      outcomes.push(...work(transaction));
    } catch (bug) {
      transaction.abort();
      await Promise.allSettled(outcomes);
      throw bug;
    }
    const failures = (await Promise.allSettled(outcomes)).filter(
      (outcome) => outcome.status === 'rejected',
    );
    return failures.length === 0
      ? done
      : this.#failed(failures.map(({ reason }): unknown => reason));
  }

  #failed(reasons: readonly unknown[]): Stored<never> {
    const outcome = faultOf(reasons);
    if (tornByFullDisk(reasons)) this.#torn = outcome;
    return outcome;
  }

  async #connect(): Promise<Stored<Database>> {
    if (this.#closed) return failed('unavailable', 'the store is closed');
    if (this.#database !== null) return stored(this.#database);
    this.#opening ??= openDatabase(this.#name, () => {
      this.#disconnect();
    });
    const opened = await this.#opening;
    this.#opening = null;
    return opened.ok ? this.#adopt(opened.value) : opened;
  }

  #adopt(database: Database): Stored<Database> {
    if (this.#closed) {
      database.close();
      return failed('unavailable', 'the store is closed');
    }
    this.#database = database;
    return stored(database);
  }

  /** Lets go of the connection; transactions under way still finish. */
  #disconnect(): void {
    this.#database?.close();
    this.#database = null;
    this.#heads.clear();
  }
}

/**
 * @param onLost called when the connection must go: another tab brings a newer version of the page, somebody
 * deletes the database, or the browser ended it.
 */
function openDatabase(name: string, onLost: () => void): Promise<Stored<Database>> {
  return new Promise((resolve) => {
    let blocked = false;
    const open = async (): Promise<void> => {
      const database = await openDB<Schema>(name, migrations.length, {
        upgrade(database, oldVersion, _newVersion, transaction) {
          for (const migrate of migrations.slice(oldVersion))
            migrate(unwrap(database), unwrap(transaction));
        },
        blocked() {
          blocked = true;
          resolve(failed('unavailable', 'another tab holds an older version of the database open'));
        },
        blocking: onLost,
        terminated: onLost,
      });
      // Too late for whoever asked: nobody may be left holding a connection that nobody closes.
      if (blocked) database.close();
      else resolve(stored(database));
    };
    open().catch((error: unknown) => {
      resolve(faultOf([error]));
    });
  });
}
