import type { Settings } from '../../src/core/tuning/events.ts';
import { defaultSettings } from '../../src/core/tuning/settings.ts';
import { NtcoreLink } from '../../src/link/ntcore-link.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import { TuningSession } from '../../src/session/tuning-session.svelte.ts';
import { MemoryLogStore } from '../../src/storage/memory-log-store.ts';
import { wsWire } from '../contracts/robot-link-ws-wire.ts';
import { until } from '../faults/until.ts';
import type { StationGeneration } from '../robot/driver-station.ts';
import { NtServer } from '../robot/nt-server.ts';
import { RobotProgram, someMatch } from '../robot/robot-program.ts';
import { bootUs, ServerClock } from '../robot/server-clock.ts';
import { TestOptimizer } from '../unit/session/session-world.ts';

const header = { id: 's', name: 'session', createdMs: 0 };
/** More than twice as long as the window in which writes are counted, so that it is left wherever the clock stood in it, ms. */
const longMs = 2_500;
/** How long the robot has been up, µs: so long that its clock tells when it restarts. */
const upUs = 3_600e6;
/** A topic that is no coefficient: what was sent before its value has arrived when that has. */
const markTopic = '/test/mark';

/** A robot on a real socket, and a session that tunes it: its wall clock, on which it paces its writes, stands still between connections. */
export class SessionStage {
  readonly server: NtServer;
  readonly robot: RobotProgram;
  readonly optimizer = new TestOptimizer();
  session: TuningSession;
  readonly #link = new NtcoreLink({ random: () => 0.5, openWire: wsWire });
  readonly #store = new MemoryLogStore();
  readonly #hasField: boolean;
  #wallMs = 0;
  #marks = 0;
  #ids = 0;
  #answers = 0;
  /** The first message from the page that the robot got in its match. */
  #matchFrom = Infinity;

  /**
   * A session that is armed and has tuned once, and a robot without a field.
   * @param hasField false: no field is attached then either, for a comparison.
   */
  static async set(generation: StationGeneration, hasField = true): Promise<SessionStage> {
    const server = await NtServer.listen({ clock: new ServerClock(upUs) });
    const stage = new SessionStage(
      server,
      new RobotProgram(server, { variant: 'shoot3', report: 'record', generation }),
      hasField,
    );
    await stage.#store.create(header);
    stage.session.configure(stage.settings());
    stage.connects();
    await stage.#reads('no field', () => stage.session.armingBar === null);
    await stage.#reads('the baseline', () => stage.session.state.baseline !== null);
    stage.session.arm();
    await stage.shoots();
    stage.optimizes();
    await stage.#reads('a first trial', () => stage.session.waiting.kind === 'shots');
    await stage.comesToRest();
    return stage;
  }

  private constructor(server: NtServer, robot: RobotProgram, hasField: boolean) {
    this.server = server;
    this.robot = robot;
    this.#hasField = hasField;
    // Before the session hears of it: a clock that went another way than the robot's would be a robot that restarted.
    this.#link.onState(({ kind }) => {
      if (kind === 'online') this.#setWallClock();
    });
    this.session = this.#openSession([]);
  }

  /** The robot's coefficients, tuned after each shot. */
  settings(more: Partial<Settings> = {}): Settings {
    return { ...defaultSettings(this.robot.coefficients, 1), ...more };
  }

  /** A value within the bounds of the first coefficient: at 0 the lower one, at 1 the upper one. */
  setByHand(place: number): void {
    const { topic, min, max } = this.robot.coefficients[0]!;
    this.session.set(topic, min + place * (max - min));
  }

  /** The optimizer answers what it was asked, if it was: next values, and other ones that are best. */
  optimizes(): void {
    const at = (place: number): readonly number[] =>
      this.robot.coefficients.map(({ min, max }) => min + place * (max - min));
    this.#answers++;
    this.optimizer.answer(at(this.#answers % 2 === 0 ? 0.6 : 0.7), at(0.4));
  }

  /** Takes a shot, and waits until the session has it. */
  async shoots(): Promise<void> {
    const shot = this.robot.shootOnce();
    if (shot === null) throw new Error('the robot may not shoot');
    const key = `${shot.boot}:${shot.id}`;
    await this.#reads('a shot', () =>
      this.session.state.shots.some(({ shot: { id } }) => id === key),
    );
  }

  /** The field is attached from now on; whether the page knows is another matter. */
  attachField(): void {
    this.#matchFrom = Math.min(this.#matchFrom, this.server.received.length);
    if (this.#hasField) this.robot.setFms(true);
  }

  /** The connection is lost, and the page knows it; until `returns` there is no other. */
  async loses(): Promise<void> {
    const { faults } = this.server;
    await faults.refuse(true);
    faults.dropAll();
    await this.#reads('the loss', () => this.session.state.online === null);
  }
  returns(): Promise<void> {
    return this.server.faults.refuse(false);
  }

  /** The page is connected, and has read the match. */
  async knowsMatch(): Promise<void> {
    await this.#reads('the match', () => {
      const { now, state } = this.session;
      if (state.online === null || now.robot.kind !== 'known') return false;
      return !this.#hasField || (now.robot.fms && state.match?.number === someMatch.number);
    });
  }

  async leavesField(): Promise<void> {
    this.robot.setFms(false);
    await this.#reads('no match', () => this.session.state.match === null);
  }

  /** The page that took the seat goes on with the log of the one before. */
  async changesSeat(): Promise<void> {
    await this.session.close();
    this.#setWallClock();
    this.session = this.#openSession(this.session.events);
    await this.#reads(
      'the robot',
      () => this.session.state.online !== null && this.session.now.robot.kind === 'known',
    );
  }

  connects(): void {
    this.session.connect([this.server]);
  }

  /** The robot's program begins anew, and the page asks what is to hold now. */
  async restarts(): Promise<void> {
    await this.server.restart({ clockUs: bootUs });
    await this.#reads('the restart', () => {
      const { state, now } = this.session;
      return state.restartPending && now.robot.kind === 'known';
    });
  }

  /** The wall clock goes on. */
  passes(ms = longMs): void {
    this.#wallMs += ms;
  }

  /** Lets everything happen that is due or falls due, and arrive. */
  async comesToRest(): Promise<void> {
    // Nothing leaves before it is known that no other laptop writes.
    await this.#reads('the seat', () => this.session.standing.kind === 'ours');
    for (let round = 0; round < 2; round++) {
      this.passes();
      await this.shoots();
      this.optimizes();
      await this.arrives();
    }
  }

  /** What the page has sent until now arrives. */
  async arrives(): Promise<void> {
    // An answer of the optimizer is on its way to the session as a promise: what it orders is to leave before the mark.
    await new Promise(setImmediate);
    const mark = ++this.#marks;
    const writer = this.#link.writer(markTopic, 'int');
    await until(
      () => 'a mark is sent',
      () => writer.write(mark).ok,
    );
    await this.server.until(() =>
      this.server.received.some(
        (message) =>
          message.kind === 'value' && message.topic === markTopic && message.value === mark,
      ),
    );
  }

  /** Values for coefficients that reached the robot, all of them, and since its field was attached. */
  get written(): number {
    return this.#writtenFrom(0);
  }
  get writtenInMatch(): number {
    return this.#writtenFrom(this.#matchFrom);
  }

  async close(): Promise<void> {
    await this.session.close();
    this.#link.disconnect();
    await this.server.close();
  }

  /** To what it would show if it had never stood still, nor been moved. */
  #setWallClock(): void {
    this.#wallMs = 1_700_000_000_000 + performance.now();
  }

  #writtenFrom(first: number): number {
    const topics = this.robot.coefficients.map(({ topic }) => topic);
    return this.server.received
      .slice(first)
      .filter(
        (message) =>
          message.kind === 'value' && message.topic !== null && topics.includes(message.topic),
      ).length;
  }

  #openSession(events: TuningSession['events']): TuningSession {
    return new TuningSession({
      header,
      events,
      link: this.#link,
      store: this.#store,
      optimizer: this.optimizer,
      ticker: systemTicker,
      wallMs: () => this.#wallMs,
      newId: () => String(++this.#ids),
    });
  }

  #reads(what: string, holds: () => boolean): Promise<void> {
    return until(() => `the page reads ${what}`, holds);
  }
}
