import { freeName, type Profile, type ProfileSettings } from '../core/profile/profile.ts';
import type { ReadProfile } from '../core/profile/profile-json.ts';
import type { StorageFault, Stored } from '../storage/log-store.ts';
import type { KeptProfile, ProfileStore } from '../storage/profile-store.ts';

/** A profile of the list. */
export interface ListedProfile {
  readonly id: string;
  readonly name: string;
  /** Wall clock of its last change, ms. */
  readonly savedMs: number;
  /** What it holds; a fault where another version of the page, or a broken disk, left something else. */
  readonly read: ReadProfile;
}

/** What was done to a profile last, for the words. */
export interface ProfileAct {
  readonly kind: 'saved' | 'replaced' | 'renamed' | 'copied' | 'deleted' | 'undone';
  readonly name: string;
}

/** What profiles are made of. */
export interface ProfilesParts {
  readonly profiles: ProfileStore;
  readonly wallMs: () => number;
  readonly newId: () => string;
}

/** How profiles are written and read: no part of the first screen, and there when they are listed. */
const profileText = (): Promise<typeof import('../core/profile/profile-json.ts')> =>
  import('../core/profile/profile-json.ts');

/** The team's named settings: kept across sessions and visits. A change that could not be stored is none, and says why. */
export class Profiles {
  #kept: readonly KeptProfile[] = [];
  #list = $state.raw<readonly ListedProfile[]>([]);
  #fault = $state.raw<StorageFault | null>(null);
  #done = $state.raw<ProfileAct | null>(null);
  #undo: (() => Promise<Stored<void>>) | null = $state.raw(null);
  readonly #parts: ProfilesParts;

  constructor(parts: ProfilesParts) {
    this.#parts = parts;
  }

  /** By name. */
  get list(): readonly ListedProfile[] {
    return this.#list;
  }
  /** Whether profiles are kept when the page is closed. */
  get kind(): ProfileStore['kind'] {
    return this.#parts.profiles.kind;
  }
  /** Why the last change, or the list, came to nothing; null when it did not. */
  get fault(): StorageFault | null {
    return this.#fault;
  }
  /** The last change that was stored; null before the first. */
  get done(): ProfileAct | null {
    return this.#done;
  }
  /** Whether that change can be taken back. */
  get undoable(): boolean {
    return this.#undo !== null;
  }
  has(name: string): boolean {
    return this.#kept.some((kept) => kept.name === name);
  }

  /** Reads the list from the disk. */
  async look(): Promise<void> {
    const { profileFromJson } = await profileText();
    const all = await this.#parts.profiles.all();
    if (!all.ok) {
      this.#fault = all.fault;
      return;
    }
    this.#kept = all.value;
    this.#list = all.value.map(({ id, name, savedMs, json }) => ({
      id,
      name,
      savedMs,
      read: profileFromJson(json),
    }));
  }

  /** Keeps settings under a name, in place of what had that name. */
  async save(name: string, settings: ProfileSettings): Promise<boolean> {
    const before = this.#kept.find((kept) => kept.name === name);
    return this.#put({ name, settings }, before, before === undefined ? 'saved' : 'replaced');
  }

  /** Keeps a profile from elsewhere, under a name that no other has. */
  async add({ name, settings }: Profile): Promise<boolean> {
    const names = this.#kept.map((kept) => kept.name);
    return this.#put({ name: freeName(name, names), settings }, undefined, 'saved');
  }

  /** A name that another has is refused. */
  async rename(id: string, name: string): Promise<boolean> {
    const before = this.#kept.find((kept) => kept.id === id);
    const read = this.list.find((listed) => listed.id === id)?.read;
    if (read?.ok !== true || this.has(name)) return false;
    return this.#put({ ...read.value, name }, before, 'renamed');
  }

  async duplicate(id: string): Promise<boolean> {
    const read = this.list.find((listed) => listed.id === id)?.read;
    if (read?.ok !== true) return false;
    const names = this.#kept.map((kept) => kept.name);
    const name = freeName(read.value.name, names);
    return this.#put({ ...read.value, name }, undefined, 'copied');
  }

  async remove(id: string): Promise<boolean> {
    const before = this.#kept.find((kept) => kept.id === id);
    if (before === undefined) return false;
    const { profiles } = this.#parts;
    return this.#change({ kind: 'deleted', name: before.name }, profiles.remove(id), () =>
      profiles.put(before),
    );
  }

  /** Takes the last change back. */
  async undo(): Promise<boolean> {
    const undo = this.#undo;
    if (undo === null || this.#done === null) return false;
    return this.#change({ kind: 'undone', name: this.#done.name }, undo(), null);
  }

  /** @param before the record that it takes the place of. */
  async #put(
    profile: Profile,
    before: KeptProfile | undefined,
    kind: ProfileAct['kind'],
  ): Promise<boolean> {
    const { profiles, wallMs, newId } = this.#parts;
    const id = before?.id ?? newId();
    const { name } = profile;
    const { profileToJson } = await profileText();
    const kept = { id, name, savedMs: wallMs(), json: profileToJson(profile) };
    return this.#change({ kind, name }, profiles.put(kept), () =>
      before === undefined ? profiles.remove(id) : profiles.put(before),
    );
  }

  async #change(
    act: ProfileAct,
    change: Promise<Stored<void>>,
    undo: (() => Promise<Stored<void>>) | null,
  ): Promise<boolean> {
    const changed = await change;
    this.#fault = changed.ok ? null : changed.fault;
    if (!changed.ok) return false;
    this.#done = act;
    this.#undo = undo;
    await this.look();
    return true;
  }
}
