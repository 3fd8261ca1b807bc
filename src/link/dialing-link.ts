import { addressesIn } from './addresses.ts';
import type { Candidate, RobotAddress } from './addresses.ts';
import { AttemptLog, type Attempt } from './attempts.ts';
import type { Connection, ConnectionEvents } from './connection.ts';
import { Dialer, type DialerParts } from './dialer.ts';
import type {
  Announcement,
  LinkComplaint,
  LinkState,
  NtType,
  NtValue,
  RobotLink,
  Sample,
  Unsubscribe,
  Watch,
  WatchOptions,
  Writer,
} from './robot-link.ts';
import { TopicHub } from './topic-hub.ts';
import { describeTrouble, isWorse, type Trouble } from './trouble.ts';
import type { Wake } from './wake.ts';
import { WriterHub } from './writer-hub.ts';

/** What a link is made of: how it dials, and when it may have slept. */
export interface LinkParts extends DialerParts {
  readonly wake: Wake;
}

interface Failure {
  readonly address: RobotAddress;
  readonly trouble: Trouble;
}

/**
 * A robot link over any way of dialling: one connection at a time, dialled again for ever once it is lost, under
 * watches and writers that outlive it.
 */
export abstract class DialingLink implements RobotLink {
  abstract readonly clientName: string;
  readonly #parts: LinkParts;
  readonly #hub: TopicHub;
  readonly #writers = new WriterHub((topic, value, serverUs) => {
    this.#hub.wrote(topic, value, serverUs, this.#parts.ticker.nowMs());
  });
  readonly #stateListeners = new Set<(state: LinkState) => void>();
  readonly #complaintListeners = new Set<(complaint: LinkComplaint) => void>();
  /** What was complained of in this connection: the same about the same topic is told once. */
  readonly #complained = new Set<string>();
  readonly #attempts = new AttemptLog();
  #state: LinkState = { kind: 'idle' };
  #sessions = 0;
  #connection: Connection | null = null;
  #dialer: Dialer | null = null;
  #stopWake: Unsubscribe | null = null;
  /** The trouble that is told, and the worst of the round under way. */
  #why: Failure | null = null;
  #roundsWorst: Failure | null = null;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#hub = new TopicHub((complaint) => {
      this.#complain(complaint);
    });
  }

  /** How often a topic's name was looked up so far; values look none up. */
  get lookups(): number {
    return this.#hub.lookups;
  }

  state(): LinkState {
    return this.#state;
  }

  onState(listener: (state: LinkState) => void): Unsubscribe {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  onComplaint(listener: (complaint: LinkComplaint) => void): Unsubscribe {
    this.#complaintListeners.add(listener);
    return () => this.#complaintListeners.delete(listener);
  }

  attempts(): readonly Attempt[] {
    return this.#attempts.all;
  }

  rttMs(): number | null {
    return this.#connection?.rttMs() ?? null;
  }

  unpack(value: NtValue | undefined): unknown {
    return value instanceof Uint8Array ? this.#connection?.unpack(value) : undefined;
  }

  serverNowUs(): number | null {
    return this.#connection?.serverNowUs() ?? null;
  }

  connect(candidates: readonly Candidate[]): void {
    this.#hangUp();
    this.#attempts.begin(candidates);
    if (candidates.length === 0) {
      this.#setState({ kind: 'idle' });
      return;
    }
    this.#why = null;
    this.#roundsWorst = null;
    this.#stopWake = this.#parts.wake(() => {
      this.#connection?.check();
      this.#dialer?.hurry();
    });
    this.#dial(candidates);
  }

  disconnect(): void {
    this.#hangUp();
    this.#attempts.begin([]);
    this.#setState({ kind: 'idle' });
  }

  watch(topic: string, options: WatchOptions, listener: (sample: Sample) => void): Watch {
    return this.#hub.watch(topic, options, listener);
  }

  discover(
    prefix: string,
    listener: (topic: string, announcement: Announcement | null) => void,
  ): Unsubscribe {
    return this.#hub.discover(prefix, listener);
  }

  writer(topic: string, type: NtType): Writer {
    return this.#writers.writer(topic, type);
  }

  #hangUp(): void {
    this.#stopWake?.();
    this.#stopWake = null;
    this.#dialer?.stop();
    this.#dialer = null;
    const connection = this.#connection;
    this.#connection = null;
    if (connection === null) return;
    connection.close();
    this.#writers.down();
    this.#hub.down();
  }

  #dial(candidates: readonly Candidate[]): void {
    const dialer = new Dialer(candidates, this.#parts, {
      round: (round) => {
        this.#setState(this.#connecting(candidates, round));
      },
      answered: (address) => {
        this.#attempts.answered(address);
      },
      failed: (address, trouble) => {
        this.#failed(address, trouble);
      },
      over: () => {
        this.#why = this.#roundsWorst;
        this.#roundsWorst = null;
        this.#tellWhy();
      },
      won: (address, connection) => this.#won(candidates, address, connection),
    });
    this.#dialer = dialer;
    dialer.start();
  }

  /** The worst trouble of a round is told; it stands until the next round is over, unless that has a worse one. */
  #failed(address: RobotAddress, trouble: Trouble): void {
    this.#attempts.failed(address, trouble);
    if (this.#roundsWorst === null || isWorse(trouble, this.#roundsWorst.trouble))
      this.#roundsWorst = { address, trouble };
    if (this.#why === null || isWorse(this.#roundsWorst.trouble, this.#why.trouble))
      this.#why = this.#roundsWorst;
    this.#tellWhy();
  }

  #tellWhy(): void {
    if (this.#state.kind === 'connecting')
      this.#setState({ ...this.#state, why: this.#whyInWords() });
  }

  #won(
    candidates: readonly Candidate[],
    address: RobotAddress,
    connection: Connection,
  ): ConnectionEvents {
    this.#dialer = null;
    this.#connection = connection;
    const watching = this.#stopWake;
    return {
      up: () => {
        this.#why = null;
        this.#roundsWorst = null;
        this.#attempts.connected(address);
        this.#complained.clear();
        this.#sessions++;
        this.#hub.up(connection, this.#sessions);
        this.#writers.up(connection);
        const { protocol } = connection;
        this.#setState({ kind: 'online', host: address.host, session: this.#sessions, protocol });
      },
      down: (trouble) => {
        this.#connection = null;
        this.#why = { address, trouble };
        this.#attempts.failed(address, trouble);
        this.#writers.down();
        this.#hub.down();
        // A listener may have disconnected, or turned to another robot.
        if (this.#stopWake !== watching) return;
        // The one that answered last is asked first.
        this.#dial([address, ...candidates.filter((other) => other !== address)]);
      },
      announced: (id, announcement) => {
        this.#hub.announced(id, announcement);
      },
      gone: (id) => {
        this.#hub.gone(id);
      },
      value: (id, value, serverUs, atMs) => {
        this.#hub.value(id, value, serverUs, atMs);
      },
      complain: (complaint) => {
        this.#complain(complaint);
      },
    };
  }

  #connecting(candidates: readonly Candidate[], attempt: number): LinkState {
    return {
      kind: 'connecting',
      host: addressesIn(candidates)[0]?.host ?? '',
      attempt,
      why: this.#whyInWords(),
    };
  }

  #whyInWords(): string | null {
    return this.#why === null ? null : describeTrouble(this.#why.trouble, this.#why.address);
  }

  #setState(state: LinkState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    for (const listener of [...this.#stateListeners]) {
      try {
        listener(state);
      } catch (error) {
        this.#complain({ kind: 'listener', topic: null, detail: String(error) });
      }
    }
  }

  #complain(complaint: LinkComplaint): void {
    const key = `${complaint.kind} ${complaint.topic ?? complaint.detail}`;
    if (this.#complained.has(key)) return;
    this.#complained.add(key);
    for (const listener of [...this.#complaintListeners]) {
      try {
        listener(complaint);
      } catch (error) {
        console.error('a listener for complaints failed', error);
      }
    }
  }
}
