import type { LogStore, Stored } from './log-store.ts';

/** A profile as it is kept: its file, so that there is one format to read and to mend. */
export interface KeptProfile {
  /** Unique, and used once. */
  readonly id: string;
  readonly name: string;
  /** Wall clock of its last change, ms since 1970. */
  readonly savedMs: number;
  /** The profile as a file would hold it. */
  readonly json: string;
}

/**
 * The team's profiles.
 *
 * Guarantees, the same for every implementation (tests/contracts/profile-store):
 * - `put` is all or nothing, and when it has resolved with `ok` the profile is durable, as an append to a log is.
 * - `all` gives each profile exactly as it was put last, by name and then by id.
 * - Profiles and logs do not affect each other.
 * - A fault is a value; only a bug throws.
 */
export interface ProfileStore {
  /** `memory` means: gone with the page. The screen says so. */
  readonly kind: LogStore['kind'];
  all(): Promise<Stored<readonly KeptProfile[]>>;
  /** Keeps it in place of the one of the same id, if there is one. */
  put(profile: KeptProfile): Promise<Stored<void>>;
  /** Nothing to do for an unknown id. */
  remove(id: string): Promise<Stored<void>>;
}

/** Sorts profiles as a list shows them. */
export const byName = (a: KeptProfile, b: KeptProfile): number =>
  a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
