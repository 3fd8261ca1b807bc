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
import type { Timers } from './deadline.ts';
import { IdbDatabase, type Writing } from './idb-database.ts';
import { Lifeboat, missingOf } from './lifeboat.ts';
import type { LogStore, SessionHeader, SessionSummary, Stored } from './log-store.ts';
import { failed, stored } from './outcome.ts';
import { removedNext } from './schema.ts';
import type { BatchRecord, SessionRecord } from './schema.ts';

type Name = 'sessions' | 'heads' | 'batches';
const storeNames: Name[] = ['sessions', 'heads', 'batches'];
/** So many records are read at once: each time the database has to answer in time, however long the log is. */
const batchesAtOnce = 500;

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
  readonly #database: IdbDatabase;
  /** Where logs end, as last seen, so that an append needs no read. A stale one fails in its transaction. */
  readonly #heads = new Map<string, Head>();
  /** Appends that read first, one after the other; settled without a result, never rejected. */
  readonly #queues = new Map<string, Promise<unknown>>();
  /** Events of the appends that the database has not answered, in order. */
  readonly #underWay = new Map<string, readonly (readonly TuningEvent[])[]>();
  readonly #lifeboat: Lifeboat;

  constructor(database: IdbDatabase, lifeboat = new Lifeboat(database.name)) {
    this.#database = database;
    this.#lifeboat = lifeboat;
    database.onDisconnect(() => {
      this.#heads.clear();
    });
  }

  /** Opens the database, and brings it to the current version. */
  static async open(name: string, timers: Timers): Promise<Stored<IdbLogStore>> {
    const opened = await IdbDatabase.open(name, timers);
    return opened.ok ? stored(new IdbLogStore(opened.value)) : opened;
  }

  sessions(): Promise<Stored<readonly SessionSummary[]>> {
    return this.#database.read(async (database) => {
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
    const created = await this.#database.write(storeNames, (transaction) => [
      transaction.objectStore('sessions').add(headerOf(header)),
      transaction.objectStore('heads').add({ sessionId: id, ...emptyHead }),
    ]);
    if (created.ok) this.#heads.set(id, emptyHead);
    return created;
  }

  async rename(sessionId: string, name: string): Promise<Stored<void>> {
    const found: SessionRecord[] = [];
    const put = async (transaction: Writing<Name>): Promise<void> => {
      const sessions = transaction.objectStore('sessions');
      const session = await sessions.get(sessionId);
      if (session === undefined) return;
      found.push(session);
      await sessions.put({ ...session, name });
    };
    const renamed = await this.#database.write(storeNames, (transaction) => [put(transaction)]);
    return renamed.ok && found.length === 0 ? noSession(sessionId) : renamed;
  }

  remove(sessionId: string): Promise<Stored<void>> {
    this.#heads.delete(sessionId);
    this.#lifeboat.clear(sessionId);
    return this.#database.write(storeNames, (transaction) => [
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
    const batches = await this.#batchesOf(sessionId);
    if (!batches.ok) return batches;
    const events = batches.value.flatMap((batch) => batch.events);
    if (events.length > 0 && !this.#heads.has(sessionId))
      this.#heads.set(sessionId, advance(emptyHead, events));
    return stored([...events, ...(await this.#rescue(sessionId, events))]);
  }

  close(): void {
    this.#database.close();
  }

  async #batchesOf(sessionId: string): Promise<Stored<readonly BatchRecord[]>> {
    const batches: BatchRecord[] = [];
    let range = ofSession(sessionId);
    for (;;) {
      const some = await this.#database.read((database) =>
        database.getAll('batches', range, batchesAtOnce),
      );
      if (!some.ok) return some;
      batches.push(...some.value);
      const last = some.value.at(-1);
      if (last === undefined || some.value.length < batchesAtOnce) return stored(batches);
      range = IDBKeyRange.bound([sessionId, last.first], [sessionId, []], true);
    }
  }

  /** Stores what a page that was left before had on its way, and gives what came of it. */
  async #rescue(
    sessionId: string,
    events: readonly TuningEvent[],
  ): Promise<readonly TuningEvent[]> {
    if (this.#underWay.has(sessionId)) return [];
    const missing = missingOf(events, this.#lifeboat.aboard(sessionId));
    if (missing.length === 0) return [];
    const rescued = await this.append(sessionId, missing);
    return rescued.ok ? missing : [];
  }

  async #readThenAppend(sessionId: string, events: readonly TuningEvent[]): Promise<Stored<void>> {
    const head = await this.#database.read((database) =>
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
    const landed = this.#sets(sessionId, events);
    const appended = await this.#database.write(storeNames, (transaction) => {
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
    landed(appended.ok);
    return appended;
  }

  /** Notes an append that is on its way; gives what to call when it was answered. */
  #sets(sessionId: string, events: readonly TuningEvent[]): (ok: boolean) => void {
    const underWay = [...(this.#underWay.get(sessionId) ?? []), events];
    this.#underWay.set(sessionId, underWay);
    // One alone reaches the disk even from a page that is gone.
    if (underWay.length > 1) this.#lifeboat.board(sessionId, underWay.flat());
    return (ok) => {
      const left = (this.#underWay.get(sessionId) ?? []).filter((others) => others !== events);
      if (left.length > 0) this.#underWay.set(sessionId, left);
      else {
        this.#underWay.delete(sessionId);
        if (ok) this.#lifeboat.clear(sessionId);
      }
    };
  }
}
