import {
  openDB,
  unwrap,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
} from 'idb';
import type { Stored } from './log-store.ts';
import { done, failed, faultOf, stored, tornByFullDisk } from './outcome.ts';
import { migrations } from './schema.ts';
import type { BatchRecord, HeadRecord, ProfileRecord, SessionRecord } from './schema.ts';

interface Schema extends DBSchema {
  sessions: { key: string; value: SessionRecord };
  heads: { key: [string, number]; value: HeadRecord; indexes: { bySession: string } };
  batches: { key: [string, number]; value: BatchRecord };
  profiles: { key: string; value: ProfileRecord };
}
type Name = StoreNames<Schema>;
type Database = IDBPDatabase<Schema>;
/** A transaction that writes to these object stores. */
export type Writing<N extends Name> = IDBPTransaction<Schema, N[], 'readwrite'>;

/**
 * The page's database, under every store of it: connects when it is needed, again after a loss, and answers in values. What a full
 * disk tore is one database, so after it no store of it writes any more.
 */
export class IdbDatabase {
  readonly name: string;
  #database: Database | null = null;
  #opening: Promise<Stored<Database>> | null = null;
  #closed = false;
  /** What every write answers once a full disk has torn the database: a promise to keep rows would be empty. */
  #torn: Stored<never> | null = null;
  #disconnected: () => void = () => undefined;

  private constructor(name: string) {
    this.name = name;
  }

  /** Opens the database, and brings it to the current version. */
  static async open(name: string): Promise<Stored<IdbDatabase>> {
    const database = new IdbDatabase(name);
    const opened = await database.#connect();
    return opened.ok ? stored(database) : opened;
  }

  /** Who has to hear that the connection is gone, and with it what was known of other writers. One listener. */
  onDisconnect(listener: () => void): void {
    this.#disconnected = listener;
  }

  async read<T>(ask: (database: Database) => Promise<T>): Promise<Stored<T>> {
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
  async write<N extends Name>(
    storeNames: N[],
    work: (transaction: Writing<N>) => readonly Promise<unknown>[],
  ): Promise<Stored<void>> {
    if (this.#torn !== null) return this.#torn;
    const opened = this.#database === null ? await this.#connect() : stored(this.#database);
    if (!opened.ok) return opened;
    let transaction: Writing<N>;
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

  /** Final; transactions under way still finish. */
  close(): void {
    this.#closed = true;
    this.#disconnect();
  }

  #failed(reasons: readonly unknown[]): Stored<never> {
    const outcome = faultOf(reasons);
    if (tornByFullDisk(reasons)) this.#torn = outcome;
    return outcome;
  }

  async #connect(): Promise<Stored<Database>> {
    if (this.#closed) return failed('unavailable', 'the store is closed');
    if (this.#database !== null) return stored(this.#database);
    this.#opening ??= openDatabase(this.name, () => {
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
    this.#disconnected();
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
