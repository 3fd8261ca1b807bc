import type { RestartSign } from '../core/tuning/events.ts';
import { driverStation } from '../link/contract.ts';
import type { Announcement, RobotLink, Unsubscribe } from '../link/robot-link.ts';
import type { StopTimer, Ticker } from '../link/ticker.ts';

/** What WPILib writes once, when a program begins: so its stamp names the program, until the next one. */
const startTopics: readonly string[] = driverStation.tables.map((table) => `${table}.type`);
/** How long a connection is looked at before it is known that nothing more tells its program, ms. */
const lookMs = 500;

/** What a watch of the program reports: one sign at most for each connection, and each topic that came back within one. */
export type ProgramSign = Extract<RestartSign, 'start-stamp' | 'topic-id' | 'announced-again'>;

/**
 * Tells whether the robot's program is the one of the connection before, where its clock does not: by the stamp of what a program writes
 * once, else by the types of the coefficients' topics and the server's numbers of them, which stay for as long as it runs.
 */
export class ProgramWatch {
  /** `same` once that is sure. */
  program: 'same' | 'unknown' = 'unknown';
  /** Whether all signs of this connection were looked at. */
  examined = false;
  readonly #ticker: Ticker;
  readonly #onSign: (sign: ProgramSign) => void;
  readonly #stops: Unsubscribe[];
  /** Stamps of the start, of this connection or the last one that had any. */
  #startUs = new Map<string, number>();
  /** Numbers and types of the topics, likewise. */
  readonly #topics = new Map<string, string>();
  /** Topics that went within this connection. */
  readonly #gone = new Set<string>();
  #online = false;
  #isFirst = true;
  #isOther = false;
  #stopLooking: StopTimer = () => undefined;

  /** To be made before anything else is subscribed to: the start's stamp then comes before the values it speaks of. */
  constructor(link: RobotLink, ticker: Ticker, onSign: (sign: ProgramSign) => void) {
    this.#ticker = ticker;
    this.#onSign = onSign;
    this.#stops = startTopics.map((topic) => {
      const watch = link.watch(topic, {}, ({ serverUs }) => {
        this.#started(topic, serverUs);
      });
      return () => {
        watch.close();
      };
    });
  }

  /** A connection is up; only what comes after it is looked at. */
  online(): void {
    this.#online = true;
    this.#stopLooking();
    if (this.#isFirst) this.#conclude();
    else
      this.#stopLooking = this.#ticker.after(lookMs, () => {
        this.#conclude();
      });
    this.#isFirst = false;
  }

  offline(): void {
    this.#stopLooking();
    this.#online = false;
    this.program = 'unknown';
    this.examined = false;
    this.#isOther = false;
    this.#gone.clear();
  }

  /** A topic that robot code publishes is announced; null: it is gone. */
  announced(topic: string, announcement: Announcement | null): void {
    if (announcement === null) {
      if (this.#online) this.#gone.add(topic);
      return;
    }
    // A topic keeps its number and its type for as long as it lives.
    const known = `${announcement.id ?? ''} ${announcement.type}`;
    const before = this.#topics.get(topic);
    this.#topics.set(topic, known);
    if (this.#gone.delete(topic)) this.#onSign('announced-again');
    else if (before !== undefined && before !== known) this.#isOther = true;
  }

  close(): void {
    this.#stopLooking();
    for (const stop of this.#stops) stop();
  }

  #started(topic: string, serverUs: number): void {
    const before = this.#startUs.get(topic);
    this.#startUs.set(topic, serverUs);
    if (before === undefined || this.examined) return;
    if (before === serverUs) {
      this.program = 'same';
      this.#conclude();
      return;
    }
    this.#conclude('start-stamp');
  }

  #conclude(sign: ProgramSign | null = null): void {
    this.#stopLooking();
    this.examined = true;
    const seen = sign ?? (this.#isOther && this.program !== 'same' ? 'topic-id' : null);
    if (seen !== null) this.#onSign(seen);
  }
}
