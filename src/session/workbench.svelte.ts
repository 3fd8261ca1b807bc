import type { AddressError, RobotAddress } from '../link/addresses.ts';
import type { DemoRobot } from '../link/demo-robot.ts';
import type { Ticker } from '../link/ticker.ts';
import type {
  LogStore,
  SessionHeader,
  SessionSummary,
  StorageFault,
} from '../storage/log-store.ts';
import type { Preferences } from '../storage/preferences.ts';
import { loaded, type Profile } from '../core/profile/profile.ts';
import type { Settings } from '../core/tuning/events.ts';
import { defaultSettings, goalFaults } from '../core/tuning/settings.ts';
import type { Offer } from '../core/tuning/offer.ts';
import { DemoStand } from './demo-stand.svelte.ts';
import { LastingStorage, type StoragePromise } from './lasting-storage.svelte.ts';
import { FieldControl, type FieldControlParts } from './field-control.ts';
import type { Optimizer } from './optimizer-task.ts';
import { Profiles, type ProfilesParts } from './profiles.svelte.ts';
import { RobotGeneration } from './robot-generation.svelte.ts';
import { RobotProfiles, type ProfileFiles } from './robot-profiles.svelte.ts';
import { RobotSearch, type SearchParts } from './robot-search.svelte.ts';
import { TuningSession } from './tuning-session.svelte.ts';
import { UnstoredLogs } from './unstored-logs.ts';

/** What the screen has words for, of the borders that it does not know. */
export type { AddressError, LogStore, StorageFault };

type Events = ConstructorParameters<typeof TuningSession>[0]['events'];

/** This page's right to work, of all that are open. */
export interface SeatHold {
  /** Whether it may work at this moment; a page that was blocked has to ask first. */
  readonly mayWork: () => boolean;
  /** Says that the right is lost: another page works. */
  readonly lost: () => void;
}

/** What the workbench is made of. */
export interface WorkbenchParts extends SearchParts, ProfilesParts, FieldControlParts {
  readonly profileFiles: ProfileFiles;
  readonly store: LogStore;
  /** Why the store keeps nothing beyond the page, or could not be opened yet; null when it does. */
  readonly storeFault: StorageFault | null;
  /** Absent where the browser promises nothing. */
  readonly storagePromise?: StoragePromise | undefined;
  /** Absent where there is no other page. */
  readonly hold?: SeatHold;
  readonly optimizer: Optimizer;
  readonly ticker: Ticker;
  /** A fresh u32 for a session's seed. */
  readonly newSeed: () => number;
  /** Brings the demo robot of that seed into the page; rejects where its code can't be loaded. */
  readonly demo: (seed: number) => Promise<DemoRobot>;
}

/** What the demo robot is called where other robots have an address. */
const demoAddress: RobotAddress = { host: 'demo', port: 5810 };
/** How long the store has before it is asked again for what it did not give, ms. */
const askAgainMs = 5_000;
/** So many demo robots there are. */
const demoRobots = 1_000_000;

/**
 * Everything that outlives one session: the list of sessions, the one that is open, the robot's address, and what
 * the page remembers between visits.
 */
export class Workbench {
  readonly search: RobotSearch;
  readonly profiles: Profiles;
  readonly lasting: LastingStorage;
  readonly robotProfiles: RobotProfiles;
  #generation = $state.raw<RobotGeneration>()!;
  #demo = $state.raw<DemoStand | null>(null);
  #demoFailed = $state.raw(false);
  /** Whether another session is being opened: a second press in the meantime does nothing. */
  #moving = false;
  #session = $state.raw<TuningSession | null>(null);
  #sessions = $state.raw<readonly SessionSummary[]>([]);
  #fault = $state.raw<StorageFault | null>(null);
  /** As the store listed them last. */
  #stored: readonly SessionSummary[] = [];
  readonly #unstored = new UnstoredLogs();
  /** The session that records when none is only read: the last one that did; null before the first. */
  #current: string | null = null;
  /** The session that was begun because the store could not be asked for the last one; null for none. */
  #interim: string | null = null;
  #beforeLoad = $state.raw<{ readonly before: Settings | null; readonly after: Settings | null }>({
    before: null,
    after: null,
  });
  readonly #parts: WorkbenchParts;
  readonly #fieldControl: FieldControl;
  #detach: () => void = () => undefined;
  #stopAsking: () => void = () => undefined;
  #closed = false;
  #page: Window | null = null;

  private constructor(parts: WorkbenchParts) {
    this.#parts = parts;
    this.#fault = parts.storeFault;
    this.search = new RobotSearch(parts);
    this.profiles = new Profiles(parts);
    this.lasting = new LastingStorage(parts.storagePromise);
    this.robotProfiles = new RobotProfiles(parts.page, parts.profileFiles);
    this.#generation = new RobotGeneration(parts.link);
    this.#fieldControl = new FieldControl(parts);
  }

  /** Opens the session of the last visit as it was, or a new one, and dials the robot of the last visit. */
  static async begin(parts: WorkbenchParts): Promise<Workbench> {
    const bench = new Workbench(parts);
    const demo = parts.preferences.get('demoSessionId');
    if (demo === null || !(await bench.#open(demo))) await bench.#openLast();
    return bench;
  }

  /** The demo robot, while it is what is tuned; null for a real one, or none. */
  get demo(): DemoStand | null {
    return this.#demo;
  }
  /** Whether the demo robot could not be loaded when it was last asked for. */
  get demoFailed(): boolean {
    return this.#demoFailed;
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
    const { store, storeFault } = this.#parts;
    return this.#fault ?? (store.kind === 'memory' ? storeFault : null);
  }
  /** Whether the connected robot behaves as up to 2026 or as from 2027 on; null while that is not told. */
  get generation(): RobotGeneration['told'] {
    return this.#generation.told;
  }
  get preferences(): Preferences {
    return this.#parts.preferences;
  }

  /** Dials what was typed, and leaves the demo robot for it; null, or why it is no address. */
  connect(typed: string): AddressError | null {
    const begun = this.search.begin(typed);
    if (!begun.ok) return begun.error;
    if (this.#demo === null) this.session.connect(begun.candidates);
    else void this.leaveDemo();
    return null;
  }

  /** Dials the simulated robot beside the page. */
  connectSimulator(): void {
    const { simulator } = this.search;
    if (simulator !== null) this.connect(simulator);
  }

  /** Hangs up, and does not dial again by itself at the next visit. */
  disconnect(): void {
    if (this.#demo === null) this.search.end();
    this.session.disconnect();
  }

  /** Begins a session of its own with a demo robot; everything else stays as it is, for `leaveDemo`. */
  async tryDemo(): Promise<void> {
    if (this.#demo === null) await this.#move(() => this.#startDemo());
  }

  /** Goes back to the session that was open before the demo robot, and dials its robot. */
  async leaveDemo(): Promise<void> {
    if (this.#demo === null) return;
    await this.#move(async () => {
      const { header, state, readOnly } = this.session;
      await this.#openLast();
      if (state.shots.length === 0 && !readOnly) await this.#remove(header.id);
    });
  }

  /** Takes what the robot offers, and the goal that it tells, as the settings of a session that has none. */
  adopt(offers: readonly Offer[]): void {
    if (this.session.readOnly) return;
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

  /** Reads the list of sessions anew; asks again by itself while the store does not give it. */
  async list(): Promise<void> {
    const listed = await this.#parts.store.sessions();
    this.#fault = listed.ok ? null : listed.fault;
    if (listed.ok) this.#stored = listed.value;
    this.#sessions = this.#unstored.among(this.#stored);
    this.#stopAsking();
    if (!listed.ok && !this.#closed)
      this.#stopAsking = this.#parts.ticker.after(askAgainMs, () => {
        void this.list().then(() => this.#catchUp());
      });
  }

  /**
   * Opens a stored session as it was, with the robot that belongs to it; false when there is none of that id. The current session
   * goes on; any other is only read, until `continueHere`.
   */
  async open(id: string): Promise<boolean> {
    let opened = false;
    await this.#move(async () => {
      const isCurrent = id === this.#current || id === this.#parts.preferences.get('sessionId');
      opened = await this.#open(id, { readOnly: !isCurrent });
    });
    return opened;
  }

  /** Goes on in the session that is only read: it is the current one from now on. */
  async continueHere(): Promise<void> {
    const { header, readOnly } = this.session;
    if (!readOnly) return;
    await this.#move(async () => {
      await this.#open(header.id);
    });
  }

  /** Leaves the session that is only read for the current one. */
  async backToCurrent(): Promise<void> {
    if (!this.session.readOnly) return;
    await this.#move(async () => {
      if (this.#current === null || !(await this.#open(this.#current))) await this.#openLast();
    });
  }

  async #open(id: string, { readOnly = false } = {}): Promise<boolean> {
    const left = this.#unstored.find(id);
    if (left !== undefined)
      return this.#useAny(left.header, left.events, { isNew: true, readOnly });
    const { store } = this.#parts;
    const listed = await store.sessions();
    const header = listed.ok ? listed.value.find((session) => session.id === id) : undefined;
    this.#fault = listed.ok ? null : listed.fault;
    if (header === undefined) return false;
    const read = await store.read(id);
    if (!read.ok) {
      this.#fault = read.fault;
      return false;
    }
    return this.#useAny(header, read.value, { isNew: false, readOnly });
  }

  async #useAny(header: SessionHeader, events: Events, use: Use): Promise<boolean> {
    if (header.demo === true) return this.#useDemo(header, events, use);
    await this.#useReal(header, events, use);
    return true;
  }

  /** Begins a new session with the same robot; with the settings of the open one when it has any. */
  async startNew(): Promise<void> {
    await this.#move(() => (this.#demo === null ? this.#startReal() : this.#startDemo()));
  }

  async rename(id: string, name: string): Promise<void> {
    const renamed = await this.#parts.store.rename(id, name);
    await this.list();
    if (!renamed.ok) this.#fault = renamed.fault;
  }

  /** Removes a session that is not open. */
  async remove(id: string): Promise<void> {
    if (id !== this.session.header.id) await this.#remove(id);
  }

  async #remove(id: string): Promise<void> {
    this.#unstored.drop(id);
    const removed = await this.#parts.store.remove(id);
    await this.list();
    if (!removed.ok) this.#fault = removed.fault;
  }

  /** Carries on with what was heard while this page did not know whether it may work. */
  goOn(): void {
    this.#session?.goOn();
  }

  /** Stores what waits and hangs up; the workbench is not to be used any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#stopAsking();
    this.search.close();
    this.#generation.close();
    this.#fieldControl.close();
    await this.#closeSession();
    this.#parts.link.disconnect();
  }

  /** Keeps the open session's log whenever this window is hidden or left. */
  attach(page: Window): void {
    this.#page = page;
    this.#detach();
    this.#detach = this.session.attach(page);
  }

  /** The session of the last visit as it was, or a new one, and its robot; never the demo robot. */
  async #openLast(): Promise<void> {
    const last = this.#parts.preferences.get('sessionId');
    if (last !== null && (await this.#open(last))) return;
    await this.#startReal();
    if (this.#fault !== null) this.#interim = this.session.header.id;
  }

  async #startReal(): Promise<void> {
    const now = this.#parts.wallMs();
    const header = { id: this.#parts.newId(), name: nameAt(now), createdMs: now };
    // What a demo robot has to tune is no real robot's.
    const settings = this.#demo === null ? (this.#session?.state.settings ?? null) : null;
    await this.#useReal(header, [], { isNew: !(await this.#create(header)), readOnly: false });
    if (settings !== null) this.session.configure({ ...settings, seed: this.#parts.newSeed() });
  }

  async #startDemo(): Promise<void> {
    const now = this.#parts.wallMs();
    const name = `Demo ${nameAt(now)}`;
    const header = { id: this.#parts.newId(), name, createdMs: now, demo: true } as const;
    const robot = await this.#loadDemo(header);
    if (robot === null) return;
    const isNew = !(await this.#create(header));
    await this.#useDemo(header, [], { isNew, readOnly: false }, robot);
  }

  async #create(header: SessionHeader): Promise<boolean> {
    const created = await this.#parts.store.create(header);
    this.#fault = created.ok ? null : created.fault;
    return created.ok;
  }

  /** The same robot whenever the same session is opened; null where its code can't be loaded. */
  async #loadDemo({ createdMs }: SessionHeader): Promise<DemoRobot | null> {
    this.#demoFailed = false;
    try {
      return await this.#parts.demo(createdMs % demoRobots);
    } catch {
      this.#demoFailed = true;
      return null;
    }
  }

  async #useDemo(
    header: SessionHeader,
    events: Events,
    use: Use,
    loaded?: DemoRobot,
  ): Promise<boolean> {
    const robot = loaded ?? (await this.#loadDemo(header));
    if (robot === null) return false;
    await this.#use(header, events, use, new DemoStand(robot));
    this.#parts.link.disconnect();
    this.session.connect([demoAddress]);
    return true;
  }

  async #useReal(header: SessionHeader, events: Events, use: Use): Promise<void> {
    const wasAway = this.#session === null || this.#demo !== null;
    await this.#use(header, events, use, null);
    if (!wasAway) return;
    const { search } = this;
    if (search.address !== '') this.connect(search.address);
    else void search.lookForSimulator();
  }

  async #use(
    header: SessionHeader,
    events: Events,
    { isNew, readOnly }: Use,
    demo: DemoStand | null,
  ): Promise<void> {
    await this.#closeSession();
    // What nobody stores by recording on stays to be stored.
    if (!readOnly) this.#unstored.drop(header.id);
    const { store, hold, optimizer, ticker, wallMs, newId } = this.#parts;
    const link = demo?.robot ?? this.#parts.link;
    this.#generation.close();
    this.#generation = new RobotGeneration(link);
    this.#demo = demo;
    const session = new TuningSession({
      header,
      events,
      link,
      store,
      ...(readOnly ? { readOnly } : isNew ? { isNew } : {}),
      ...(hold === undefined ? {} : { mayWork: hold.mayWork }),
      onStorage: () => {
        if (session.storageFault?.kind === 'conflict') hold?.lost();
        if (session === this.#session) void this.list().then(() => this.#catchUp());
      },
      ...(demo === null ? { fieldControl: this.#fieldControl } : {}),
      optimizer,
      ticker,
      wallMs,
      newId,
    });
    this.#session = session;
    if (!readOnly) this.#current = header.id;
    if (!isNew) this.#remember();
    if (this.#page !== null) this.attach(this.#page);
    await this.list();
  }

  /** Ends the open session; what of it could not be stored is kept. */
  async #closeSession(): Promise<void> {
    this.#detach();
    const session = this.#session;
    await session?.close();
    if (session !== null && session.unstored > 0) this.#unstored.keep(session);
    this.#demo?.robot.disconnect();
  }

  /** The next visit goes on with the open session: it is stored. */
  #remember(): void {
    const { preferences, store } = this.#parts;
    if (store.kind === 'memory' || this.session.readOnly) return;
    const { id } = this.session.header;
    preferences.set('demoSessionId', this.#demo === null ? null : id);
    if (this.#demo === null) preferences.set('sessionId', id);
  }

  /** Once storage works again: all that waits is stored, and the session of the last visit is there again. */
  async #catchUp(): Promise<void> {
    const { session } = this;
    if (this.storeFault !== null || session.storageFault !== null) return;
    await this.#unstored.storeIn(this.#parts.store);
    if (session.readOnly) return this.list();
    if (this.#interim === session.header.id && isUntouched(session)) await this.#endInterim();
    const { header } = this.session;
    const has = (): boolean => this.#sessions.some(({ id }) => id === header.id);
    await this.list();
    if (!has() && (await this.#create(header))) await this.list();
    if (has() && header.id === this.session.header.id) this.#remember();
  }

  async #endInterim(): Promise<void> {
    const interim = this.#interim;
    this.#interim = null;
    await this.#move(async () => {
      const last = this.#parts.preferences.get('sessionId');
      if (interim !== null && last !== null && (await this.#open(last)))
        await this.#remove(interim);
    });
  }

  /** One move from session to session at a time. */
  async #move(go: () => Promise<void>): Promise<void> {
    if (this.#moving) return;
    this.#moving = true;
    try {
      await go();
    } finally {
      this.#moving = false;
    }
  }
}

/** How a session is opened. */
interface Use {
  /** Whether the store may lack the session, or some of its events. */
  readonly isNew: boolean;
  readonly readOnly: boolean;
}

/** Whether nothing was done in a session that anybody would look for. */
const isUntouched = ({ state }: TuningSession): boolean =>
  state.shots.length === 0 && state.settings === null;

/** A session is called by when it began, until somebody names it. */
function nameAt(wallMs: number): string {
  const date = new Date(wallMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
