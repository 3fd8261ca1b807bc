import type { TuningEvent } from '../core/tuning/events.ts';
import type { Head } from './head.ts';
import type { SessionHeader } from './log-store.ts';
import type { KeptProfile } from './profile-store.ts';

/** The database of the page. Another name loses sight of every stored session. */
export const databaseName = 'mltune';

/** In `sessions`, key `id`. */
export type SessionRecord = SessionHeader;

/**
 * In `heads`, key [sessionId, next], unique by session. An append deletes the head it expects and adds its
 * own: if the log ends elsewhere the old head is still there, the add violates uniqueness, and the transaction
 * fails. That is compare-and-swap without a read, so an append can be committed in the tick it is made.
 */
export interface HeadRecord extends Head {
  readonly sessionId: string;
}

/** In `batches`, key [sessionId, first]: the events of one append. */
export interface BatchRecord {
  readonly sessionId: string;
  readonly first: number;
  readonly events: readonly TuningEvent[];
}

/** In `profiles`, key `id`. */
export type ProfileRecord = KeptProfile;

/** `next` of a removed session's head: no append expects it, so none can bring the session back. */
export const removedNext = -1;

/** Brings the database from one version to the next, inside the upgrade's transaction. */
export type Migration = (database: IDBDatabase, transaction: IDBTransaction) => void;

/** From version i to i + 1, in order. Only ever append: databases of every version are out there. */
export const migrations: readonly Migration[] = [
  (database) => {
    database.createObjectStore('sessions', { keyPath: 'id' });
    database
      .createObjectStore('heads', { keyPath: ['sessionId', 'next'] })
      .createIndex('bySession', 'sessionId', { unique: true });
    database.createObjectStore('batches', { keyPath: ['sessionId', 'first'] });
  },
  (database) => {
    database.createObjectStore('profiles', { keyPath: 'id' });
  },
];
