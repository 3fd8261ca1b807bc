import {
  deleteDB,
  openDB,
  unwrap,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
} from 'idb';
import { answerWithin, type Timers } from './deadline.ts';
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

/** The longest that the database may take to answer, ms. Slow tablets take tenths of a second; the page waits for it at its start. */
const answerWithinMs = 4_000;
/** After an answer that was overdue nothing is asked for so long, ms: who asks meanwhile must not wait in line. */
const restMs = 1_000;

/**
 * The page's database, under every store of it: connects when it is needed, again after a loss, and answers in values and in time. What a
 * full disk tore is one database, so after it no store of it writes any more.
 */
export class IdbDatabase {
  readonly name: string;
  readonly #timers: Timers;
  #database: Database | null = null;
  #opening: Promise<Stored<Database>> | null = null;
  #closed = false;
  /** What every write answers once a full disk has torn the database: a promise to keep rows would be empty. */
  #torn: Stored<never> | null = null;
  /** What every call answers while the database owes an answer, and until when, ms. */
  #silence: { readonly outcome: Stored<never>; readonly untilMs: number } | null = null;
  #disconnected: () => void = () => undefined;

  constructor(name: string, timers: Timers) {
    this.name = name;
    this.#timers = timers;
  }

  /** Opens the database, and brings it to the current version. */
  static async open(name: string, timers: Timers): Promise<Stored<IdbDatabase>> {
    const database = new IdbDatabase(name, timers);
    const opened = await database.connect();
    return opened.ok ? stored(database) : opened;
  }

  /** Connects now, instead of at the first need. */
  async connect(): Promise<Stored<void>> {
    const opened = await this.#connect();
    return opened.ok ? done : opened;
  }

  /** Who has to hear that the connection is gone, and with it what was known of other writers. One listener. */
  onDisconnect(listener: () => void): void {
    this.#disconnected = listener;
  }

  async read<T>(ask: (database: Database) => Promise<T>): Promise<Stored<T>> {
    const opened = await this.#connect();
    if (!opened.ok) return opened;
    return this.#inTime(
      ask(opened.value).then(stored, (error: unknown) => {
        this.#disconnect();
        return faultOf([error]);
      }),
    );
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
    return this.#inTime(this.#carryOut(transaction, work));
  }

  /** Final; transactions under way still finish. */
  close(): void {
    this.#closed = true;
    this.#disconnect();
  }

  async #carryOut<N extends Name>(
    transaction: Writing<N>,
    work: (transaction: Writing<N>) => readonly Promise<unknown>[],
  ): Promise<Stored<void>> {
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

  /** The answer, or `overdue`. A connection that owes one is let go: another may fare better. */
  async #inTime<T>(answer: Promise<Stored<T>>): Promise<Stored<T>> {
    const speaks = (): void => {
      this.#silence = null;
    };
    void answer.then(speaks, speaks);
    const outcome = await answerWithin(this.#timers, answerWithinMs, answer);
    if (outcome.ok || outcome.fault.kind !== 'overdue') return outcome;
    this.#silence = { outcome, untilMs: this.#timers.nowMs() + restMs };
    this.#disconnect();
    return outcome;
  }

  async #connect(): Promise<Stored<Database>> {
    if (this.#closed) return failed('unavailable', 'the store is closed');
    if (this.#silence !== null && this.#timers.nowMs() < this.#silence.untilMs)
      return this.#silence.outcome;
    if (this.#database !== null) return stored(this.#database);
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<Stored<Database>> {
    let block: (outcome: Stored<never>) => void = () => undefined;
    const blocked = new Promise<Stored<never>>((resolve) => {
      block = resolve;
    });
    const onLost = (): void => {
      this.#disconnect();
    };
    const opening = openDatabase(this.name, onLost, () => {
      block(failed('overdue', 'another tab holds an older version of the database open'));
    }).then((opened) => (opened.ok ? this.#adopt(opened.value) : opened));
    const opened = await this.#inTime(Promise.race([opening, blocked]));
    this.#opening = null;
    return opened;
  }

  /** Takes a connection, however late it came; one that nobody needs any more is closed. */
  #adopt(database: Database): Stored<Database> {
    if (this.#closed) {
      database.close();
      return failed('unavailable', 'the store is closed');
    }
    if (this.#database !== null) database.close();
    this.#database ??= database;
    return stored(this.#database);
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
 * @param onBlocked called when another tab has to let go first; once it has, the answer comes.
 */
async function openDatabase(
  name: string,
  onLost: () => void,
  onBlocked: () => void,
): Promise<Stored<Database>> {
  try {
    const database = await openDB<Schema>(name, migrations.length, {
      upgrade(database, oldVersion, _newVersion, transaction) {
        for (const migrate of migrations.slice(oldVersion))
          migrate(unwrap(database), unwrap(transaction));
      },
      blocked: onBlocked,
      blocking: onLost,
      terminated: onLost,
    });
    if (database.objectStoreNames.length > 0) return stored(database);
    // Its upgrade was lost on the way, and with it nothing: there is nothing in it.
    database.close();
    await deleteDB(name);
    return await openDatabase(name, onLost, onBlocked);
  } catch (error) {
    return faultOf([error]);
  }
}
