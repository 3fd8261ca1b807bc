import type { AddressError } from '../link/addresses.ts';
import type { Ticker } from '../link/ticker.ts';
import type { LogStore, SessionSummary, StorageFault } from '../storage/log-store.ts';
import type { Preferences } from '../storage/preferences.ts';
import { loaded, type Profile } from '../core/profile/profile.ts';
import type { Settings } from '../core/tuning/events.ts';
import { defaultSettings, goalFaults } from '../core/tuning/settings.ts';
import type { Offer } from '../core/tuning/offer.ts';
import type { Optimizer } from './optimizer-task.ts';
import { Profiles, type ProfilesParts } from './profiles.svelte.ts';
import { RobotGeneration } from './robot-generation.svelte.ts';
import { RobotProfiles, type ProfileFiles } from './robot-profiles.svelte.ts';
import { RobotSearch, type SearchParts } from './robot-search.svelte.ts';
import { TuningSession } from './tuning-session.svelte.ts';

/** What the screen has words for, of the borders that it does not know. */
export type { AddressError, LogStore, StorageFault };

/** What the workbench is made of. */
export interface WorkbenchParts extends SearchParts, ProfilesParts {
  readonly profileFiles: ProfileFiles;
  readonly store: LogStore;
  /** Why the store keeps nothing beyond the page; null when it does. */
  readonly storeFault: StorageFault | null;
  readonly lastResort: () => LogStore;
  readonly optimizer: Optimizer;
  readonly ticker: Ticker;
  /** A fresh u32 for a session's seed. */
  readonly newSeed: () => number;
}

/**
 * Everything that outlives one session: the list of sessions, the one that is open, the robot's address, and what
 * the page remembers between visits.
 */
export class Workbench {
  readonly search: RobotSearch;
  readonly profiles: Profiles;
  readonly robotProfiles: RobotProfiles;
  readonly #generation: RobotGeneration;
  #session = $state.raw<TuningSession | null>(null);
  #sessions = $state.raw<readonly SessionSummary[]>([]);
  #listFault = $state.raw<StorageFault | null>(null);
  #beforeLoad = $state.raw<{ readonly before: Settings | null; readonly after: Settings | null }>({
    before: null,
    after: null,
  });
  readonly #parts: WorkbenchParts;
  #detach: () => void = () => undefined;
  #page: Window | null = null;

  private constructor(parts: WorkbenchParts) {
    this.#parts = parts;
    this.#listFault = parts.storeFault;
    this.search = new RobotSearch(parts);
    this.profiles = new Profiles(parts);
    this.robotProfiles = new RobotProfiles(parts.page, parts.profileFiles);
    this.#generation = new RobotGeneration(parts.link);
  }

  /** Opens the session of the last visit as it was, or a new one, and dials the robot of the last visit. */
  static async begin(parts: WorkbenchParts): Promise<Workbench> {
    const bench = new Workbench(parts);
    const last = parts.preferences.get('sessionId');
    if (last === null || !(await bench.open(last))) await bench.startNew();
    const { search } = bench;
    if (search.address !== '') bench.connect(search.address);
    else void search.lookForSimulator();
    return bench;
  }

  /** The open session. */
  get session(): TuningSession {
    if (this.#session === null) throw new Error('no session is open yet');
    return this.#session;
  }
  /** All stored sessions, last used first; as of the last `list`. */
  get sessions(): readonly SessionSummary[] {
    return this.#sessions;
  }
  /** Why sessions are not kept or could not be listed; null when they are. */
  get storeFault(): StorageFault | null {
    return this.#listFault;
  }
  /** Whether the connected robot behaves as up to 2026 or as from 2027 on; null while that is not told. */
  get generation(): RobotGeneration['told'] {
    return this.#generation.told;
  }
  get preferences(): Preferences {
    return this.#parts.preferences;
  }

  /** Dials what was typed; null, or why it is no address. */
  connect(typed: string): AddressError | null {
    const begun = this.search.begin(typed);
    if (!begun.ok) return begun.error;
    this.session.connect(begun.candidates);
    return null;
  }

  /** Dials the simulated robot beside the page. */
  connectSimulator(): void {
    const { simulator } = this.search;
    if (simulator !== null) this.connect(simulator);
  }

  /** Hangs up, and does not dial again by itself at the next visit. */
  disconnect(): void {
    this.search.end();
    this.session.disconnect();
  }

  /** Takes what the robot offers, and the goal that it tells, as the settings of a session that has none. */
  adopt(offers: readonly Offer[]): void {
    if (this.session.state.settings !== null || offers.length === 0) return;
    const coefficients = offers.map(({ coefficient }) => coefficient);
    const settings = defaultSettings(coefficients, this.#parts.newSeed());
    const goal = this.session.toldGoal;
    const makesSense = goal !== null && goalFaults(goal, settings.distanceM[0]).length === 0;
    this.session.configure({ ...settings, goal: makesSense ? goal : null });
  }

  /** Takes a profile's settings for the open session; its log, and what belongs to this sitting, stay. */
  load(profile: Pick<Profile, 'settings'>): void {
    const { session } = this;
    const before = session.state.settings;
    session.configure(loaded(profile, before, this.#parts.newSeed()));
    this.#beforeLoad = { before, after: session.state.settings };
  }

  /** The settings before the last profile was loaded, while nothing else has changed them since; null for none. */
  get beforeLoad(): Settings | null {
    const { before, after } = this.#beforeLoad;
    return after !== null && after === this.session.state.settings ? before : null;
  }
  /** Takes the loading of a profile back. */
  unload(): void {
    const { beforeLoad } = this;
    if (beforeLoad !== null) this.session.configure(beforeLoad);
  }

  /** A fresh seed, for settings made by hand. */
  newSeed(): number {
    return this.#parts.newSeed();
  }

  /** Reads the list of sessions anew. */
  async list(): Promise<void> {
    const listed = await this.#parts.store.sessions();
    if (listed.ok) this.#sessions = listed.value;
    else this.#listFault = listed.fault;
  }

  /** Opens a stored session as it was; false when there is none of that id. */
  async open(id: string): Promise<boolean> {
    const listed = await this.#parts.store.sessions();
    const header = listed.ok ? listed.value.find((session) => session.id === id) : undefined;
    if (header === undefined) return false;
    const read = await this.#parts.store.read(id);
    if (!read.ok) {
      this.#listFault = read.fault;
      return false;
    }
    await this.#use(header, read.value);
    return true;
  }

  /** Begins a new session; with the settings of the open one when it has any. */
  async startNew(): Promise<void> {
    const now = this.#parts.wallMs();
    const header = { id: this.#parts.newId(), name: nameAt(now), createdMs: now };
    const settings = this.#session?.state.settings ?? null;
    const created = await this.#parts.store.create(header);
    if (!created.ok) this.#listFault = created.fault;
    await this.#use(header, []);
    if (settings !== null) this.session.configure({ ...settings, seed: this.#parts.newSeed() });
  }

  async rename(id: string, name: string): Promise<void> {
    const renamed = await this.#parts.store.rename(id, name);
    if (!renamed.ok) this.#listFault = renamed.fault;
    await this.list();
  }

  /** Removes a session that is not open. */
  async remove(id: string): Promise<void> {
    if (id === this.session.header.id) return;
    const removed = await this.#parts.store.remove(id);
    if (!removed.ok) this.#listFault = removed.fault;
    await this.list();
  }

  /** Stores what waits and hangs up; the workbench is not to be used any more. */
  async close(): Promise<void> {
    this.#detach();
    this.search.close();
    this.#generation.close();
    await this.session.close();
    this.#parts.link.disconnect();
  }

  /** Keeps the open session's log whenever this window is hidden or left. */
  attach(page: Window): void {
    this.#page = page;
    this.#detach();
    this.#detach = this.session.attach(page);
  }

  async #use(
    header: TuningSession['header'],
    events: ConstructorParameters<typeof TuningSession>[0]['events'],
  ): Promise<void> {
    this.#detach();
    await this.#session?.close();
    const { link, store, lastResort, optimizer, ticker, wallMs, newId } = this.#parts;
    this.#session = new TuningSession({
      header,
      events,
      link,
      store,
      lastResort,
      optimizer,
      ticker,
      wallMs,
      newId,
    });
    this.#parts.preferences.set('sessionId', header.id);
    if (this.#page !== null) this.attach(this.#page);
    await this.list();
  }
}

/** A session is called by when it began, until somebody names it. */
function nameAt(wallMs: number): string {
  const date = new Date(wallMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
