import { interlocksOf, runtimeStatus, statusLine, statusOf } from '../core/tuning/status.ts';
import type { Situation } from '../core/tuning/gate.ts';
import type { TuningState } from '../core/tuning/state.ts';
import { interlockTopics, statusTopic, tunerStatusTopic } from '../link/contract.ts';
import type { NtType, NtValue, RobotLink, Writer } from '../link/robot-link.ts';
import type { Ticker } from '../link/ticker.ts';

/** The heartbeat's period, ms: a robot that waits for us must notice soon when we are gone. */
const heartbeatMs = { active: 500, otherwise: 1_000 } as const;

interface Published {
  readonly writer: Writer;
  /** What the robot's server was last told in this connection; null before. */
  told: NtValue | null;
}

/**
 * Tells other dashboards and the robot what the tuner does: each topic through a handle made once, and only when
 * its value changes; the interlocks as a lease that ends when the tuner does.
 */
export class StatusPublisher {
  readonly #link: Pick<RobotLink, 'state' | 'writer'>;
  readonly #ticker: Ticker;
  readonly #published = new Map<string, Published>();
  /** Names of the status topics of the last update; one that is not in the next is taken away. */
  #told: readonly string[] = [];
  #heartbeatDueMs = 0;
  #connection = 0;
  #loggedShot = -1;
  #answeredShot = -1;

  constructor(link: Pick<RobotLink, 'state' | 'writer'>, ticker: Ticker) {
    this.#link = link;
    this.#ticker = ticker;
  }

  /**
   * Publishes what differs from what was last told. Cheap when nothing does.
   * @param selector what another dashboard chose to adjust by hand.
   */
  update(state: TuningState, now: Situation, durableSeq: number | null, selector = ''): void {
    const link = this.#link.state();
    if (link.kind !== 'online' || !now.writer) {
      if (!now.writer) this.close();
      return;
    }
    if (link.session !== this.#connection) {
      this.#connection = link.session;
      for (const published of this.#published.values()) published.told = null;
      this.#forgetAnswers();
    }
    const status = statusOf(state, now, selector);
    for (const [name, value] of Object.entries(status)) this.#tell(statusTopic(name), value);
    for (const name of this.#told)
      if (!Object.hasOwn(status, name)) this.#unpublish(statusTopic(name));
    this.#told = Object.keys(status);
    this.#tell(tunerStatusTopic, statusLine(state, now));
    this.#beat(state, now);
    this.#lease(state, now, durableSeq);
  }

  /** Somebody else has written a topic of ours: what it holds is told again at the next update. */
  overwritten(name: string): void {
    const published = this.#published.get(statusTopic(name));
    if (published !== undefined) published.told = null;
  }

  /** Unpublishes everything: the robot's defaults hold again. */
  close(): void {
    for (const { writer } of this.#published.values()) writer.close();
    this.#published.clear();
  }

  #beat(state: TuningState, now: Situation): void {
    const { serverNowUs } = now;
    if (serverNowUs === null || this.#ticker.nowMs() < this.#heartbeatDueMs) return;
    const active = runtimeStatus(state, now) === 'ACTIVE';
    // A little early rather than a beat late: ticks come at the same period as the beats.
    this.#heartbeatDueMs =
      this.#ticker.nowMs() + (active ? heartbeatMs.active : heartbeatMs.otherwise) * 0.9;
    this.#tell(statusTopic('Heartbeat'), serverNowUs / 1e6);
  }

  #lease(state: TuningState, now: Situation, durableSeq: number | null): void {
    const interlocks = interlocksOf(state, now, durableSeq);
    if (interlocks === null) {
      for (const topic of Object.values(interlockTopics)) this.#unpublish(topic);
      this.#forgetAnswers();
      return;
    }
    this.#tell(interlockTopics.requireShotLogged, interlocks.requireShotLogged);
    this.#tell(interlockTopics.requireCoefficientsUpdated, interlocks.requireCoefficientsUpdated);
    // The robot sets these to false before each shot, so every shot is answered anew.
    const { loggedShot, answeredShot } = interlocks;
    if (loggedShot > this.#loggedShot && this.#tell(interlockTopics.shotLogged, true, true))
      this.#loggedShot = loggedShot;
    if (
      answeredShot > this.#answeredShot &&
      this.#tell(interlockTopics.coefficientsUpdated, true, true)
    )
      this.#answeredShot = answeredShot;
  }

  /** A robot that still waits for an answer it never got must not wait for ever. */
  #forgetAnswers(): void {
    this.#loggedShot = -1;
    this.#answeredShot = -1;
  }

  /** Whether the robot's server has been told. What could not leave is told at the next update. */
  #tell(topic: string, value: boolean | number | string, always = false): boolean {
    let published = this.#published.get(topic);
    if (published === undefined) {
      published = { writer: this.#link.writer(topic, typeOf(value)), told: null };
      this.#published.set(topic, published);
    }
    if (published.told === value && !always) return true;
    const left = published.writer.write(value).ok;
    if (left) published.told = value;
    return left;
  }

  #unpublish(topic: string): void {
    this.#published.get(topic)?.writer.close();
    this.#published.delete(topic);
  }
}

const typeOf = (value: boolean | number | string): NtType =>
  typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'double' : 'string';
