import { SvelteSet } from 'svelte/reactivity';
import type { Opening } from '../core/aim/family/role.ts';
import type { SeenTopic } from '../core/tuning/browse.ts';
import type { Coefficient } from '../core/tuning/coefficient.ts';
import { decide } from '../core/tuning/decide.ts';
import type { Destination, Destinations } from '../core/tuning/destination.ts';
import type { TuningEvent } from '../core/tuning/events.ts';
import { foldAll } from '../core/tuning/fold.ts';
import { armingBar } from '../core/tuning/gate.ts';
import type { PageBar, Situation } from '../core/tuning/gate.ts';
import type { Command, Input, PinSource } from '../core/tuning/input.ts';
import { isOfShot, usualLiveDistance } from '../core/tuning/live-distance.ts';
import type { NamedSource } from '../core/tuning/named-source.ts';
import type { Offer } from '../core/tuning/offer.ts';
import type { Label, MissDirection } from '../core/tuning/shot.ts';
import type { TuningState } from '../core/tuning/state.ts';
import type { TableOffer } from '../core/tuning/table-offer.ts';
import { runtimeStatus } from '../core/tuning/status.ts';
import { settled, tuned } from '../core/tuning/values.ts';
import { waitingFor } from '../core/tuning/waiting.ts';
import type { SessionReport } from '../core/tuning/other-session.ts';
import type { Standing } from '../core/tuning/writing-seat.ts';
import { readOf, unknownWiring, type Known } from '../core/tuning/wiring.ts';
import type { Candidate } from '../link/addresses.ts';
import type { Attempt } from '../link/attempts.ts';
import type { LinkState, RobotLink } from '../link/robot-link.ts';
import type { Ticker } from '../link/ticker.ts';
import type { LogStore, SessionHeader, StorageFault } from '../storage/log-store.ts';
import { CoefficientWriters } from './coefficient-writers.ts';
import type { ToldDistance } from './live-distance-watch.ts';
import { ModelAnswers } from './model-answers.ts';
import { Notices, type NumberedNotice } from './notices.svelte.ts';
import { OperatorActs } from './operator-acts.ts';
import { OptimizerTask } from './optimizer-task.ts';
import type { Answer, Optimizer } from './optimizer-task.ts';
import type { FieldControl } from './field-control.ts';
import { followOtherSession } from './other-session.ts';
import { Recorder } from './recorder.ts';
import type { Page } from './recorder.ts';
import { RemoteControl } from './remote-control.ts';
import { lookAtTopics, type SeenTopics } from './robot-topics.ts';
import { RobotWatch } from './robot-watch.ts';
import { StatusPublisher } from './status-publisher.ts';
import {
  followNumbers,
  lookAtAll,
  lookForTables,
  readOffer,
  readTable,
  type NoTable,
} from './tunable-topics.ts';
import type { UnsavedSettings } from './unsaved-settings.ts';
import type { Wirings } from './wiring-watch.ts';
import { WritingSeat } from './writing-seat.ts';

/** What a session is made of: its borders, and where time and names come from. */
export interface SessionParts {
  readonly header: SessionHeader;
  /** What there is of this session already. */
  readonly events: readonly TuningEvent[];
  readonly link: RobotLink;
  /** Where the log is kept. */
  readonly store: LogStore;
  /** There where the store may lack the session, or some of its events: it could not be asked. */
  readonly isNew?: true;
  /** There where a session of another time is only read: nothing is recorded, nothing leaves for the robot. */
  readonly readOnly?: true;
  /** Whether this page may work at this moment; what it hears meanwhile waits for `goOn`. */
  readonly mayWork?: () => boolean;
  /** Called when the store stops doing its work, and when it works again. */
  readonly onStorage?: () => void;
  /** Whether a field controls the Driver Station on this computer; absent for a robot in the page. */
  readonly fieldControl?: Pick<FieldControl, 'isControlled' | 'tell'>;
  readonly optimizer: Optimizer;
  readonly ticker: Ticker;
  /** Wall clock, ms since 1970. */
  readonly wallMs: () => number;
  /** A name that was never given before. */
  readonly newId: () => string;
}

/** How the link looks from the screen. */
export interface LinkView {
  readonly state: LinkState;
  /** How far each address came that is tried. */
  readonly attempts: readonly Attempt[];
  /** Smallest round trip of this connection, ms. */
  readonly rttMs: number | null;
  /** Age of the last value of any kind, ms. */
  readonly lastValueAgeMs: number | null;
}

/** How often time itself is looked at, ms: while values are on their way, while tuning, and while paused. */
const tickMs = { writing: 50, active: 250, idle: 1_000 } as const;
/** A server that has not taken a topic for so long does not take it, ms. */
const unpublishedAfterMs = 1_000;
/** Of a session without settings. */
const noSources: readonly NamedSource[] = [];

/**
 * One sitting of tuning, live: inputs go in by its verbs and its borders, `decide` answers them, the events are
 * logged and the commands carried out. `state` is replaced whole; everything the screen shows derives from it.
 */
export class TuningSession extends OperatorActs {
  readonly header: SessionHeader;
  /** What the model knows beside suggestions, for what is on the screen. */
  readonly model: ModelAnswers;

  #state = $state.raw<TuningState>(foldAll([]));
  #now = $state.raw<Situation>(blankSituation);
  #link = $state.raw<LinkView>(noLink);
  #storageFault = $state.raw<StorageFault | null>(null);
  #unstored = $state(0);
  #optimizerFault = $state.raw<string | null>(null);
  #standing = $state.raw<Standing>({ kind: 'asking' });
  #other = $state.raw<SessionReport | null>(null);
  #offers = $state.raw<readonly Offer[]>([]);
  #tables = $state.raw<readonly TableOffer[]>([]);
  #offersComplete = $state.raw(false);
  #offersRounds = 0;
  #wirings = $state.raw<Wirings>({});
  #toldGoal = $state.raw<Opening | null>(null);
  #liveDistance = $state.raw<ToldDistance | null>(null);
  #tapedDistanceM = $state.raw<number | null>(null);

  #typed = $state.raw<UnsavedSettings | null>(null);
  readonly #pageBar: PageBar | null = $derived(
    this.readOnly ? 'old-session' : (this.#typed?.changes ?? 0) > 0 ? 'unsaved-setup' : null,
  );
  readonly #unrecorded = new SvelteSet<string>();
  /** What was typed sets this at once; all else of the situation changes with what is heard. */
  readonly #seen: Situation = $derived({ ...this.#now, pageBar: this.#pageBar });
  readonly waiting = $derived(waitingFor(this.#state, this.#seen));
  /** Why the tuner can't be armed; null when it can. */
  readonly armingBar = $derived(armingBar(this.#state, this.#seen));

  readonly #parts: SessionParts;
  readonly #events: TuningEvent[];
  readonly #recorder: Recorder;
  readonly #watch: RobotWatch;
  readonly #writers: CoefficientWriters;
  readonly #publisher: StatusPublisher;
  readonly #remote: RemoteControl;
  readonly #seat: WritingSeat;
  readonly #task: OptimizerTask;
  readonly #stopFollowing: () => void;
  /** Whether this session was the one that may write, and who was since. */
  #hadSeat = false;
  #seatOf: { readonly name: string | null } | null = null;
  readonly #notices = new Notices();
  readonly #inbox: Input[] = [];
  #reading = false;
  #hiddenSinceMs: number | null = null;
  #stopTick: () => void = () => undefined;
  #leaving = false;
  #closed = false;

  constructor(parts: SessionParts) {
    super();
    const { header, events, link, store, ticker } = parts;
    this.header = header;
    this.#parts = parts;
    this.model = new ModelAnswers(parts.optimizer);
    this.#events = [...events];
    this.#state = foldAll(events);
    this.#recorder = new Recorder({
      store,
      sessionId: header.id,
      toCreate: parts.isNew === true ? header : null,
      storedEvents: parts.isNew === true ? 0 : events.length,
      ticker,
      onFault: (fault) => {
        this.#onStorage(fault);
      },
    });
    if (parts.isNew === true) this.#recorder.append(events);
    this.#writers = new CoefficientWriters(link, {
      now: (list) => this.#watch.listNow(list),
      wrote: (list, values, serverUs) => {
        this.#watch.wroteList(list, values, serverUs);
      },
    });
    this.#publisher = new StatusPublisher(link, ticker);
    this.#remote = new RemoteControl(link, ticker, (input) => {
      if (input.type === 'switch') this.#publisher.overwritten('TunerEnabled');
      this.hear(input);
    });
    this.#seat = new WritingSeat(link, ticker, () => {
      this.hear({ type: 'tick' });
    });
    this.#stopFollowing = followOtherSession(link, (report) => {
      this.#other = report;
      if (report !== null && !this.#seat.publishes) this.hear({ type: 'other-session', report });
    });
    this.#task = new OptimizerTask(parts.optimizer, ticker, (answer) => {
      this.#onAnswer(answer);
    });
    this.#watch = new RobotWatch(link, ticker, {
      hear: (input) => {
        this.hear(input);
      },
      notice: () => {
        this.#look();
      },
      complain: ({ kind, topic, detail }) => {
        this.#notices.tell({ kind: 'robot-trouble', about: kind, topic, detail });
      },
    });
    if (this.readOnly) this.#state = { ...this.#state, armed: false, online: null };
    else this.hear({ type: 'resume' });
    this.#watch.start();
    parts.fieldControl?.tell(() => {
      this.hear({ type: 'tick' });
    });
    this.#follow();
  }

  /** All that the log says. */
  get state(): TuningState {
    return this.#state;
  }
  /** What is true at this moment. */
  get now(): Situation {
    return this.#now;
  }
  get link(): LinkView {
    return this.#link;
  }
  /** Oldest first; the screen shows each for a while. */
  get notices(): readonly NumberedNotice[] {
    return this.#notices.shown;
  }
  /** What keeps the log from being stored now; null when nothing does. */
  get storageFault(): StorageFault | null {
    return this.#storageFault;
  }
  /** Whether what is stored is kept when the page is closed. */
  get storageKind(): LogStore['kind'] {
    return this.#parts.store.kind;
  }
  /** Entries that are in memory alone while storage is at fault, and once the session is closed. */
  get unstored(): number {
    return this.#unstored;
  }
  /** Why the optimizer did not answer last time; null when it did. */
  get optimizerFault(): string | null {
    return this.#optimizerFault;
  }
  /** Whether this page is the one of all laptops that may write to the robot. */
  get standing(): Standing {
    return this.#standing;
  }
  /** What the other laptop that tunes this robot says of its session now; null where none says anything. */
  get other(): SessionReport | null {
    return this.#other;
  }
  /** What the connected robot offers to tune; `offersComplete` once its announcements have calmed down. */
  get offers(): readonly Offer[] {
    return this.#offers;
  }
  /** The look-up tables among that, and those of which the team has something to say first. */
  get tables(): readonly TableOffer[] {
    return this.#tables;
  }
  get offersComplete(): boolean {
    return this.#offersComplete;
  }
  /** How the coefficients of the settings are wired up on the connected robot, by topic. */
  get wirings(): Wirings {
    return this.#wirings;
  }
  /** Whether the robot's code listens to all that is written. */
  get listened(): Known {
    return readOf(tuned(this.#state).map(({ topic }) => this.#wirings[topic] ?? unknownWiring));
  }
  /** What was typed in Setup and is neither saved nor discarded; null for nothing. */
  get unsaved(): UnsavedSettings | null {
    return (this.#typed?.changes ?? 0) > 0 ? this.#typed : null;
  }
  /** Whether the session is only read; what a person does to it is refused in words. */
  get readOnly(): boolean {
    return this.#parts.readOnly === true;
  }
  /** Shots that the robot told of while the session was only read. */
  get unrecorded(): number {
    return this.#unrecorded.size;
  }
  /** The goal that the connected robot tells; null when it tells none. */
  get toldGoal(): Opening | null {
    return this.#toldGoal;
  }
  /**
   * The distance a tap is logged with: the robot's own while it tells one, else what the operator set; `ofShot` where the robot told
   * it with its last shot.
   */
  get distanceM(): { readonly m: number | null; readonly live: boolean; readonly ofShot: boolean } {
    const live = this.#liveDistance;
    if (live === null) return { m: this.#tapedDistanceM, live: false, ofShot: false };
    return { m: live.m, live: true, ofShot: isOfShot(this.#state, live.serverUs) };
  }
  /** The whole log, oldest first, stored or not: what an export is made of. */
  get events(): readonly TuningEvent[] {
    return this.#events;
  }

  tap(label: Exclude<Label, 'none'>, direction: MissDirection | null = null): void {
    this.#watch.catchUp(null);
    this.hear({
      type: 'tap',
      id: `tap-${this.#parts.newId()}`,
      label,
      direction,
      distanceM: this.distanceM.m,
      serverUs: this.#parts.link.serverNowUs(),
    });
  }
  /** A stream of `of` shots of which `made` hit. */
  burst(made: number, of: number): void {
    this.#watch.catchUp(null);
    this.hear({
      type: 'burst',
      id: `burst-${this.#parts.newId()}`,
      made,
      of,
      distanceM: this.distanceM.m,
      serverUs: this.#parts.link.serverNowUs(),
    });
  }
  /** Keeps what the robot has, or the best, under a name. */
  pin(of: PinSource, name: string): void {
    this.hear({ type: 'pin', id: `pin-${this.#parts.newId()}`, of, name });
  }
  /** The distance to log taps with while the robot tells none, m; null for unknown. */
  standAt(distanceM: number | null): void {
    this.#tapedDistanceM = distanceM;
  }
  connect(candidates: readonly Candidate[]): void {
    this.#parts.link.connect(candidates);
    this.#look();
  }
  disconnect(): void {
    this.#parts.link.disconnect();
    this.#look();
  }
  dismiss(number: number): void {
    this.#notices.dismiss(number);
  }
  /** Follows what is typed in Setup: while something is unsaved, the tuner can't be armed. */
  followTyping(typed: UnsavedSettings): void {
    this.#typed = typed;
  }
  /** Tells what the robot publishes, of whatever kind, until it is stopped. */
  lookAtTopics(listener: (seen: SeenTopics) => void): () => void {
    return lookAtTopics(this.#parts.link, this.#parts.ticker, listener);
  }
  /** Tells every topic that the robot announces, without values, until it is stopped. */
  lookAtAll(listener: (seen: readonly SeenTopic[]) => void): () => void {
    return lookAtAll(this.#parts.link, this.#parts.ticker, listener);
  }
  /** What can be offered for one of those; null where it has no value that can be tuned. */
  readOffer(topic: SeenTopic): Promise<Offer | null> {
    return readOffer(this.#parts.link, this.#parts.ticker, topic);
  }
  /** The look-up table that one of those may be, which holds a list; null where it holds none that can be tuned. */
  readTable(topic: SeenTopic, seen: readonly SeenTopic[]): Promise<TableOffer | NoTable> {
    return readTable(this.#parts.link, this.#parts.ticker, topic, seen);
  }
  /** Tells the look-up tables outside `/Tuning/` that tell their distances, until it is stopped. */
  lookForTables(listener: (tables: readonly TableOffer[]) => void): () => void {
    return lookForTables(this.#parts.link, this.#parts.ticker, listener);
  }
  /** Tells the numbers that these topics have, whenever one changes, until it is stopped. */
  followNumbers(
    topics: readonly string[],
    listener: (numbers: ReadonlyMap<string, number>) => void,
  ): () => void {
    return followNumbers(this.#parts.link, topics, listener);
  }
  /** Takes the robot over from another laptop. */
  takeOver(): void {
    if (this.readOnly) return;
    this.#seat.take();
    this.hear({ type: 'tick' });
  }
  /** Keeps the log when the page is hidden or closed, and disarms a page that nobody looks at. */
  attach(page: Page): () => void {
    const onVisibility = (): void => {
      this.#hiddenSinceMs =
        page.document.visibilityState === 'hidden' ? this.#parts.wallMs() : null;
      this.hear({ type: 'tick' });
    };
    page.document.addEventListener('visibilitychange', onVisibility);
    const detachRecorder = this.#recorder.attach(page);
    onVisibility();
    return () => {
      page.document.removeEventListener('visibilitychange', onVisibility);
      detachRecorder();
    };
  }

  /** Hears what came while this page did not know whether it may work. */
  goOn(): void {
    this.hear({ type: 'tick' });
  }

  /** Ends the session on this page: what waits is stored, nothing of ours stays published. */
  async close(): Promise<void> {
    // What was not heard is for the page that works now.
    this.#inbox.length = 0;
    this.#leaving = true;
    if (this.#state.armed) this.disarm();
    this.#closed = true;
    this.#stopTick();
    this.#task.cancel();
    this.model.close();
    this.#writers.hold([], () => null);
    this.#publisher.close();
    this.#remote.stop();
    this.#seat.close();
    this.#stopFollowing();
    this.#watch.close();
    await this.#recorder.close();
    this.#unstored = this.#recorder.pending();
  }

  protected hear(input: Input): void {
    if (this.#closed) return;
    this.#inbox.push(input);
    if (this.#reading || !this.#mayWork()) return;
    this.#reading = true;
    try {
      for (let next = this.#inbox.shift(); next !== undefined; next = this.#inbox.shift())
        this.#answer(next);
    } finally {
      this.#reading = false;
    }
    this.#afterwards();
  }

  /** A session that is read stays as it is; shots that are lost to it are counted. */
  #refuse(input: Input): void {
    if (input.type === 'robot-shot' && !input.shot.recovered) {
      this.#unrecorded.add(input.shot.key);
    } else if (personal.has(input.type))
      this.#notices.tell({ kind: 'refused', input: input.type, why: 'old-session' });
  }

  /** A page that leaves may always say its last words. */
  #mayWork(): boolean {
    return this.#leaving || (this.#parts.mayWork?.() ?? true);
  }

  #answer(input: Input): void {
    if (this.readOnly) {
      this.#refuse(input);
      return;
    }
    this.#seat.look();
    this.#noticeTakeOver();
    const { state, events, commands } = decide(this.#state, this.#situation(), input);
    if (events.length > 0) {
      this.#events.push(...events);
      this.#recorder.append(events);
      this.#state = state;
      this.#follow();
    }
    // Always: what the robot announces, and who else is there, changes without an event.
    const held = state.armed && this.#seat.publishes ? tuned(state) : [];
    this.#writers.hold(topicsOf(held), (topic) => this.#watch.targetOf(topic));
    // Before anything else is heard, the log knows which values have left.
    this.#inbox.unshift(...this.#send(commands.filter((command) => command.type === 'write')));
    for (const command of commands) this.#carryOut(command);
  }

  /** Hears next that this page has the robot which another had. */
  #noticeTakeOver(): void {
    const { standing } = this.#seat;
    if (standing.kind === 'theirs' || standing.kind === 'taking')
      this.#seatOf = { name: standing.name };
    else if (standing.kind === 'ours') {
      if (this.#seatOf !== null)
        this.#inbox.push({ type: 'took-over', from: this.#seatOf.name, known: this.#hadSeat });
      this.#hadSeat = true;
      this.#seatOf = null;
    }
  }

  /** Reads from the robot what the settings name. */
  #follow(): void {
    const { settings } = this.#state;
    this.#watch.follow(topicsOf(settings?.coefficients));
    this.#watch.readShotsFrom(settings?.shotSources ?? noSources);
    this.#watch.readDistanceFrom(settings?.liveDistance ?? usualLiveDistance);
  }

  /** Sends values; those that left are to be heard next. One that could not leave stays proposed, and is due again at the next tick. */
  #send(writes: readonly Extract<Command, { type: 'write' }>[]): readonly Input[] {
    const results = this.#writers.writeTogether(writes);
    return writes.flatMap(({ topic, value, attempt }, i): readonly Input[] => {
      const result = results[i]!;
      return result.ok
        ? [{ type: 'written', topic, value, attempt, serverUs: result.serverUs }]
        : [];
    });
  }

  #carryOut(command: Command): void {
    switch (command.type) {
      case 'write':
        // They have left together.
        break;
      case 'suggest':
        this.#task.ask(command.trial, command.seed, command.request);
        break;
      case 'cancel-suggest':
        this.#task.cancel();
        break;
      case 'read-again':
        this.#watch.readAgain();
        break;
      case 'tell':
        this.#notices.tell(command.notice);
        break;
    }
  }

  /** The log goes on in memory, where it can still be exported; the screen says so, and no robot waits for it. */
  #onStorage(fault: StorageFault | null): void {
    const wasAtFault = this.#storageFault !== null;
    this.#storageFault = fault;
    if (fault === null && wasAtFault) this.#notices.tell({ kind: 'stored-again' });
    this.#afterwards();
    this.#parts.onStorage?.();
  }

  /** The last event that outlives the page; null while none does. */
  #durableSeq(): number | null {
    const { store } = this.#parts;
    return store.kind === 'memory' || this.#storageFault !== null
      ? null
      : this.#recorder.durableSeq();
  }

  #onAnswer(answer: Answer): void {
    switch (answer.kind) {
      case 'suggested':
        this.#optimizerFault = null;
        this.hear({ type: 'suggested', ...pick(answer) });
        break;
      case 'failed':
        this.#optimizerFault = answer.detail;
        break;
      case 'rested':
        this.hear({ type: 'tick' });
        break;
    }
  }

  /** After the inbox is empty: tell the robot, look at the borders, and set the next tick. */
  #afterwards(): void {
    if (this.#closed) return;
    const seq = this.#state.nextSeq - 1;
    if (!this.readOnly) this.#publish();
    if (this.#state.settings?.interlocks.shotLogged === true && this.#state.armed)
      this.#awaitDurable(seq);
    this.#look();
    this.model.follow(this.#state, this.#now);
    this.#stopTick();
    this.#stopTick = this.#parts.ticker.after(this.#period(), () => {
      this.hear({ type: 'tick' });
    });
  }

  #awaitDurable(seq: number): void {
    if (seq <= this.#recorder.durableSeq()) return;
    void this.#recorder.durable(seq).then(() => {
      if (!this.#closed) this.#publish();
    });
  }

  /** Tells the robot what the tuner does. Without the seat, or a connection, nothing of ours is there: not even later by itself. */
  #publish(): void {
    if (this.#seat.publishes) {
      const { selector } = this.#remote;
      this.#publisher.update(this.#state, this.#situation(), this.#durableSeq(), selector);
      this.#remote.start();
    } else {
      this.#publisher.close();
      this.#remote.stop();
    }
  }

  #period(): number {
    if (runtimeStatus(this.#state, this.#now) !== 'ACTIVE') return tickMs.idle;
    return settled(this.#state) ? tickMs.active : tickMs.writing;
  }

  /** Brings what the screen sees of the borders up to date. */
  #look(): void {
    const { link, ticker } = this.#parts;
    this.#now = this.#situation();
    this.#unstored = this.#storageFault === null ? 0 : this.#recorder.pending();
    const { lastValueAtMs, distance, goal, offersComplete, offersRounds } = this.#watch;
    this.#link = {
      state: link.state(),
      attempts: link.attempts(),
      rttMs: link.rttMs(),
      lastValueAgeMs: lastValueAtMs === null ? null : ticker.nowMs() - lastValueAtMs,
    };
    this.#liveDistance = distance;
    this.#toldGoal = goal;
    this.#wirings = this.#watch.wirings();
    this.#standing = this.#seat.standing;
    // A late announcement may have come and calmed down between two looks.
    if (offersComplete !== this.#offersComplete || offersRounds !== this.#offersRounds) {
      this.#offersRounds = offersRounds;
      this.#offers = this.#watch.offers();
      this.#tables = this.#watch.tables();
      this.#offersComplete = offersComplete;
    }
  }

  /** Where the values of the tuned coefficients go now, as the robot announces them and its server takes them from this page. */
  #destinations(): Destinations {
    const nowMs = this.#parts.ticker.nowMs();
    return Object.fromEntries(
      tuned(this.#state).map(({ topic }): [string, Destination] => {
        const destination = this.#watch.destinationOf(topic);
        const refusedForMs = this.#writers.refusedForMs(topic, nowMs);
        return [
          topic,
          destination.kind === 'open' && refusedForMs > unpublishedAfterMs
            ? { kind: 'closed', why: { kind: 'unpublished' } }
            : destination,
        ];
      }),
    );
  }

  #situation(): Situation {
    const { link, wallMs } = this.#parts;
    return {
      nowMs: wallMs(),
      serverNowUs: link.serverNowUs(),
      robot: this.#watch.robot,
      fieldControl: this.#parts.fieldControl?.isControlled ?? false,
      writer: this.#seat.standing.kind === 'asking' || this.#seat.standing.kind === 'ours',
      hiddenSinceMs: this.#hiddenSinceMs,
      program: this.#watch.program,
      destinations: this.#destinations(),
      thinking: this.#task.thinking,
      pageBar: this.#pageBar,
    };
  }
}

/** What a person does; the rest is what the borders tell. */
const personal: ReadonlySet<Input['type']> = new Set<Input['type']>([
  ...(['tap', 'burst', 'relabel', 'void', 'undo', 'note', 'take', 'configure'] as const),
  ...(['arm', 'hold', 'next', 'skip', 'previous', 'turn-to', 'override'] as const),
  ...(['go-to', 'go-back', 'finish', 'set', 'answer-restart'] as const),
  ...(['accept', 'refuse', 'edit-proposal', 'reopen-proposal'] as const),
  ...(['pin', 'rename-pin', 'remove-pin', 'return-pin', 'restore-pin'] as const),
]);

const blankSituation: Situation = {
  nowMs: 0,
  serverNowUs: null,
  robot: { kind: 'unknown' },
  writer: true,
  hiddenSinceMs: null,
  program: 'unknown',
  destinations: {},
  thinking: null,
};

const noLink: LinkView = {
  state: { kind: 'idle' },
  attempts: [],
  rttMs: null,
  lastValueAgeMs: null,
};

const topicsOf = (coefficients: readonly Coefficient[] = []): readonly string[] =>
  coefficients.map(({ topic }) => topic);

const pick = ({ trial, seed, suggestion }: Extract<Answer, { kind: 'suggested' }>) => ({
  trial,
  seed,
  suggestion,
});
